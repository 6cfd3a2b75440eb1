"""What the demo writes: one module a noun, in the order of `loading`."""
