"""A small invented newsroom, served on loopback, for the demo and the tests."""
