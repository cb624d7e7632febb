"""A guard before a date is believed: no year out of range, no future, nothing far from first seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.calendar import tehran_day
from core.moments import Moment, Precision

EARLIEST = datetime(1921, 3, 21, tzinfo=UTC)
"""The first day of 1300: before it a Jalali year is a slip of the keyboard."""

CLOCK_SLACK = timedelta(minutes=30)
"""Servers whose clocks run ahead are forgiven this much."""

ZONE_SLACK = timedelta(hours=5)
"""Feeds that write Tehran time and call it GMT are up to 4½ hours ahead."""

FURTHEST = timedelta(days=3653)
"""Ten years: older than this when first seen is a slip or an archive, and archives are imported."""


def trusted(moment: Moment, first_seen: datetime, *, furthest: timedelta | None = FURTHEST) -> Moment | None:
    """The moment if it can be true of something first seen then, with the rule saying what was corrected.

    An instant a few hours ahead is set to first seen; what lies further ahead is nothing.
    """
    if moment.at < EARLIEST or (furthest is not None and first_seen - moment.at > furthest):
        return None
    if moment.at <= first_seen + CLOCK_SLACK:
        return moment
    if moment.precision not in {Precision.SECOND, Precision.MINUTE, Precision.HOUR}:
        return moment if tehran_day(moment.at) <= tehran_day(first_seen) else None
    if moment.at <= first_seen + ZONE_SLACK:
        return replace(moment, at=first_seen, rule=f"{moment.rule}+ahead-of-clock")
    return None
