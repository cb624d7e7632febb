"""Digits, dates and text direction at the edges: how a value stands in a Persian page."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from core.calendar import jalali_date_words, tehran_day
from core.digits import latin_digits, persian_digits, persian_number

ALM = "\u061c"
"""Arabic letter mark: keeps a percent sign, a minus or a dash on the side Persian readers expect."""
RIGHT_TO_LEFT_ISOLATE = "\u2067"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
ZERO_WIDTH_SPACE = "\u200b"
LONGEST_WORD = 24
"""No word of a language we print is longer; what is, may break anywhere."""

COUNT_FORMAT = "[$-3020429]#,##0"
DECIMAL_FORMAT = "[$-3020429]#,##0.0"
SHARE_FORMAT = "[$-3020429]0%"
"""Number formats of sheets: the number stays a number and is shown with Persian digits."""
LONGEST_CELL = 32_767
"""Letters a cell of a workbook can hold."""

_FORMULA_STARTS = ("=", "+", "-", "@")
_REORDERING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_OVERLONG = re.compile(rf"[^\s{ZERO_WIDTH_SPACE}]{{{LONGEST_WORD + 1},}}")
_PRINTED_NUMBER = re.compile(rf"{ALM}?(?P<minus>[-−])?(?P<digits>[0-9][0-9٬]*(٫[0-9]+)?)(?P<percent>٪)?")
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


def isolated(text: str) -> str:
    """Somebody else's words inside a line of ours: their direction is their own, and ours stays ours."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def breakable(text: str) -> str:
    """Text whose overlong words may break: a page has an edge, and 2,000 letters without a space do not."""
    return _OVERLONG.sub(lambda word: ZERO_WIDTH_SPACE.join(_chunks(word[0])), text)


def number_in(text: str) -> float | None:
    """The number that a printed text begins with: 3.4 of «۳٫۴ روز»; None where it begins with words."""
    found = _PRINTED_NUMBER.match(latin_digits(text))
    if found is None:
        return None
    value = float(found["digits"].replace("٬", "").replace("٫", "."))
    return (-value if found["minus"] else value) / (100 if found["percent"] else 1)


def _chunks(word: str) -> list[str]:
    return [word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD)]


def cell_text(text: str) -> str:
    """Text that fits a cell of a sheet: without invisible controls, and no longer than a cell holds."""
    return shown_text(text)[:LONGEST_CELL]


def plain_cell_text(text: str) -> str:
    """Text of a file that says nothing of types (CSV): a sheet program must not take it for a formula."""
    shown = cell_text(text)
    return (
        f"'{shown}" if shown.lstrip().startswith(_FORMULA_STARTS) or shown.startswith(("\t", "\r")) else shown
    )
