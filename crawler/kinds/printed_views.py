"""Printed view counts as numbers: `436.6K`, `3.1M`, `۱.۲ هزار`, `۲ میلیون`, `1,204`."""

import re

from core.digits import latin_digits

_PRINTED = re.compile(r"(\d+(?:[.,٫٬]\d+)*)\s*(k|m|b|هزار|میلیون|میلیارد)?", re.IGNORECASE)
_TIMES = {"k": 10**3, "هزار": 10**3, "m": 10**6, "میلیون": 10**6, "b": 10**9, "میلیارد": 10**9}
_LONGEST = 40
_MOST = 10**15


def view_count(printed: str | None) -> int | None:
    """The number a count stands for, as exact as it is printed; None when it is no count."""
    if printed is None or len(printed) > _LONGEST:
        return None
    number = _number(printed)
    return number if number is not None and number <= _MOST else None


def _number(printed: str) -> int | None:
    match = _PRINTED.fullmatch(latin_digits(printed).replace("\u200c", " ").strip())
    if match is None:
        return None
    digits, unit = match.groups()
    if unit is None:
        return _whole(digits)
    whole, _, part = re.sub("[,٫٬]", ".", digits).partition(".")
    if not part.isdecimal() and part:
        return None
    # In whole numbers: 8.19 * 1000 is 8189 in floating point.
    times = _TIMES[unit.lower()]
    return int(whole) * times + int(part or 0) * times // int("1" + "0" * len(part))


def _whole(digits: str) -> int | None:
    """Without a unit every mark is between thousands."""
    first, *groups = re.split("[.,٫٬]", digits)
    return int(first + "".join(groups)) if all(len(group) == 3 for group in groups) else None
