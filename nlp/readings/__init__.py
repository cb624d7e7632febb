"""From an item's words to what it is about: topic, service reflection, tone, ceremony and criticism."""
