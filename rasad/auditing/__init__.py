"""Corrections of people, and the random stream that measures the machine."""
