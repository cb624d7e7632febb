"""The sub-indices of the media-activity index, counted from findings, are the formulas of the definition."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from core.attributions import ServiceReflection
from core.errors import RoundError
from core.handed_in import Given
from core.observations import State
from core.outlets import Outlet, OutletKind, Source, Tier
from core.stories import Relation
from scoring.activity.diversity import diversity_points
from scoring.activity.initiative import InitiativeMonth, InitiativeRule, initiative_points
from scoring.activity.service import ServiceRule, service_points
from scoring.activity.site import SiteMonth, site_points
from scoring.inputs import CountInputs
from scoring.uncertainty.shares import ClassifierQuality
from tests.unit.scoring.given import counted, record
from tests.unit.scoring.month_inputs import (
    DAYS,
    OUTLETS,
    SOURCES,
    answered,
    fact,
    finding,
    inputs,
    probe,
    profile,
    use_of,
)


def press_outlet(number: int, tier: Tier, owner: str) -> Outlet:
    name = f"p{number}"
    source = Source(id=f"{name}/feed", outlet=name, kind="feed", address="https://example.org/feed")
    return Outlet(id=name, name=name, kind=OutletKind.NEWS, tier=tier, owner=owner, sources=(source,))


def covered_by(
    outlets: list[Outlet],
    *,
    own_first: bool = False,
    relation: Relation = Relation.EXACT,
    prominence: str = "main",
    confidence: float = 1.0,
) -> CountInputs:
    """One story that each of the outlets printed once; with `own_first` the own site had it before."""
    facts = [fact(n, one.id, day=5) for n, one in enumerate(outlets, start=1)]
    findings = [finding(f.id, prominence=prominence, confidence=confidence) for f in facts]
    release = [fact(99, "water-site", day=4)] if own_first else []
    of = inputs(
        [*facts, *release],
        findings,
        of=replace(profile(), watched_outlets=tuple(one.id for one in outlets)),
        source_days=answered([*SOURCES, *(f"{one.id}/feed" for one in outlets)]),
        story_of={**{f.id: 99 for f in facts}, 99: 99},
    )
    return replace(
        of,
        outlets={**OUTLETS, **{one.id: one for one in outlets}},
        relations={f.id: relation for f in facts},
    )


def press(of: CountInputs, parameters: Mapping[str, object] | None = None) -> float | None:
    return counted(
        use_of("activity_press", parameters={"target": 12} if parameters is None else parameters), of
    ).value


def credit(of: CountInputs) -> float:
    """What the story is worth: a target so high that nothing is capped."""
    value = press(of, {"target": 10_000})
    assert value is not None
    return value * 100


def thirty(owners: int, tier: Tier = Tier.C) -> list[Outlet]:
    return [press_outlet(n, tier, f"owner {n % owners}") for n in range(30)]


def test_one_release_on_thirty_sites_is_worth_what_the_definition_says() -> None:
    assert credit(covered_by(thirty(30), own_first=True)) == pytest.approx(0.60)
    assert credit(covered_by(thirty(3), own_first=True)) == pytest.approx(0.4189, abs=1e-4)


def test_a_story_is_independent_unless_the_own_site_had_it_first() -> None:
    one = [press_outlet(1, Tier.A, "یک")]

    assert credit(covered_by(one, confidence=0.95)) == pytest.approx(1.520)
    assert credit(covered_by(one, own_first=True)) == pytest.approx(0.3 * 1.6)
    assert credit(covered_by(one, own_first=True, relation=Relation.NEAR)) == pytest.approx(0.6 * 1.6)


def test_prominence_and_tier_weigh_as_the_definition_says() -> None:
    two = [press_outlet(1, Tier.C, "یک"), press_outlet(2, Tier.C, "دو")]

    assert credit(covered_by(two, prominence="secondary", confidence=0.8)) == pytest.approx(0.5)
    assert credit(covered_by([press_outlet(1, Tier.UNLICENSED, "یک")])) == 0


def test_a_group_may_have_a_press_target_of_its_own() -> None:
    of = covered_by([press_outlet(1, Tier.C, "یک")])

    assert press(of, {"target": 10}) == pytest.approx(10)
    assert press(of, {"target": 10, "targets": {"g1": 4, "g2": 1}}) == pytest.approx(25)


def test_verbatim_releases_together_fill_a_quarter_of_the_target() -> None:
    of = covered_by(thirty(30, Tier.A), own_first=True)

    assert press(of, {"target": 1}) == pytest.approx(25)


def test_constants_that_do_not_fit_are_refused() -> None:
    of = covered_by([press_outlet(1, Tier.C, "یک")])
    for parameters in ({}, {"target": 0}, {"target": 12, "prominence": {"main": 1}}, {"target": "زیاد"}):
        with pytest.raises(RoundError, match="activity_press"):
            press(of, parameters)


def test_the_site_sub_index_is_the_formula_of_what_was_seen() -> None:
    items = [fact(n, "water-site", day) for n, day in enumerate((1, 5, 12, 13, 28), start=1)]
    probes = [probe(n, 2) for n in range(1, 31)]
    got = counted(use_of("activity_site"), inputs(items, probes=probes))
    month = SiteMonth(
        active_days=5,
        working_days=26,
        longest_silence_days=14,
        mean_age_days=2,
        answered_nights=30,
        probed_nights=30,
        broken_links=0,
        checked_links=150,
    )

    assert got.value == pytest.approx(site_points(month))
    assert (got.items, got.probes) == ((1, 2, 3, 4, 5), 30)


def test_a_site_without_enough_nights_has_no_sub_index() -> None:
    got = counted(use_of("activity_site"), inputs([fact(1, "water-site")], probes=[probe(1, 0)]))

    assert got.state is State.NOT_MEASURED


def test_the_service_sub_index_is_the_formula_of_the_stories() -> None:
    yes, no = ServiceReflection.YES, ServiceReflection.NO
    facts = [fact(n, day=n) for n in range(1, 9)]
    findings = [finding(n, service_reflection=yes if n <= 5 else no) for n in range(1, 9)]
    parameters = {"usual_share": 0.4, "sensitivity": 0.9, "specificity": 0.92}
    got = counted(use_of("activity_service", parameters=parameters), inputs(facts, findings))
    rule = ServiceRule(usual_share=0.4, quality=ClassifierQuality(sensitivity=0.9, specificity=0.92))

    assert got.value == pytest.approx(service_points(5, 8, rule))
    assert got.counted == (1, 2, 3, 4, 5)


def test_a_classifier_that_tells_nothing_apart_is_refused() -> None:
    blind = {"usual_share": 0.4, "sensitivity": 0.5, "specificity": 0.5}

    with pytest.raises(RoundError, match="tells nothing apart"):
        counted(use_of("activity_service", parameters=blind), inputs())


def test_the_diversity_sub_index_is_the_formula_of_owners_and_topics() -> None:
    facts = [fact(n, "alef" if n % 2 else "be", n) for n in range(1, 7)]
    findings = [finding(n, topic="water" if n < 3 else "roads") for n in range(1, 7)]
    got = counted(use_of("activity_diversity"), inputs(facts, findings))

    assert got.value == pytest.approx(diversity_points([3, 3], [2, 4]))


def test_the_initiative_sub_index_counts_formats_events_and_firsts() -> None:
    facts = [fact(1, "water-site", 2), fact(2, day=3), fact(3, "water-site", 9), fact(4, day=8)]
    of = inputs(facts, [finding(2), finding(4)], story_of={1: 1, 2: 1, 3: 4, 4: 4})
    records = (record(7, "press-conference"), record(8, "photo"), record(9, "poll"))
    got = counted(use_of("activity_initiative"), replace(of, given=Given(records=records)))
    month = InitiativeMonth(formats=2, events=1, own_first_stories=1, shared_stories=2)

    assert got.value == pytest.approx(initiative_points(month, InitiativeRule(target_events=2)))
    assert got.records == (7, 8)


@forall(st.integers(1, 8), st.sampled_from([Tier.C, Tier.D, Tier.E]))
def test_one_more_site_of_the_same_owner_changes_nothing_unless_its_tier_is_better(
    sites: int, tier: Tier
) -> None:
    before = [press_outlet(n, Tier.C, f"owner {n}") for n in range(sites)]
    same_owner = press_outlet(50, tier, "owner 0")

    assert credit(covered_by([*before, same_owner])) == pytest.approx(credit(covered_by(before)))


@forall(st.lists(st.integers(1, 28), max_size=12), st.integers(1, 28))
def test_one_more_day_with_news_never_lowers_the_site_sub_index(days: list[int], more: int) -> None:
    def points(published: list[int]) -> float:
        items = [fact(n, "water-site", day) for n, day in enumerate(published, start=1)]
        newest = [max((d for d in published if d <= night), default=None) for night in range(1, 31)]
        looks = [probe(n, 30 if d is None else n - d) for n, d in enumerate(newest, start=1)]
        value = counted(use_of("activity_site"), inputs(items, probes=looks)).value
        assert value is not None
        return value

    assert points([*days, more]) >= points(days) - 1e-9
    assert len(DAYS) == 30
