"""Measures of coverage: tiers, prominence, originals, share of voice, days and silences."""

from dataclasses import replace

import pytest

from core.agencies import Agency, AgencyKey
from core.attributions import Role
from core.observations import State
from core.outlets import Tier
from core.stories import Relation
from scoring.count import count
from scoring.inputs import CountInputs
from tests.unit.scoring.given import counted
from tests.unit.scoring.month_inputs import (
    DAYS,
    OUTLETS,
    answered,
    fact,
    finding,
    inputs,
    observed,
    profile,
    use_of,
    water,
)

GAS = AgencyKey("gas", "قزوین")
WEIGHTS = (("A", 1.6), ("B", 1.3), ("C", 1.0), ("D", 0.7), ("E", 0.4), ("unlicensed", 0.0))


def tiers(of: CountInputs, **outlet_tiers: Tier) -> CountInputs:
    changed = {name: replace(OUTLETS[name], tier=tier) for name, tier in outlet_tiers.items()}
    return replace(of, outlets={**OUTLETS, **changed})


def test_items_and_stories_can_be_asked_for_by_tier_and_prominence() -> None:
    of = inputs(
        [fact(1), fact(2, "be"), fact(3, "be")],
        [finding(1, prominence="main"), finding(2, prominence="passing"), finding(3, prominence="main")],
        story_of={2: 2, 3: 2},
    )
    of = tiers(of, alef=Tier.A, be=Tier.D)
    low = counted(use_of("press_items_in_tiers", parameters={"tiers": ["D", "E"]}), of)
    main = counted(use_of("press_items_in_tiers", parameters={"prominence": ["main"]}), of)
    stories = counted(use_of("press_stories_in_tiers", parameters={"tiers": ["D"]}), of)

    assert (low.items, main.items, stories.items) == ((2, 3), (1, 3), (2,))


def test_a_name_in_passing_is_a_mention_and_no_coverage() -> None:
    findings = [finding(1, role=Role.MENTIONED), finding(2), finding(2, role=Role.MENTIONED)]
    of = inputs([fact(1), fact(2)], findings)

    assert observed("press_mentions", of).items == (1,)
    assert observed("press_items", of).items == (2,)


def test_a_story_weighs_what_its_best_outlet_weighs() -> None:
    of = inputs(
        [fact(1), fact(2, "be"), fact(3, "be")], [finding(n) for n in (1, 2, 3)], story_of={1: 1, 2: 1}
    )
    of = tiers(of, alef=Tier.A, be=Tier.D)
    weighing = replace(of.scheme, tier_weights=WEIGHTS)
    (got,) = [o for o in count(replace(of, scheme=weighing)) if o.measure == "press_stories_weighted"]

    assert got.value == pytest.approx(1.6 + 0.7)
    assert got.items == (1, 3)


def test_an_outlet_of_the_agencys_own_owner_lends_no_weight() -> None:
    of = inputs([fact(1)], [finding(1)])
    own = replace(OUTLETS["alef"], owner=OUTLETS["water-site"].owner)
    weighing = replace(of.scheme, tier_weights=WEIGHTS)
    of = replace(of, outlets={**OUTLETS, "alef": own}, scheme=weighing)
    (got,) = [o for o in count(of) if o.measure == "press_stories_weighted"]

    assert got.value == 0


def test_reprints_are_no_originals() -> None:
    of = inputs([fact(1), fact(2, "be"), fact(3)], [finding(n) for n in (1, 2, 3)], story_of={1: 1, 2: 1})
    got = observed("press_original_share", replace(of, relations={2: Relation.EXACT, 1: Relation.ORIGINAL}))

    assert got.value == pytest.approx(2 / 3)
    assert got.counted == (1, 3)
    assert observed("press_original_share", inputs()).state is State.NOT_APPLICABLE


def gas(group: str = "g1", *, scored: bool = True) -> Agency:
    return Agency(key=GAS, name="گاز", group=group, track="agencies", scored=scored)


def voices(*agencies: Agency) -> CountInputs:
    facts = [fact(n, day=n) for n in (1, 2, 3, 4)]
    findings = [finding(1), *(finding(n, agency=GAS) for n in (1, 2, 3)), finding(4, ceremonial=True)]
    return inputs(facts, findings, of=profile(water(), *agencies))


def test_the_share_of_voice_is_among_the_stories_of_the_group() -> None:
    got = {o.agency.type: o for o in count(voices(gas())) if o.measure == "share_of_voice"}

    assert got["water"].value == pytest.approx(1 / 3)
    assert got["gas"].value == 1.0
    assert got["water"].items == (1, 2, 3)


def test_other_groups_and_offices_outside_the_ranking_have_no_part_in_it() -> None:
    for other in (gas("g2"), gas(scored=False)):
        (got,) = [
            o for o in count(voices(other)) if (o.agency.type, o.measure) == ("water", "share_of_voice")
        ]

        assert (got.value, got.items) == (1.0, (1,))


def test_days_in_the_press_are_days_with_a_story() -> None:
    facts = [fact(1, day=1), fact(2, day=1), fact(3, day=4), fact(4, day=9)]
    findings = [finding(1), finding(2), finding(3), finding(4, criticism_needing_reply=True)]

    assert observed("press_active_days", inputs(facts, findings)).items == (1, 3)


def test_silence_in_the_press_ends_where_we_did_not_see() -> None:
    printed = inputs([fact(1, day=1), fact(2, day=12)], [finding(1), finding(2)])
    blind = [d for d in answered() if d.day != DAYS[5] or d.source == "water-site/feed"]

    assert observed("press_longest_silence_days", printed).value == 18
    assert observed("press_longest_silence_days", replace(printed, source_days=blind)).value == 18
    half = [d for d in answered() if d.day != DAYS[20] or d.source == "water-site/feed"]
    assert observed("press_longest_silence_days", replace(printed, source_days=half)).value == 10
