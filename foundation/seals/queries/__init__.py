"""The chains, read: heads, what waits, and whether rows still hold what was sealed."""
