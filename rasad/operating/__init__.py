"""Running by itself: jobs, backups, health, messages, accounts."""
