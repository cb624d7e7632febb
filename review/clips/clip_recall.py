"""Recall by clips: of the pieces that people saw printed, how many we had, month by month, with intervals."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from persiantools.jdatetime import JalaliDate

from core.audit_figures import Proportion
from core.calendar import JalaliMonth
from core.clips import ClipEntry
from reports.persian import count_text, percent_text
from scoring.audit_figures import proportion

SMALL = 30
"""Below this many clips the interval says more than the share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallLine:
    """One month, or all of them."""

    name: str
    clips: str
    held: str
    attributed: str
    is_small: bool


def recall_lines(entries: Sequence[ClipEntry]) -> list[RecallLine]:
    """The newest month first, and all together before them; empty without clips."""
    by_month: dict[JalaliMonth, list[ClipEntry]] = defaultdict(list)
    for entry in entries:
        by_month[_month(entry.day)].append(entry)
    months = [_line(month.name, by_month[month]) for month in sorted(by_month, reverse=True)]
    return [_line("همهٔ این ماه‌ها", entries), *months] if entries else []


def _line(name: str, entries: Sequence[ClipEntry]) -> RecallLine:
    held = sum(entry.was_held for entry in entries)
    attributed = sum(entry.was_attributed for entry in entries)
    return RecallLine(
        name=name,
        clips=count_text(len(entries)),
        held=share_text(proportion(held, len(entries))),
        attributed=share_text(proportion(attributed, len(entries))),
        is_small=len(entries) < SMALL,
    )


def share_text(one: Proportion) -> str:
    """«۸۰٪ (۵۵٪ تا ۹۳٪؛ ۱۲ از ۱۵)»; never a share without its interval and its numbers."""
    if one.share is None:
        return "سنجیده نشد (۰ از ۰)"
    between = f"{percent_text(one.low)} تا {percent_text(one.high)}"
    return f"{percent_text(one.share)} ({between}؛ {count_text(one.hits)} از {count_text(one.of)})"


def _month(day: date) -> JalaliMonth:
    jalali = JalaliDate(day)
    return JalaliMonth(jalali.year, jalali.month)
