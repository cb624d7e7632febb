"""From due sources to stored items: crawls, files people send, and pages read again."""
