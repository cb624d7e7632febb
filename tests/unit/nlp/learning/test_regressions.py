"""Every correction is a case that the machine gets right or wrong from then on."""

from datetime import UTC, datetime
from typing import Any

import pytest

from core.agencies import AgencyKey
from core.attributions import Attribution, Reading, Role, ServiceReflection, Understanding
from core.corrections import Aspect, Correction, Decision
from nlp.learning.regressions import answers, case_of

WATER = "water@سمنان"


def decision(aspect: Aspect, what: Decision, **changes: Any) -> Correction:
    values: dict[str, Any] = {
        "item_id": 7,
        "aspect": aspect,
        "subject": WATER if aspect is Aspect.AGENCY else aspect.value,
        "decision": what,
        "value": None,
        "reason": "",
        "text_hash": "0" * 64,
        "decided_by": "m.rad",
        "decided_at": datetime(2025, 10, 7, tzinfo=UTC),
    }
    return Correction(**(values | changes))


def said(role: Role | None, **reading: Any) -> Understanding:
    claim = Attribution(
        agency=AgencyKey.parse(WATER),
        name="آبفا",
        role=role or Role.ACTOR,
        confidence=0.9,
        evidence=(),
        reason="explicit-place",
    )
    return Understanding(attributions=(claim,) if role else (), reading=Reading(**reading), made_by="rules-1")


def is_right(one: Correction, understanding: Understanding) -> bool:
    case = case_of(one)
    assert case is not None
    [answer] = answers([case], understanding)
    return answer.is_right


def test_a_rejected_claim_must_not_come_again() -> None:
    rejected = decision(Aspect.AGENCY, Decision.REJECT, claim="actor")

    assert is_right(rejected, said(None))
    assert not is_right(rejected, said(Role.ACTOR))
    assert not is_right(rejected, said(Role.MENTIONED))


def test_a_missed_agency_must_be_found_in_its_role() -> None:
    missed = decision(Aspect.AGENCY, Decision.SET, value="mentioned", claim="")

    assert is_right(missed, said(Role.MENTIONED))
    assert not is_right(missed, said(Role.ACTOR))
    assert not is_right(missed, said(None))


def test_an_accepted_claim_must_stay() -> None:
    accepted = decision(Aspect.AGENCY, Decision.ACCEPT, claim="actor")

    assert is_right(accepted, said(Role.ACTOR))
    assert not is_right(accepted, said(None))


def test_a_topic_that_was_rejected_may_be_any_other() -> None:
    rejected = decision(Aspect.TOPIC, Decision.REJECT, claim="sports")

    assert is_right(rejected, said(None, topic="health"))
    assert not is_right(rejected, said(None, topic="sports"))


@pytest.mark.parametrize(
    ("aspect", "value", "reading"),
    [
        (Aspect.TOPIC, "health", {"topic": "health"}),
        (Aspect.SERVICE, "weak", {"service_reflection": ServiceReflection.WEAK}),
        (Aspect.CEREMONIAL, "true", {"ceremonial": True}),
        (Aspect.CRITICISM, "false", {"criticism_needing_reply": False}),
    ],
)
def test_a_value_that_was_set_must_be_said(aspect: Aspect, value: str, reading: dict[str, Any]) -> None:
    one = decision(aspect, Decision.SET, value=value)

    assert is_right(one, said(None, **reading))
    assert not is_right(one, said(None))


@pytest.mark.parametrize(
    "one",
    [
        decision(Aspect.RELEVANCE, Decision.REJECT),
        decision(Aspect.AGENCY, Decision.ACCEPT, claim=None),
        decision(Aspect.TOPIC, Decision.REJECT, claim=None),
    ],
)
def test_a_decision_that_no_claim_answers_is_no_case(one: Correction) -> None:
    assert case_of(one) is None
