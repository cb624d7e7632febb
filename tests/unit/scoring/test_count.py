"""Counting a month: what is counted, what is a zero, and what is not measured."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import scoring.measures
from core.agencies import AgencyKey
from core.attributions import Role
from core.calendar import JalaliMonth, day_start
from core.coverage import SourceDay
from core.items import Origin
from core.observations import State
from core.outlets import Source
from scoring.count import count
from scoring.measures import MEASURES
from tests.unit.scoring.month_inputs import (
    DAYS,
    MEHR,
    OUTLETS,
    answered,
    fact,
    finding,
    inputs,
    observed,
    outlet,
    probe,
    profile,
    scheme_with,
    water,
)


def test_every_measure_file_is_in_the_table() -> None:
    folder = Path(scoring.measures.__file__).parent

    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(MEASURES)


def test_every_agency_gets_every_measure_once() -> None:
    assert sorted(o.measure for o in count(inputs())) == sorted(MEASURES)


def test_measures_that_are_not_always_counted_are_counted_when_the_scheme_uses_them() -> None:
    without = replace(inputs(), scheme=scheme_with())
    silent = replace(inputs(), scheme=scheme_with("own_site_longest_silence_days"))

    assert {o.measure for o in count(silent)} - {o.measure for o in count(without)} == {
        "own_site_longest_silence_days"
    }


def test_items_of_the_press_are_counted_with_their_origin() -> None:
    facts = [fact(1), fact(2, origin=Origin.IMPORT), fact(3, origin=Origin.BASELINE)]
    got = observed("press_items", inputs(facts, [finding(n) for n in (1, 2, 3)]))

    assert (got.value, got.state, got.items) == (3.0, State.MEASURED, (1, 2, 3))
    assert got.origins == (("baseline", 1), ("crawl", 1), ("import", 1))


def test_a_mention_in_passing_is_not_counted() -> None:
    got = observed("press_items", inputs([fact(1)], [finding(1, role=Role.MENTIONED)]))

    assert (got.value, got.state) == (0.0, State.ZERO)


def test_another_agencys_items_are_not_counted() -> None:
    gas = finding(1, agency=AgencyKey("gas", "قزوین"))

    assert observed("press_items", inputs([fact(1)], [gas])).value == 0.0


def test_own_site_and_unwatched_outlets_are_not_press() -> None:
    facts = [fact(1, "water-site"), fact(2, "elsewhere"), fact(3)]
    findings = [finding(1), finding(2), finding(3, own_site=True)]

    assert observed("press_items", inputs(facts, findings)).value == 0.0


def test_other_months_and_the_future_are_not_counted() -> None:
    facts = [fact(1, day=0), fact(2, day=31), fact(3, day=20), fact(4, day=10)]
    as_of = day_start(DAYS[14])
    got = observed("press_items", inputs(facts, [finding(n) for n in (1, 2, 3, 4)], as_of=as_of))

    assert got.items == (4,)


def test_what_the_crawler_first_saw_later_was_not_known_then() -> None:
    late, archived = fact(1, seen_after=40), fact(2, seen_after=40, origin=Origin.IMPORT)

    assert observed("press_items", inputs([late, archived], [finding(1), finding(2)])).items == (2,)


def test_an_undated_item_counts_only_where_a_crawl_saw_it_appear() -> None:
    origins = (Origin.CRAWL, Origin.BASELINE, Origin.IMPORT, Origin.CLIP)
    facts = [
        replace(fact(n, origin=origin), published_is_known=False) for n, origin in enumerate(origins, start=1)
    ]
    got = observed("press_items", inputs(facts, [finding(n) for n in (1, 2, 3, 4)]))

    assert got.items == (1, 4)


def test_a_story_in_many_outlets_is_one() -> None:
    facts = [fact(1, "be", day=3), fact(2, "alef", day=2), fact(3, "alef", day=5)]
    findings = [finding(n) for n in (1, 2, 3)]
    got = observed("press_stories", inputs(facts, findings, story_of={1: 1, 2: 1}))

    assert (got.value, got.items) == (2.0, (2, 3))


def test_criticism_and_ceremony_add_no_story() -> None:
    findings = [finding(1, criticism_needing_reply=True), finding(2, ceremonial=True), finding(3)]
    got = observed("press_stories", inputs([fact(1), fact(2), fact(3)], findings))

    assert got.items == (3,)


def test_nothing_in_sources_that_were_seen_is_a_zero() -> None:
    got = observed("press_stories", inputs())

    assert (got.value, got.state, got.completeness.share) == (0.0, State.ZERO, 1.0)


def test_nothing_in_a_source_that_could_not_be_fetched_is_not_a_zero() -> None:
    got = observed("press_stories", inputs(source_days=answered(["alef/feed"])))

    assert (got.value, got.state) == (None, State.NOT_MEASURED)
    assert "از ۶۰ روزِ منبع فقط ۳۰ روز دیده شد (۵۰٪)" in got.why


def test_items_seen_through_a_gap_stay_attached_to_the_missing_number() -> None:
    got = observed("press_items", inputs([fact(1)], [finding(1)], source_days=answered(["alef/feed"])))

    assert (got.value, got.state, got.items) == (None, State.NOT_MEASURED, (1,))
    assert "۱ مورد دیده شد" in got.why


def test_a_small_gap_is_measured_and_said() -> None:
    days = answered(["alef/feed"]) + answered(["be/feed"], DAYS[:25])
    got = observed("press_items", inputs([fact(1)], [finding(1)], source_days=days))

    assert (got.state, got.completeness.seen) == (State.MEASURED, 55)
    assert got.why == "۵ از ۶۰ روزِ منبع دیده نشد."


def test_a_source_that_answered_but_whose_pages_failed_was_not_seen() -> None:
    broken = [
        SourceDay(source="be/feed", day=day, expected=10, fetched=5, failed=5, answered=True) for day in DAYS
    ]
    got = observed("press_items", inputs(source_days=answered(["alef/feed"]) + broken))

    assert got.state is State.NOT_MEASURED


def test_an_outlet_with_two_sources_is_seen_when_both_answered() -> None:
    two = outlet("be")
    second = Source(id="be/second", outlet="be", kind="feed", address="https://example.org/2")
    outlets = OUTLETS | {"be": replace(two, sources=(*two.sources, second))}
    both = replace(inputs(), outlets=outlets)

    assert observed("press_items", both).completeness.seen == 30


def test_a_day_covered_by_an_archive_was_seen() -> None:
    got = observed("press_items", inputs(source_days=answered(["import:alef", "import:be"])))

    assert got.state is State.ZERO


def test_a_month_that_is_not_over_expects_only_its_past_days() -> None:
    got = observed("press_items", inputs(as_of=day_start(DAYS[10])))

    assert got.completeness.expected == 20


def test_a_month_that_has_not_begun_is_not_measured() -> None:
    got = observed("press_items", inputs(as_of=MEHR.start))

    assert (got.state, got.why) == (State.NOT_MEASURED, "در این بازه هیچ روزِ منبعی برای دیدن نبود.")


def test_an_agency_watched_from_mid_month_is_measured_from_then() -> None:
    late = profile(water(since=DAYS[15]))
    facts = [fact(1, day=10), fact(2, day=20)]
    got = observed("press_items", inputs(facts, [finding(1), finding(2)], of=late))

    assert (got.items, got.completeness.expected) == ((2,), 30)


def test_the_order_of_the_inputs_changes_nothing() -> None:
    facts = [fact(n, day=1 + n % 5) for n in range(1, 20)]
    findings = [finding(n) for n in range(1, 20)]
    forward = count(inputs(facts, findings))

    assert count(inputs(facts[::-1], findings[::-1], source_days=answered()[::-1])) == forward


def test_instants_are_compared_in_utc() -> None:
    midnight = datetime(2025, 9, 22, 20, 30, tzinfo=UTC)

    assert MEHR.start == midnight


def test_moving_everything_by_whole_weeks_between_months_of_one_shape_changes_nothing() -> None:
    twin = _twin_of(MEHR)
    weeks = twin.first_day - MEHR.first_day
    facts = [fact(n, "water-site", day=1 + (3 * n) % 30) for n in range(1, 12)]
    probes = [probe(n, n % 4) for n in range(1, 31)]
    here = inputs(facts, [finding(n) for n in range(1, 12)], probes=probes)
    there = replace(
        here,
        month=twin,
        as_of=twin.end,
        facts={
            f.id: replace(f, counted_at=f.counted_at + weeks, first_seen=f.first_seen + weeks) for f in facts
        },
        source_days=[replace(d, day=d.day + weeks) for d in here.source_days],
        probes=[
            replace(p, at=p.at + weeks, newest_item_at=p.newest_item_at and p.newest_item_at + weeks)
            for p in probes
        ],
    )

    assert count(there) == count(here)


def _twin_of(month: JalaliMonth) -> JalaliMonth:
    """Another month that begins on the same weekday and is as long (both without daylight saving)."""
    later = month.next()
    while (later.first_day.weekday(), len(later.days)) != (month.first_day.weekday(), len(month.days)):
        later = later.next()
    return later
