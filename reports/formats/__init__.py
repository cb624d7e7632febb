"""The formats a report is written in; all of them write the same records."""
