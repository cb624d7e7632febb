"""One polite look at a site: its feeds, sitemaps, lists of items, family, dates and robots rules."""
