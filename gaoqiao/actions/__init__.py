"""What the shell writes: one module a noun."""
