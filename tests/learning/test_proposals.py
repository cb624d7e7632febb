"""Corrections suggest words; people accept or decline them, and an acceptance changes what is claimed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from core.errors import ConfigError, InputError
from core.methodology import Methodology
from nlp.learning.accepted import with_accepted
from nlp.learning.proposals import Kind, Proposal
from rasad.learning.proposals import accept_proposal, decline_proposal, open_proposals, try_proposals
from storage.audit import audit_between
from tests.learning.conftest import ANALYST, NOON, Desk, MakeDesk

CITY = "municipality@سمنان/شاهرود"
WATER = "water-wastewater@سمنان"
WATER_OF_YAZD = "water-wastewater@یزد"
GRILLS = [
    "کبابی شهرداری شاهرود شب‌ها باز است.",
    "دیشب در کبابی شهرداری شاهرود جشن بود.",
]
PARK = "شهرداری شاهرود امروز بوستان تازه‌ای را افتتاح کرد."
NEW_NAME = "آب‌رسانان سمنان مخزن تازه ساخت."


def reject_grills(desk: Desk) -> list[int]:
    items = desk.items(*GRILLS)
    desk.attribute()
    for item in items:
        desk.decide(item, CITY, "reject", reason="نام یک کبابی است")
    return items


def only(desk: Desk) -> Proposal:
    [proposal] = open_proposals(desk.office)
    return proposal


def test_a_surface_rejected_in_two_stories_proposes_a_stop_phrase(desk: Desk) -> None:
    items = reject_grills(desk)
    proposal = only(desk)

    assert proposal.kind is Kind.STOP_PHRASE
    assert proposal.words == "کبابی شهرداری شاهرود"
    assert list(proposal.items) == items
    assert proposal.reasons == ("نام یک کبابی است",)


def test_one_rejection_is_an_accident(desk: Desk) -> None:
    [item] = desk.items(GRILLS[0])
    desk.attribute()
    desk.decide(item, CITY, "reject")

    assert open_proposals(desk.office) == []


def test_words_that_also_stand_around_an_accepted_name_are_not_proposed(desk: Desk) -> None:
    reject_grills(desk)
    [other] = desk.items("مدیر کبابی شهرداری شاهرود گفت: بوستان تازه ساخته می‌شود.")
    desk.attribute()
    desk.decide(other, CITY, "accept")

    assert "کبابی شهرداری شاهرود" not in {one.words for one in open_proposals(desk.office)}


def test_trying_a_proposal_names_the_items_it_would_change(desk: Desk) -> None:
    items = reject_grills(desk)
    [third, _] = desk.items("کنار کبابی شهرداری شاهرود صف بود.", PARK)
    desk.attribute()

    [tried] = try_proposals(desk.office, open_proposals(desk.office))

    assert tried.held_by == 3
    assert set(tried.changes) == {*items, third}


def test_selected_words_of_a_missed_agency_propose_its_name(desk: Desk) -> None:
    [item] = desk.items(NEW_NAME)
    desk.attribute()
    desk.decide(item, WATER, "set", "actor", words="آب‌رسانان سمنان")
    proposal = only(desk)

    assert proposal.kind is Kind.NAME_OF_AGENCY
    assert proposal.entry == {"words": "آب‌رسانان سمنان", "type": "water-wastewater", "province": "سمنان"}


def test_words_selected_for_two_agencies_propose_a_name_of_their_type(desk: Desk) -> None:
    here, there = desk.items(NEW_NAME, "آب‌رسانان یزد چاه تازه کند.")
    desk.attribute()
    desk.decide(here, WATER, "set", "actor", words="آب‌رسانان")
    desk.decide(there, WATER_OF_YAZD, "set", "actor", words="آب‌رسانان")
    proposal = only(desk)

    assert proposal.kind is Kind.NAME_OF_TYPE
    assert proposal.entry == {"words": "آب‌رسانان", "type": "water-wastewater"}


def test_words_that_are_not_in_the_text_are_refused(desk: Desk) -> None:
    [item] = desk.items(NEW_NAME)
    desk.attribute()

    with pytest.raises(InputError, match="does not stand in item"):
        desk.decide(item, WATER, "set", "actor", words="آبفای سمنان")


def test_an_accepted_stop_phrase_silences_the_name_and_nothing_else(
    desk: Desk, make_desk: MakeDesk, tmp_path: Path
) -> None:
    reject_grills(desk)
    accept_proposal(desk.office, only(desk).id, by=ANALYST, now=desk.now)
    after = make_desk(tmp_path)

    assert after.claims(GRILLS[0]) == {}
    assert set(after.claims(PARK)) == {CITY}
    assert open_proposals(after.office) == []


@pytest.mark.parametrize("places", [["سمنان"], ["سمنان", "یزد"]])
def test_an_accepted_name_is_found_from_then_on(
    desk: Desk, make_desk: MakeDesk, tmp_path: Path, places: list[str]
) -> None:
    for place in places:
        [item] = desk.items(f"آب‌رسانان {place} مخزن تازه ساخت.")
        desk.attribute()
        words = "آب‌رسانان" if len(places) > 1 else f"آب‌رسانان {place}"
        desk.decide(item, f"water-wastewater@{place}", "set", "actor", words=words)
    accept_proposal(desk.office, only(desk).id, by=ANALYST, now=desk.now)
    after = make_desk(tmp_path)

    assert WATER in after.claims("آب رسانان سمنان امروز جلسه داشت.")


def test_an_acceptance_stands_in_the_file_and_in_the_audit_trail(desk: Desk, tmp_path: Path) -> None:
    reject_grills(desk)
    proposal, path = accept_proposal(desk.office, only(desk).id, by=ANALYST, now=desk.now)
    with desk.office.database.read() as connection:
        entries = audit_between(connection, NOON, NOON + timedelta(days=1))

    assert path == tmp_path / "config" / "lexicon" / "accepted.yaml"
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert written == {"stop_phrases": [{"words": "کبابی شهرداری شاهرود", "proposal": proposal.id}]}
    assert [(one.who, one.subject) for one in entries if one.action == "accept proposal"] == [
        (ANALYST, proposal.id)
    ]


def test_what_was_declined_is_not_proposed_again(desk: Desk) -> None:
    reject_grills(desk)
    declined = decline_proposal(desk.office, only(desk).id, by=ANALYST, now=desk.now)
    [third] = desk.items("سر کبابی شهرداری شاهرود دعوا شد.")
    desk.attribute()
    desk.decide(third, CITY, "reject")

    assert declined.id not in {one.id for one in open_proposals(desk.office)}


def test_nobody_without_an_account_decides(desk: Desk) -> None:
    reject_grills(desk)

    with pytest.raises(InputError, match="no user 'nobody'"):
        accept_proposal(desk.office, only(desk).id, by="nobody", now=desk.now)


def test_an_unknown_proposal_is_named(desk: Desk) -> None:
    with pytest.raises(InputError, match="no open proposal 'abc'"):
        decline_proposal(desk.office, "abc", by=ANALYST, now=desk.now)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"names_of_types": [{"words": "آب‌رسانان", "type": "water-of-nothing"}]}, "no agency type"),
        ({"names_of_agencies": [{"words": "آب‌رسانان"}]}, "has no type, province"),
        ({"stop_phrases": ["کبابی"]}, "has no words"),
    ],
)
def test_a_broken_entry_is_named(methodology: Methodology, entry: dict[str, object], said: str) -> None:
    broken = replace(methodology, lexicon={**methodology.lexicon, "accepted": entry})

    with pytest.raises(ConfigError, match=said):
        with_accepted(broken)
