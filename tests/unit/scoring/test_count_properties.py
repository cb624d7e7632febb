"""What must hold of counting, whatever was seen: weeks, orders and copies for one owner change nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import JalaliMonth
from core.items import ItemFacts
from core.observations import HAS_VALUE, Observation
from core.outlets import Tier
from scoring.count import count
from scoring.inputs import CountInputs
from tests.unit.scoring.month_inputs import (
    DAYS,
    MEHR,
    OUTLETS,
    SOURCES,
    answered,
    fact,
    finding,
    inputs,
    outlet,
    probe,
    profile,
)

quick = settings(max_examples=25, deadline=None, derandomize=True, database=None)

PLACES = ("alef", "be", "water-site")
Printed = tuple[str, int]
printed = st.lists(st.tuples(st.sampled_from(PLACES), st.integers(1, 30)), max_size=12)
unseen = st.sets(st.tuples(st.sampled_from(SOURCES), st.sampled_from(DAYS)), max_size=8)
ages = st.lists(st.one_of(st.none(), st.integers(0, 40)), max_size=30)


def month_of(
    items: Sequence[Printed], gaps: set[tuple[str, object]], nights: Sequence[int | None]
) -> CountInputs:
    facts = [fact(n, place, day) for n, (place, day) in enumerate(items, start=1)]
    return inputs(
        facts,
        [finding(f.id, own_site=f.outlet == "water-site") for f in facts],
        source_days=[d for d in answered() if (d.source, d.day) not in gaps],
        probes=[probe(night, age, answers=age is not None) for night, age in enumerate(nights, start=1)],
    )


def moved(of: CountInputs, month: JalaliMonth) -> CountInputs:
    weeks = month.first_day - MEHR.first_day
    facts = {
        n: replace(f, counted_at=f.counted_at + weeks, first_seen=f.first_seen + weeks)
        for n, f in of.facts.items()
    }
    return replace(
        of,
        month=month,
        as_of=of.as_of + weeks,
        facts=facts,
        source_days=[replace(d, day=d.day + weeks) for d in of.source_days],
        probes=[
            replace(p, at=p.at + weeks, newest_item_at=p.newest_item_at and p.newest_item_at + weeks)
            for p in of.probes
        ],
    )


def twins() -> list[JalaliMonth]:
    """The next months that begin on the same weekday and are as long; Iran has no daylight saving in them."""
    found: list[JalaliMonth] = []
    month = MEHR
    while len(found) < 3:
        month = month.next()
        if (month.first_day.weekday(), len(month.days)) == (MEHR.first_day.weekday(), len(DAYS)):
            found.append(month)
    return found


@quick
@given(printed, unseen, ages, st.sampled_from(twins()))
def test_whole_weeks_change_nothing(
    items: list[Printed], gaps: set[tuple[str, object]], nights: list[int | None], month: JalaliMonth
) -> None:
    here = month_of(items, gaps, nights)

    assert count(moved(here, month)) == count(here)


@quick
@given(printed, unseen, ages, st.randoms(use_true_random=False))
def test_the_order_in_which_things_come_changes_nothing(
    items: list[Printed], gaps: set[tuple[str, object]], nights: list[int | None], random: object
) -> None:
    here = month_of(items, gaps, nights)
    facts, findings, days = list(here.facts.items()), list(here.findings), list(here.source_days)
    for pile in (facts, findings, days):
        random.shuffle(pile)  # type: ignore[attr-defined]

    assert count(replace(here, facts=dict(facts), findings=findings, source_days=days)) == count(here)


@quick
@given(printed, unseen, ages)
def test_counting_again_gives_the_same(
    items: list[Printed], gaps: set[tuple[str, object]], nights: list[int | None]
) -> None:
    here = month_of(items, gaps, nights)

    assert count(here) == count(here)


ONE_OWNER = {
    "alef": replace(outlet("alef"), owner="مؤسسه", tier=Tier.B),
    "be": replace(outlet("be"), owner="مؤسسه", tier=Tier.B),
    "water-site": OUTLETS["water-site"],
}


@quick
@given(st.lists(st.integers(1, 29), min_size=1, max_size=6), st.sampled_from(list(Tier)), st.data())
def test_one_more_site_of_the_same_owner_adds_nothing_without_a_better_tier(
    days: list[int], tier: Tier, data: st.DataObject
) -> None:
    facts = [fact(n, "alef", day) for n, day in enumerate(days, start=1)]
    copied = facts[data.draw(st.integers(0, len(facts) - 1))]
    copy = replace(
        copied, id=99, version_id=99, outlet="be", counted_at=copied.counted_at + timedelta(hours=3)
    )
    alone = with_outlets(facts, tier)
    with_copy = replace(
        with_outlets([*facts, copy], tier),
        # The same findings of the same text, and one story.
        story_of={copied.id: copied.id, 99: copied.id},
    )
    before, after = press_points(alone), press_points(with_copy)

    assert after == before or tier_weight(tier) > tier_weight(Tier.B)


def with_outlets(facts: Sequence[ItemFacts], tier: Tier) -> CountInputs:
    of = inputs(facts, [finding(f.id) for f in facts], of=profile())
    return replace(of, outlets=ONE_OWNER | {"be": replace(ONE_OWNER["be"], tier=tier)})


def tier_weight(tier: Tier) -> int:
    return -list(Tier).index(tier)


def press_points(of: CountInputs) -> list[float | None]:
    wanted = ("activity_press", "press_stories", "press_stories_weighted", "press_owner_diversity")
    return [o.value for o in count(of) if o.measure in wanted]


@quick
@given(printed, ages)
def test_days_we_missed_take_the_number_away_and_never_make_it_zero(
    items: list[Printed], nights: list[int | None]
) -> None:
    blind: list[Observation] = count(replace(month_of(items, set(), nights), source_days=[]))

    assert [
        o.measure for o in blind if o.state in HAS_VALUE and o.completeness.expected and o.value == 0
    ] == []
