"""What a lead and an operator oversee."""
