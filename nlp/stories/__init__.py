"""From items to stories: the same text and its reprints across outlets."""
