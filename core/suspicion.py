"""Signs that a source's day is not to be trusted: it answered, and yet what it showed may not be all."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.coverage import SourceDay
from core.dating import BACK_DATED_AFTER

LEAST_UNREAD = 3
UNREAD_SHARE = 0.5
LEAST_ACTIVE_DAYS = 5
"""Days with new items before a source has a rhythm of its own."""
LEAST_MISSED = 5.0
"""How many items a silence must have swallowed: by chance, at a steady pace, once in 150 such stretches."""
LEAST_GENERAL = 3
LEAST_DATED = 3
DATED_SHARE = 0.5
"""Single pieces are entered late or twice in every house; half a day's news is not."""
LEAST_LISTED = 5
"""A list of fewer pieces is often new as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What is known of a source beside its days."""

    bounds: tuple[int, int] | None = None
    """New items on a normal day, least and most, as the office wrote them."""
    has_rules: bool = False
    """Its pages are read by selectors or as those of a family, so the general extractor is the exception."""
    is_whole_day: bool = True
    """The source is looked at once a day; with several looks, the first says little of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedNews:
    """Of a day's items, those whose dates say that they are no news of the day."""

    back_dated: int = 0
    """New to us, and dated days before they appeared."""
    old_texts: int = 0
    """New addresses of texts that the outlet had before."""
    redated: int = 0
    """Known items that now show a date of today."""


def signs(
    day: SourceDay,
    past: Sequence[SourceDay],
    expectation: Expectation,
    *,
    by_general: int = 0,
    dated: DatedNews | None = None,
) -> list[str]:
    """What is suspect about a day, in words; `past` are the days before it, in order.

    A day on which the source did not answer is no suspect: it is known not to have been seen.
    """
    if day.answered is not True:
        return []
    dated = dated or DatedNews()
    found = [
        _no_text(day),
        _other_template(day, expectation, by_general),
        _out_of_bounds(day, expectation),
        _silent(day, past, expectation),
        _turned_over(day, past, expectation),
        _back_dated(day, past, dated),
        _repeated(day, dated),
        _redated(dated),
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


def _turned_over(day: SourceDay, past: Sequence[SourceDay], expectation: Expectation) -> str:
    """Nothing that stood in the list was known from an earlier look: more may have come and gone between."""
    unknown = (day.new_items or 0) + day.failed
    was_seen = any(one.answered for one in past)
    if not was_seen or not expectation.is_whole_day or day.expected < LEAST_LISTED or unknown < day.expected:
        return ""
    return (
        f"all {day.expected} pieces of its list were new: others may have come and gone since the last look"
    )


def _back_dated(day: SourceDay, past: Sequence[SourceDay], dated: DatedNews) -> str:
    """Pieces that should have been there at the last look, if it was lately, and were not."""
    since = max((one.day for one in past if one.answered), default=None)
    was_looked_at = since is not None and day.day - since <= BACK_DATED_AFTER
    if not was_looked_at or not _is_much(dated.back_dated, day.new_items or 0):
        return ""
    return (
        f"{dated.back_dated} of {day.new_items} new items are dated more than two days before they appeared"
    )


def _repeated(day: SourceDay, dated: DatedNews) -> str:
    if not _is_much(dated.old_texts, day.new_items or 0):
        return ""
    return f"{dated.old_texts} of {day.new_items} new items repeat a text that stood there before"


def _redated(dated: DatedNews) -> str:
    if dated.redated < LEAST_DATED:
        return ""
    return f"{dated.redated} known items were dated anew as of today"


def _is_much(count: int, items: int) -> bool:
    return count >= LEAST_DATED and count >= DATED_SHARE * items


def _run_at_end(counts: Sequence[int]) -> int:
    return next((n for n, count in enumerate(reversed(counts)) if count), len(counts))


def _longest_gap(counts: Sequence[int]) -> int:
    longest = gap = 0
    for count in counts:
        gap = 0 if count else gap + 1
        longest = max(longest, gap)
    return longest
