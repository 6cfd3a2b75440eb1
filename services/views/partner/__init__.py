"""The pages of a partner: the day, what was delivered, the quarter, the own services."""
