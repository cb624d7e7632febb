"""From items to attributions, with evidence."""
