"""Signs that a source's day is not to be trusted: it answered, and yet what it showed may not be all."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.coverage import SourceDay

LEAST_UNREAD = 3
UNREAD_SHARE = 0.5
LEAST_ACTIVE_DAYS = 5
"""Days with new items before a source has a rhythm of its own."""
LEAST_MISSED = 5.0
"""How many items a silence must have swallowed: by chance, at a steady pace, once in 150 such stretches."""
LEAST_GENERAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What is known of a source beside its days."""

    bounds: tuple[int, int] | None = None
    """New items on a normal day, least and most, as the office wrote them."""
    has_rules: bool = False
    """Its pages are read by selectors or as those of a family, so the general extractor is the exception."""
    is_whole_day: bool = True
    """The source is looked at once a day; with several looks, the first says little of the day."""


def signs(
    day: SourceDay, past: Sequence[SourceDay], expectation: Expectation, *, by_general: int = 0
) -> list[str]:
    """What is suspect about a day, in words; `past` are the days before it, in order.

    A day on which the source did not answer is no suspect: it is known not to have been seen.
    """
    if day.answered is not True:
        return []
    found = [
        _no_text(day),
        _other_template(day, expectation, by_general),
        _out_of_bounds(day, expectation),
        _silent(day, past, expectation),
    ]
    return [sign for sign in found if sign]


def _no_text(day: SourceDay) -> str:
    """Pages came, and most of them could not be read: the extractor or the template has changed."""
    unread, fetched = day.no_text or 0, (day.new_items or 0) + (day.no_text or 0)
    if unread < LEAST_UNREAD or unread < UNREAD_SHARE * fetched:
        return ""
    return f"no text was found in {unread} of {fetched} new pages: their template may have changed"


def _other_template(day: SourceDay, expectation: Expectation, by_general: int) -> str:
    items = day.new_items or 0
    if not expectation.has_rules or by_general < LEAST_GENERAL or by_general < items:
        return ""
    return f"all {items} new pages fell to the general extractor: its selectors or family no longer fit"


def _out_of_bounds(day: SourceDay, expectation: Expectation) -> str:
    if expectation.bounds is None or day.new_items is None:
        return ""
    least, most = expectation.bounds
    if day.new_items < least and expectation.is_whole_day:
        return f"{day.new_items} new items where at least {least} are expected"
    return f"{day.new_items} new items where at most {most} are expected" if day.new_items > most else ""


def _silent(day: SourceDay, past: Sequence[SourceDay], expectation: Expectation) -> str:
    """Longer without news than ever before, and long enough for its usual pace to have brought several."""
    counts = [one.new_items for one in past if one.answered is True and one.new_items is not None]
    if day.new_items or expectation.is_whole_day:
        counts.append(day.new_items or 0)
    silence = _run_at_end(counts)
    before = counts[: len(counts) - silence]
    if not silence or sum(count > 0 for count in before) < LEAST_ACTIVE_DAYS:
        return ""
    missed = silence * sum(before) / len(before)
    if missed < LEAST_MISSED or silence <= _longest_gap(before):
        return ""
    return f"nothing new for {silence} days; its own pace would have brought about {missed:.0f} items"


def _run_at_end(counts: Sequence[int]) -> int:
    return next((n for n, count in enumerate(reversed(counts)) if count), len(counts))


def _longest_gap(counts: Sequence[int]) -> int:
    longest = gap = 0
    for count in counts:
        gap = 0 if count else gap + 1
        longest = max(longest, gap)
    return longest
