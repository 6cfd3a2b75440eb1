"""What is typed at the doors of accounts."""
