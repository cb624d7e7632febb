"""A count says how many of the days it stands on may not have shown all."""

from dataclasses import replace

from tests.unit.scoring.month_inputs import DAYS, SOURCES, answered, inputs, observed


def test_suspect_days_are_seen_and_counted_beside_the_count() -> None:
    days = answered()
    doubted = {(SOURCES[0], DAYS[2]), (SOURCES[0], DAYS[9])}
    given = [replace(d, suspect="odd") if (d.source, d.day) in doubted else d for d in days]
    usual = observed("press_items", inputs()).completeness
    found = observed("press_items", inputs(source_days=given)).completeness

    assert (usual.expected, usual.seen, usual.suspect) == (found.expected, found.seen, 0)
    assert found.suspect == 2


def test_a_day_that_was_not_seen_is_not_suspect_too() -> None:
    given = [
        replace(d, suspect="odd", answered=False) if (d.source, d.day) == (SOURCES[0], DAYS[2]) else d
        for d in answered()
    ]

    assert observed("press_items", inputs(source_days=given)).completeness.suspect == 0


def test_a_day_still_to_come_is_not_suspect() -> None:
    of = inputs(source_days=[replace(d, suspect="odd") for d in answered()])
    early = inputs(source_days=of.source_days, as_of=of.month.start)

    whole = observed("press_items", of).completeness

    assert observed("press_items", early).completeness.suspect == 0
    assert whole.suspect == whole.seen
