"""The steps, each named by its four-digit number."""
