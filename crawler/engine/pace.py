"""How soon to look again: by what a source publishes, and never rarer than its configuration says."""

from datetime import datetime, timedelta

LEAST = timedelta(hours=1)
"""More often is pressing a server; a list that turns over faster has gaps, and its day says so."""


def interval_after(
    last: timedelta | None, every: timedelta, *, named: int, new: int, since: datetime | None, now: datetime
) -> timedelta:
    """The time in which half of a list is replaced, at the pace since the last good look.

    `named` pieces stood in the list and `new` of them were not known. A first look knows no pace. A lull
    doubles the interval at most, so that one quiet hour does not hide the next busy one.
    """
    slower = min(every, 2 * last) if last else every
    if since is None or not new:
        return slower
    half = max(now - since, LEAST) * named / new / 2
    return min(every, slower, max(LEAST, half))
