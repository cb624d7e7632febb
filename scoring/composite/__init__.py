"""Composite indices on any table: from raw columns through every usual step to scores and ranks."""
