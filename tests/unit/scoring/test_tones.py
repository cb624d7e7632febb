"""The tone toward an agency: the machine's is a hint, a person's counts, for criticism as well."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.agencies import AgencyKey
from core.attributions import Attribution, Reading, Role, Tone, Understanding
from core.corrections import Aspect, Correction, Decision
from core.errors import InputError
from core.findings import Finding
from core.observations import State
from scoring.findings import apply_corrections, machine_claim
from scoring.stories import is_activity
from tests.unit.scoring.month_inputs import fact, finding, inputs, observed

ROADS = AgencyKey("roads-urban", "قزوین")
CITY = AgencyKey("municipality", "قزوین", "قزوین")


def claim(agency: AgencyKey, tone: Tone | None) -> Attribution:
    return Attribution(
        agency=agency,
        name=agency.type,
        role=Role.ACTOR,
        confidence=0.7,
        evidence=(),
        reason="explicit-province",
        tone=tone,
    )


def said(*claims: Attribution, needs_reply: bool | None = None) -> Understanding:
    reading = Reading(criticism_needing_reply=needs_reply)
    return Understanding(attributions=claims, reading=reading, made_by="rules-1")


def toward(agency: AgencyKey, tone: str | None, decision: Decision = Decision.SET) -> Correction:
    return Correction(
        item_id=1,
        aspect=Aspect.TONE,
        subject=str(agency),
        decision=decision,
        value=tone,
        reason="",
        text_hash="text",
        decided_by="sara",
        decided_at=datetime(2025, 10, 9, 8, tzinfo=UTC),
        claim="critical",
    )


def findings(understanding: Understanding, *corrections: Correction) -> dict[AgencyKey, Finding]:
    return {one.agency: one for one in apply_corrections(1, 10, "text", understanding, corrections)}


def test_the_machines_tone_is_a_hint_and_no_finding() -> None:
    assert findings(said(claim(ROADS, Tone.CRITICAL)))[ROADS].tone is None


def test_a_persons_tone_wins_over_the_hint() -> None:
    found = findings(said(claim(ROADS, Tone.POSITIVE)), toward(ROADS, "critical"))

    assert found[ROADS].tone is Tone.CRITICAL


def test_an_accepted_hint_holds_as_it_stood_on_the_screen() -> None:
    found = findings(said(claim(ROADS, Tone.NEUTRAL)), toward(ROADS, None, Decision.ACCEPT))

    assert found[ROADS].tone is Tone.CRITICAL


def test_a_tone_that_is_none_names_its_correction() -> None:
    with pytest.raises(InputError, match="positive, neutral or critical"):
        findings(said(claim(ROADS, None)), toward(ROADS, "angry"))


def test_the_hint_is_what_a_decision_remembers_as_claim() -> None:
    understanding = said(claim(ROADS, Tone.CRITICAL), claim(CITY, None))

    assert machine_claim(understanding, Aspect.TONE, str(ROADS)) == "critical"
    assert machine_claim(understanding, Aspect.TONE, str(CITY)) == ""


def test_of_two_bodies_in_a_criticism_only_the_one_that_is_meant_is_criticised() -> None:
    understanding = said(claim(ROADS, Tone.CRITICAL), claim(CITY, Tone.CRITICAL), needs_reply=True)
    found = findings(understanding, toward(CITY, "neutral"))

    assert found[ROADS].criticism_needing_reply is True
    assert found[CITY].criticism_needing_reply is False


def test_a_critical_word_of_a_person_does_not_call_for_a_reply_by_itself() -> None:
    found = findings(said(claim(ROADS, None), needs_reply=False), toward(ROADS, "critical"))

    assert found[ROADS].criticism_needing_reply is False


def test_criticism_that_only_a_person_saw_is_no_coverage_either() -> None:
    critical = replace(finding(1), tone=Tone.CRITICAL)

    assert not is_activity(critical)
    assert is_activity(finding(1))


def test_a_case_of_criticism_is_closed_by_a_person_who_finds_the_tone_neutral() -> None:
    flagged = finding(1, criticism_needing_reply=True)
    understanding = said(claim(CITY, Tone.CRITICAL), needs_reply=True)
    neutral = findings(understanding, toward(CITY, "neutral"))[CITY].criticism_needing_reply
    before = observed("replies_in_time", inputs([fact(1, day=2)], [flagged]))
    after = observed(
        "replies_in_time", inputs([fact(1, day=2)], [replace(flagged, criticism_needing_reply=neutral)])
    )

    assert before.items == (1,)
    assert after.state is not State.MEASURED
    assert after.items == ()
