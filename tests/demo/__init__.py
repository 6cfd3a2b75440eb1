"""What the demo shows. A test here reads no other records (`demo`), and commits none."""

PASSWORD = "ten demo parcels on the bridge"
