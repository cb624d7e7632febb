"""An item is written again only when something that people see has changed."""

from dataclasses import replace
from typing import Any

import pytest

from core.agencies import AgencyKey
from core.attributions import (
    Attribution,
    Mention,
    Reading,
    Refusal,
    Role,
    ServiceReflection,
    Tone,
    Understanding,
)
from nlp.learning.changes import is_changed

NAME = Mention(field="body", start=0, end=11, surface="آبفا سمنان")
CLAIM = Attribution(
    agency=AgencyKey("water", "سمنان"),
    name="آبفا سمنان",
    role=Role.ACTOR,
    confidence=0.86,
    evidence=(NAME,),
    reason="explicit-place",
    tone=Tone.NEUTRAL,
)
BEFORE = Understanding(attributions=(CLAIM,), reading=Reading(topic="water-energy"), made_by="rules-1")


def now(**changes: Any) -> Understanding:
    return replace(BEFORE, attributions=(replace(CLAIM, **changes),), made_by="rules-2")


def test_another_method_alone_changes_nothing() -> None:
    assert not is_changed(BEFORE, now())


@pytest.mark.parametrize(
    "changes",
    [
        {"role": Role.MENTIONED},
        {"agency": AgencyKey("water", "سمنان", "شاهرود")},
        {"evidence": (replace(NAME, end=4, surface="آبفا"),)},
        {"tone": Tone.CRITICAL},
        {"reason": "known-agency"},
        {"own_site": True},
    ],
)
def test_a_claim_that_says_something_else_is_a_change(changes: dict[str, Any]) -> None:
    assert is_changed(BEFORE, now(**changes))


@pytest.mark.parametrize(
    "reading",
    [Reading(topic="health"), Reading(topic="water-energy", service_reflection=ServiceReflection.YES)],
)
def test_another_reading_is_a_change(reading: Reading) -> None:
    assert is_changed(BEFORE, replace(BEFORE, reading=reading))


def test_a_claim_more_or_less_is_a_change() -> None:
    empty = replace(BEFORE, attributions=())

    assert is_changed(BEFORE, empty)
    assert is_changed(empty, BEFORE)


@pytest.mark.parametrize("confidence", [0.845, 0.86, 0.875])
def test_a_confidence_that_hardly_moves_says_the_same(confidence: float) -> None:
    assert not is_changed(BEFORE, now(confidence=confidence))


@pytest.mark.parametrize(("then", "found"), [(0.86, 0.8), (0.795, 0.805), (0.805, 0.795), (0.895, 0.9)])
def test_one_that_moves_far_or_over_a_line_is_a_change(then: float, found: float) -> None:
    before = replace(BEFORE, attributions=(replace(CLAIM, confidence=then),))

    assert is_changed(before, now(confidence=found))


def test_what_was_refused_is_no_claim() -> None:
    refused = (Refusal(mention=replace(NAME, surface="آبفا"), rule="weak-name"),)

    assert not is_changed(BEFORE, replace(BEFORE, refusals=refused))
