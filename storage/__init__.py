"""Memory: tables and queries, migrations, and raw pages by hash. Importing it does nothing."""
