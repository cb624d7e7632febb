"""Certificates go to the first of a group and the most improved, where no fault of ours decided it."""

from dataclasses import replace

import pytest

from core.round_results import Certificate, MonthResult
from core.round_rules import CertificateWords
from core.rounds import RoundState
from scoring.certificates import BEST, IMPROVED, certificates
from tests.unit.scoring.months_of_results import SCHEME, key, months, office, profile

WORDS = CertificateWords(
    least_ranked=4,
    best="{agency}: {rank} از {ranked_among} در {group}، {points}، {month}",
    improved="{agency}: {before} به {points}، {change} بیشتر، از {since} تا {month}، {track}",
)
NAMES = ("gas", "post", "tax", "water", "road")
POINTS = dict(zip(NAMES, (80.0, 70.0, 60.0, 50.0, 40.0), strict=True))
OFFICES = profile(*map(office, NAMES))


def given(results: list[MonthResult], kind: str) -> list[Certificate]:
    return [c for c in certificates(results, SCHEME, OFFICES, WORDS) if c.kind == kind]


def test_the_first_three_of_a_group_are_honoured_in_order() -> None:
    best = given(months(POINTS), BEST)

    assert [c.agency for c in best] == [key("gas"), key("post"), key("tax")]
    assert best[0].body == "اداره gas: ۱ از ۵ در زیربنایی، ۸۰٫۰، تیر ۱۴۰۴"


def test_two_that_share_the_third_place_are_both_honoured() -> None:
    tied = POINTS | {"water": 60.0}

    assert [c.agency for c in given(months(tied), BEST)] == [key(n) for n in ("gas", "post", "tax", "water")]


@pytest.mark.parametrize("state", [RoundState.COLLECTING, RoundState.DRAFT, RoundState.APPEALS])
def test_before_the_round_is_frozen_there_is_none(state: RoundState) -> None:
    [one] = months(POINTS)

    assert certificates([replace(one, state=state)], SCHEME, OFFICES, WORDS) == []


def test_a_rank_that_our_gaps_could_have_made_is_not_honoured() -> None:
    best = given(months(POINTS, gap=6.0), BEST)

    assert [c.agency for c in best] == [key("gas"), key("post")]


def test_in_a_small_group_nobody_is_honoured_for_a_rank() -> None:
    assert given(months({"gas": 80.0, "post": 20.0, "tax": 10.0}), BEST) == []


def test_agencies_that_cannot_be_told_apart_are_named() -> None:
    [first, second, _] = given(months(POINTS, equal=[("gas", "post")]), BEST)  # type: ignore[arg-type]

    assert (first.equal_to, second.equal_to) == ((key("post"),), (key("gas"),))


def test_the_most_improved_over_three_rounds_is_honoured() -> None:
    later = POINTS | {"road": 55.0, "water": 60.0}
    [one] = given(months(POINTS, POINTS, later), IMPROVED)

    assert one.agency == key("road")
    assert one.body == "اداره road: ۴۰٫۰ به ۵۵٫۰، ۱۵٫۰ بیشتر، از تیر ۱۴۰۴ تا شهریور ۱۴۰۴، دستگاه‌ها"


def test_two_rounds_are_too_few_to_speak_of_improvement() -> None:
    assert given(months(POINTS, POINTS | {"road": 90.0}), IMPROVED) == []


def test_a_rise_inside_its_own_uncertainty_is_none() -> None:
    later = POINTS | {"road": 44.0}

    assert given(months(POINTS, POINTS, later, error=3.0), IMPROVED) == []
    assert len(given(months(POINTS, POINTS, later, error=2.0), IMPROVED)) == 1


def test_a_rise_that_our_gaps_could_have_made_is_none() -> None:
    assert given(months(POINTS, POINTS, POINTS | {"road": 55.0}, gap=8.0), IMPROVED) == []


def test_without_an_audit_nobody_is_most_improved() -> None:
    assert given(months(POINTS, POINTS, POINTS | {"road": 55.0}, error=None), IMPROVED) == []


def test_tracks_have_their_own_most_improved() -> None:
    offices = profile(office("gas"), office("town", track="towns", group="h"))
    first, last = {"gas": 40.0, "town": 40.0}, {"gas": 60.0, "town": 50.0}
    found = certificates(months(first, first, last), SCHEME, offices, WORDS)

    assert [c.agency for c in found] == [key("gas"), key("town")]
