"""What corrections teach the machine: weights, proposed names, and texts read again."""
