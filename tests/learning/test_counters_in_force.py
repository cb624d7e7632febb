"""A decision moves the confidence of the next claims of the same wording, without any refit."""

import pytest

from nlp.learning.lessons import LET_STAND
from storage.claims import current_claims
from tests.learning.conftest import Desk

CITY = "municipality@سمنان/شاهرود"
GOVERNOR = "governor-office@سمنان"
GRILL = "کبابی شهرداری شاهرود شب‌ها باز است."
PARK = "شهرداری شاهرود امروز بوستان تازه‌ای را افتتاح کرد."
ROAD = "استاندار سمنان گفت: راه تازه ساخته می‌شود."


def confidence(desk: Desk, body: str, agency: str) -> float:
    return desk.claims(body)[agency][1]


def test_a_rejection_lowers_the_next_claims_at_once(desk: Desk) -> None:
    [grill] = desk.items(GRILL)
    desk.attribute()
    before = confidence(desk, PARK, CITY)

    desk.decide(grill, CITY, "reject", reason="نام یک کبابی است")
    after = confidence(desk, PARK, CITY)

    assert before - 0.2 < after < before - 0.02


def test_an_acceptance_raises_them(desk: Desk) -> None:
    [park] = desk.items(PARK)
    desk.attribute()
    before = confidence(desk, GRILL, CITY)

    desk.decide(park, CITY, "accept")

    assert confidence(desk, GRILL, CITY) > before


def test_a_claim_that_was_let_stand_counts_for_a_part_of_one(desk: Desk) -> None:
    [both] = desk.items(f"{ROAD} {PARK}")
    desk.attribute()
    desk.decide(both, GOVERNOR, "accept")
    counters = desk.office.reader.understander.learned.counters.by_wording

    assert {wording[0]: (one.decided, one.accepted) for wording, one in counters.items()} == {
        "governor-office": (1.0, 1.0),
        "municipality": (LET_STAND, LET_STAND),
    }


def test_another_wording_is_left_alone(desk: Desk) -> None:
    [grill] = desk.items(GRILL)
    desk.attribute()
    before = confidence(desk, ROAD, GOVERNOR)

    desk.decide(grill, CITY, "reject")

    assert confidence(desk, ROAD, GOVERNOR) == before


def test_a_decision_taken_back_takes_its_move_back(desk: Desk) -> None:
    [grill] = desk.items(GRILL)
    desk.attribute()
    desk.decide(grill, CITY, "reject")
    low = confidence(desk, PARK, CITY)

    desk.decide(grill, CITY, "accept")

    assert confidence(desk, PARK, CITY) > low


def test_a_withdrawn_decision_leaves_everything_as_it_was(desk: Desk) -> None:
    [grill] = desk.items(GRILL)
    desk.attribute()
    before = confidence(desk, PARK, CITY)
    desk.decide(grill, CITY, "reject")

    desk.decide(grill, CITY, "withdraw")

    assert confidence(desk, PARK, CITY) == before


def test_a_role_that_was_wrong_moves_it_too(desk: Desk) -> None:
    [grill] = desk.items(GRILL)
    desk.attribute()
    before = confidence(desk, PARK, CITY)

    desk.decide(grill, CITY, "set", "mentioned")

    assert confidence(desk, PARK, CITY) < before


def test_items_read_before_are_not_read_again_for_a_counter(desk: Desk) -> None:
    [grill, _] = desk.items(GRILL, ROAD)
    desk.attribute()
    desk.decide(grill, CITY, "reject")

    assert desk.attribute().inputs == 0


def test_a_claim_names_the_counters_that_shifted_it(desk: Desk) -> None:
    [grill] = desk.items(GRILL)
    desk.attribute()
    desk.decide(grill, CITY, "reject")
    [park] = desk.items(PARK)
    desk.attribute()

    with desk.office.database.read() as connection:
        claims = current_claims(connection, [grill, park])

    assert (
        claims[park].made_by
        == f"{claims[grill].made_by}+c{desk.office.reader.understander.learned.counters.name}"
    )
    [claim] = claims[park].attributions
    assert claim.confidence == pytest.approx(confidence(desk, PARK, CITY))
