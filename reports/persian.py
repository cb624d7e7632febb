"""Digits, dates and text direction at the edges: how a value stands in a Persian page."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from core.calendar import jalali_date_words, tehran_day
from core.digits import persian_digits, persian_number

ALM = "\u061c"
"""Arabic letter mark: keeps a percent sign, a minus or a dash on the side Persian readers expect."""
RIGHT_TO_LEFT_ISOLATE = "\u2067"
POP_ISOLATE = "\u2069"

_REORDERING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_INVISIBLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))


def count_text(value: int) -> str:
    """«۱٬۲۳۴»."""
    return persian_number(value)


def decimal_text(value: float, decimals: int = 1) -> str:
    """«۶۸٫۸», rounded half up as people round; a minus stays at the left of its number."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    minus = f"{ALM}−" if rounded < 0 else ""
    return minus + persian_number(float(abs(rounded)), decimals)


def weight_text(weight: float) -> str:
    """«۳۰» or «۰٫۲۵»: as few decimals as the weight has, two at most."""
    decimals = next(n for n in (0, 1, 2) if n == 2 or round(weight, n) == round(weight, 6))
    return decimal_text(weight, decimals)


def percent_text(share: float, decimals: int = 0) -> str:
    """«۹۸٪» from 0.98, with the sign at the left wherever it stands."""
    return f"{ALM}{decimal_text(share * 100, decimals)}٪"


def of_text(part: int, whole: int) -> str:
    """«۲ از ۵»."""
    return f"{count_text(part)} از {count_text(whole)}"


def day_text(instant: datetime) -> str:
    """«۱۵ مهر ۱۴۰۴», the day of an instant in Tehran."""
    return jalali_date_words(tehran_day(instant))


def day_of_month_text(day: date) -> str:
    """«۱۵»: the Jalali day alone, for the head of a strip of days."""
    return jalali_date_words(day).split()[0]


def chart_text(text: str) -> str:
    """A label inside an SVG: isolated, because the text of a chart is anchored in a left-to-right box."""
    return f"{RIGHT_TO_LEFT_ISOLATE}{persian_digits(text)}{POP_ISOLATE}"


def shown_text(text: str) -> str:
    """Text somebody else wrote, without the characters that reorder or break a line of the page."""
    return text.translate(_REORDERING).translate(_INVISIBLE)
