"""From findings and probes to measures, indicators and scores."""
