"""Who may see and do what with workshops, their months and their openings."""
