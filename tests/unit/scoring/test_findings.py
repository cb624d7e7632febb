"""Corrections over claims: the last decision holds, sticks, and asks again only when it must."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.agencies import AgencyKey
from core.attributions import Attribution, Reading, Role, ServiceReflection, Understanding
from core.corrections import Aspect, Correction, Decision
from core.errors import InputError
from core.findings import Basis, Finding
from scoring.findings import apply_corrections, corrections_to_ask_again, machine_claim

WATER = AgencyKey("water", "قزوین")
GAS = AgencyKey("gas", "قزوین")
NOON = datetime(2025, 10, 7, 12, tzinfo=UTC)


def claim(agency: AgencyKey = WATER, role: Role = Role.ACTOR) -> Attribution:
    return Attribution(
        agency=agency, name=agency.type, role=role, confidence=0.8, evidence=(), reason="explicit-province"
    )


def said(*claims: Attribution, reading: Reading | None = None) -> Understanding:
    return Understanding(attributions=claims, reading=reading or Reading(), made_by="rules-1")


def decision(
    made: Decision,
    value: str | None = None,
    *,
    aspect: Aspect = Aspect.AGENCY,
    subject: str | None = None,
    text: str = "old",
    claimed: str | None = None,
    hours: int = 0,
) -> Correction:
    return Correction(
        item_id=1,
        aspect=aspect,
        subject=subject or (str(WATER) if aspect is Aspect.AGENCY else aspect.value),
        decision=made,
        value=value,
        reason="خوانده شد",
        text_hash=text,
        decided_by="zahra",
        decided_at=NOON + timedelta(hours=hours),
        claim=claimed,
    )


def findings(understanding: Understanding, *corrections: Correction, text: str = "old") -> list[Finding]:
    return apply_corrections(1, 10, text, understanding, corrections)


def test_without_corrections_the_machine_speaks() -> None:
    (finding,) = findings(said(claim()))

    assert (finding.agency, finding.role, finding.basis) == (WATER, Role.ACTOR, Basis.MACHINE)
    assert finding.confidence == 0.8


def test_a_rejected_agency_is_not_counted() -> None:
    assert [f.agency for f in findings(said(claim(), claim(GAS)), decision(Decision.REJECT))] == [GAS]


def test_an_accepted_agency_stands_on_a_person() -> None:
    (finding,) = findings(said(claim()), decision(Decision.ACCEPT))

    assert (finding.basis, finding.confidence) == (Basis.PERSON, 1.0)


def test_the_last_decision_on_a_subject_holds() -> None:
    first = decision(Decision.REJECT)
    second = decision(Decision.ACCEPT, hours=1)

    assert len(findings(said(claim()), second, first)) == 1


def test_a_decision_on_another_item_is_not_ours() -> None:
    elsewhere = replace(decision(Decision.REJECT), item_id=2)

    assert len(findings(said(claim()), elsewhere)) == 1


def test_set_changes_the_role() -> None:
    (finding,) = findings(said(claim()), decision(Decision.SET, "mentioned"))

    assert finding.role is Role.MENTIONED


def test_set_adds_an_agency_the_machine_missed() -> None:
    (finding,) = findings(said(), decision(Decision.SET, "actor"))

    assert (finding.agency, finding.role, finding.basis) == (WATER, Role.ACTOR, Basis.PERSON)


def test_a_role_nobody_knows_is_refused_with_the_correction_named() -> None:
    with pytest.raises(InputError, match="actor or mentioned"):
        findings(said(claim()), decision(Decision.SET, "hero"))


@pytest.mark.parametrize("made,value", [(Decision.SET, "false"), (Decision.REJECT, None)])
def test_an_irrelevant_item_has_no_findings(made: Decision, value: str | None) -> None:
    assert findings(said(claim()), decision(made, value, aspect=Aspect.RELEVANCE)) == []


def test_topic_and_flags_can_be_set() -> None:
    (finding,) = findings(
        said(claim(), reading=Reading(topic="economy", ceremonial=False)),
        decision(Decision.SET, "water", aspect=Aspect.TOPIC),
        decision(Decision.SET, "true", aspect=Aspect.CEREMONIAL),
        decision(Decision.SET, "weak", aspect=Aspect.SERVICE),
        decision(Decision.SET, "true", aspect=Aspect.CRITICISM),
    )

    assert finding.topic == "water"
    assert finding.ceremonial is True
    assert finding.service_reflection is ServiceReflection.WEAK
    assert finding.criticism_needing_reply is True


def test_rejecting_a_flag_turns_it_over() -> None:
    reading = Reading(ceremonial=True, service_reflection=ServiceReflection.YES, topic="economy")
    (finding,) = findings(
        said(claim(), reading=reading),
        decision(Decision.REJECT, aspect=Aspect.CEREMONIAL),
        decision(Decision.REJECT, aspect=Aspect.SERVICE),
        decision(Decision.REJECT, aspect=Aspect.TOPIC),
    )

    assert finding.ceremonial is False
    assert finding.service_reflection is ServiceReflection.NO
    assert finding.topic is None


def test_rejecting_no_service_does_not_invent_which_service_it_was() -> None:
    reading = Reading(service_reflection=ServiceReflection.NO)
    (finding,) = findings(said(claim(), reading=reading), decision(Decision.REJECT, aspect=Aspect.SERVICE))

    assert finding.service_reflection is None


def test_an_accepted_topic_survives_a_new_model_on_the_same_text() -> None:
    accepted = decision(Decision.ACCEPT, aspect=Aspect.TOPIC, claimed="water")
    (finding,) = findings(said(claim(), reading=Reading(topic="sport")), accepted)

    assert finding.topic == "water"


def test_an_unusable_flag_is_refused() -> None:
    with pytest.raises(InputError, match="true or false"):
        findings(said(claim()), decision(Decision.SET, "بله", aspect=Aspect.CEREMONIAL))


def test_a_confirmed_agency_stays_when_a_new_model_forgets_it_on_the_same_text() -> None:
    (finding,) = findings(said(), decision(Decision.ACCEPT, claimed="mentioned"))

    assert finding.role is Role.MENTIONED


def test_a_confirmed_role_stays_when_a_new_model_says_another_on_the_same_text() -> None:
    (finding,) = findings(said(claim(role=Role.MENTIONED)), decision(Decision.ACCEPT, claimed="actor"))

    assert finding.role is Role.ACTOR


def test_a_correction_survives_a_changed_text_with_the_same_claim() -> None:
    rejected = decision(Decision.REJECT, claimed="actor")

    assert findings(said(claim()), rejected, text="new") == []
    assert corrections_to_ask_again(1, "new", said(claim()), [rejected]) == []


def test_a_correction_survives_a_changed_claim_on_the_same_text() -> None:
    rejected = decision(Decision.REJECT, claimed="actor")
    now = said(claim(role=Role.MENTIONED))

    assert findings(now, rejected) == []
    assert corrections_to_ask_again(1, "old", now, [rejected]) == []


def test_when_text_and_claim_have_changed_the_decision_is_asked_again() -> None:
    rejected = decision(Decision.REJECT, claimed="actor")
    now = said(claim(role=Role.MENTIONED))

    assert [f.role for f in findings(now, rejected, text="new")] == [Role.MENTIONED]
    assert corrections_to_ask_again(1, "new", now, [rejected]) == [rejected]


def test_where_the_old_claim_was_not_kept_only_a_lost_accepted_claim_is_asked_again() -> None:
    accepted, added = decision(Decision.ACCEPT), decision(Decision.SET, "actor", subject=str(GAS))

    assert corrections_to_ask_again(1, "new", said(), [accepted, added]) == [accepted]
    assert [f.agency for f in findings(said(), accepted, added, text="new")] == [GAS]


def test_the_machines_claim_is_said_as_corrections_remember_it() -> None:
    now = said(claim(), reading=Reading(topic="water", ceremonial=True))

    assert machine_claim(now, Aspect.AGENCY, str(WATER)) == "actor"
    assert machine_claim(now, Aspect.AGENCY, str(GAS)) == ""
    assert machine_claim(now, Aspect.TOPIC, "topic") == "water"
    assert machine_claim(now, Aspect.CEREMONIAL, "ceremonial") == "true"
    assert machine_claim(now, Aspect.CRITICISM, "criticism_needing_reply") == ""
    assert machine_claim(now, Aspect.RELEVANCE, "relevance") == ""
