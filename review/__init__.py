"""Where people look at the results: the web application."""
