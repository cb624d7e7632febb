"""Whether this machine knows that Tehran has had no daylight saving since 1402."""

from datetime import UTC, datetime, timedelta, tzinfo

from core.calendar import TEHRAN

STANDARD = timedelta(hours=3, minutes=30)
SUMMER_1401 = datetime(2022, 7, 1, tzinfo=UTC)
"""The last summer with daylight saving: what is stored of it must not move."""
_CHECKED = [datetime(year, month, 1, tzinfo=UTC) for year in range(2023, 2041) for month in (1, 5, 7, 10)]
REMEDY = (
    "set the environment variable PYTHONTZPATH to nothing, so that the zone data that came with Rasad is "
    "used, or bring tzdata of the system up to date"
)


def zone_problem(zone: tzinfo = TEHRAN) -> str:
    """What is wrong with the zone data, and what to do; empty when it is right."""
    wrong = [instant for instant in _CHECKED if instant.astimezone(zone).utcoffset() != STANDARD]
    if wrong:
        return (
            f"Tehran in {wrong[0]:%B %Y} is at +{wrong[0].astimezone(zone).utcoffset()} here and must be at "
            f"+3:30:00; {REMEDY}"
        )
    if SUMMER_1401.astimezone(zone).utcoffset() != STANDARD + timedelta(hours=1):
        return f"Tehran in July 2022 must be at +4:30:00, as it was; {REMEDY}"
    return ""
