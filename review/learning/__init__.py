"""What corrections taught, and what is proposed."""
