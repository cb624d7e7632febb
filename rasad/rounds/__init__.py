"""A period counted, scored, sent, appealed, frozen and published."""
