"""Learning: what people decided about items becomes weights, counters and proposals; all of it pure."""
