"""Dates as Persian pages and feeds write them: Jalali, Afghan and Gregorian, in digits, words and phrases."""

from crawler.dates.read import date_line, moment_text, read_date

__all__ = ["date_line", "moment_text", "read_date"]
