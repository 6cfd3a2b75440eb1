"""What is done to accounts themselves; who may do it to others' is said one storey up."""
