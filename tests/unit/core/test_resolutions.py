"""Resolutions: how they stand, in words."""

from datetime import UTC, date, datetime

from core.agencies import AgencyKey
from core.resolutions import Progress, Resolution, ResolutionKind, resolutions_in_words

DAY = date(2025, 10, 1)


def resolution(number: int, progress: Progress, **changes: object) -> Resolution:
    values: dict[str, object] = {
        "number": str(number),
        "meeting": "جلسهٔ نخست",
        "kind": ResolutionKind.RESOLUTION,
        "title": f"مصوبهٔ {number}",
        "owner": AgencyKey("gas", "قزوین"),
        "decided": DAY,
        "due": date(2025, 10, 20),
        "progress": progress,
        "received": DAY,
        "given_by": "niloofar",
        "given_at": datetime(2025, 10, 1, tzinfo=UTC),
    }
    return Resolution(**values | changes)  # type: ignore[arg-type]


def test_six_resolutions_five_of_them_done_are_said_so() -> None:
    six = [resolution(n, Progress.DONE, done_on=DAY) for n in range(5)] + [
        resolution(6, Progress.IN_PROGRESS)
    ]

    assert resolutions_in_words(six) == "۶ مصوبه، ۵ اجرا، ۱ در دست اجرا"


def test_calls_and_resolutions_are_not_one_number() -> None:
    mixed = [resolution(1, Progress.NOT_STARTED), resolution(2, Progress.VOID, kind=ResolutionKind.DATA_CALL)]

    assert resolutions_in_words(mixed) == "۱ مصوبه، ۱ آغازنشده؛ ۱ فراخوان، ۱ لغوشده"


def test_late_is_what_was_done_after_its_day_or_is_not_done_yet() -> None:
    after = date(2025, 10, 25)

    assert resolution(1, Progress.DONE, done_on=after).is_late(DAY)
    assert resolution(1, Progress.IN_PROGRESS).is_late(after)
    assert not resolution(1, Progress.DONE, done_on=DAY).is_late(after)
    assert not resolution(1, Progress.VOID).is_late(after)
