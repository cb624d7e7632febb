"""From scores to a document: sections computed once, then written in each format."""
