"""Lunar dates, recognised and set aside: which day they are depends on who saw the moon."""

import re

from crawler.dates.months import LUNAR_MONTHS, one_of

_MARK = r"(?:هجری\s*)?(?:قمری|(?<![^\W\d_])ه?\s?\.?\s?ق(?![^\W\d_])\.?)"
_MONTH = one_of(LUNAR_MONTHS)
_DATES = (
    re.compile(rf"(?:\d{{1,2}}\s*)?{_MONTH}(?:\s*,?\s*(?:سال\s*)?1[34]\d\d(?!\d))?(?:\s*{_MARK})?"),
    re.compile(rf"\d{{1,4}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?\d{{1,4}}\s*{_MARK}"),
    re.compile(rf"(?<!\d)1[34]\d\d\s*{_MARK}"),
)


def without_lunar(text: str) -> str:
    """The text without its lunar dates."""
    for pattern in _DATES:
        text = pattern.sub(" ", text)
    return " ".join(text.split())
