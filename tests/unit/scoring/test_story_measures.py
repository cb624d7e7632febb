"""Measures of stories: service, diversity, joint, own first, unreported."""

from dataclasses import replace

import pytest

from core.agencies import AgencyKey
from core.attributions import Role, ServiceReflection
from core.findings import Basis
from core.observations import State
from core.stories import Relation
from tests.unit.scoring.month_inputs import fact, finding, inputs, observed


def test_the_share_of_service_counts_stories_of_own_site_and_press() -> None:
    facts = [fact(1), fact(2, "be"), fact(3, "water-site"), fact(4)]
    findings = [
        finding(1, service_reflection=ServiceReflection.YES),
        finding(2, service_reflection=ServiceReflection.YES),
        finding(3, service_reflection=ServiceReflection.WEAK),
        finding(4, ceremonial=True),
    ]
    got = observed("service_reflection_share", inputs(facts, findings, story_of={1: 1, 2: 1}))

    assert (got.value, got.items, got.counted) == (0.5, (1, 3), (1,))


def test_a_story_is_judged_by_the_item_a_person_decided_on() -> None:
    findings = [
        finding(1, service_reflection=ServiceReflection.NO),
        finding(2, service_reflection=ServiceReflection.YES, basis=Basis.PERSON),
    ]
    of = inputs([fact(1), fact(2, day=2)], findings, story_of={1: 1, 2: 1})

    assert observed("service_reflection_share", of).counted == (2,)


def test_a_story_nobody_decided_on_is_judged_by_its_original_whichever_came_in_first() -> None:
    findings = [
        finding(1, service_reflection=ServiceReflection.WEAK),
        finding(2, service_reflection=ServiceReflection.YES),
    ]
    relations = {1: Relation.NEAR, 2: Relation.ORIGINAL}
    of = replace(inputs([fact(1), fact(2)], findings, story_of={1: 1, 2: 1}), relations=relations)

    assert observed("service_reflection_share", of).counted == (2,)


def test_of_two_at_the_same_moment_the_outlet_decides_which_is_first() -> None:
    outlets = {1: "be", 2: "alef"}
    for ids in ((1, 2), (2, 1)):
        facts = [fact(number, outlets[one]) for number, one in zip((1, 2), ids, strict=True)]
        of = inputs(facts, [finding(1), finding(2)], story_of={1: 1, 2: 1})
        [item] = observed("press_stories", of).items

        assert {one.id: one.outlet for one in facts}[item] == "alef"


def test_items_nobody_has_read_for_service_are_not_measured() -> None:
    got = observed("service_reflection_share", inputs([fact(1)], [finding(1, service_reflection=None)]))

    assert (got.state, got.items) == (State.NOT_MEASURED, (1,))


def test_no_story_at_all_is_a_zero_share_when_it_was_seen() -> None:
    got = observed("service_reflection_share", inputs())

    assert (got.value, got.state) == (0.0, State.ZERO)


def test_owner_diversity_is_the_number_of_equal_owners() -> None:
    facts = [fact(1), fact(2, "be"), fact(3), fact(4, "be")]
    findings = [finding(n) for n in (1, 2, 3, 4)]
    even = observed("press_owner_diversity", inputs(facts, findings))
    one_story_twice = observed(
        "press_owner_diversity", inputs([fact(1), fact(2)], findings[:2], story_of={1: 1, 2: 1})
    )

    assert even.value == pytest.approx(2)
    assert (one_story_twice.value, one_story_twice.items) == (1.0, (1,))
    assert observed("press_owner_diversity", inputs()).state is State.ZERO


def test_topic_diversity_is_the_number_of_equal_topics() -> None:
    facts = [fact(1), fact(2), fact(3, "water-site")]
    topics = [finding(n, topic=topic) for n, topic in ((1, "water"), (2, "health"), (3, None))]

    assert observed("topic_diversity", inputs(facts, topics)).value == pytest.approx(2)
    assert observed("topic_diversity", inputs(facts, topics[2:])).state is State.NOT_MEASURED
    assert observed("topic_diversity", inputs()).state is State.ZERO


def test_a_joint_story_has_another_agency_as_an_actor() -> None:
    gas = AgencyKey("gas", "قزوین")
    findings = [
        finding(1),
        finding(1, agency=gas),
        finding(2),
        finding(2, agency=gas, role=Role.MENTIONED),
    ]

    assert observed("joint_stories", inputs([fact(1), fact(2)], findings)).items == (1,)


def test_own_first_is_a_share_of_the_stories_in_both_places() -> None:
    facts = [fact(1, "water-site", 2), fact(2, day=3), fact(3, "water-site", 9), fact(4, day=8), fact(5)]
    findings = [finding(n) for n in (2, 4, 5)]
    got = observed("own_first_share", inputs(facts, findings, story_of={1: 1, 2: 1, 3: 4, 4: 4}))

    assert (got.value, got.items, got.counted) == (0.5, (1, 3), (1,))
    assert observed("own_first_share", inputs(facts, findings)).state is State.NOT_APPLICABLE


def test_unreported_is_the_share_of_press_stories_absent_from_the_own_site() -> None:
    facts = [fact(1, "water-site", 2), fact(2, day=3), fact(3, day=4)]
    findings = [finding(2), finding(3)]
    got = observed("unreported_share", inputs(facts, findings, story_of={1: 1, 2: 1}))

    assert (got.value, got.items, got.counted) == (0.5, (2, 3), (3,))
