"""Memory: tables, queries and migrations, and raw pages by their hash."""
