"""From a page to its kicker, title, lead, body, byline and time: general, by selectors, or by CMS family."""

from crawler.extractors.extract import extract, extract_by_rules, extract_file

__all__ = ["extract", "extract_by_rules", "extract_file"]
