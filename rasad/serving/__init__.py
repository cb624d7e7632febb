"""The desk that the web application works at."""
