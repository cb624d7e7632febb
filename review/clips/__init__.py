"""Missed pieces that people enter, and what they say of our recall."""
