"""Agreement of two analysts: what is compared, and figures that are those of the general formulas."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from core.codings import Code, CodedTwice, Coding, is_coded_twice
from core.corrections import Aspect
from scoring.agreement import Verdict, agreement, agreements
from scoring.codes import compared, differences, rows_by_aspect
from scoring.reliability import gwet_ac1, interval_by_units, krippendorff_alpha

RELEVANT: Code = (Aspect.RELEVANCE, "relevance")
ABOUT: Code = (Aspect.TOPIC, "topic")
POST: Code = (Aspect.AGENCY, "post@یزد")
GAS: Code = (Aspect.AGENCY, "gas@یزد")
TOWARD_POST: Code = (Aspect.TONE, "post@یزد")


def coding(codes: Mapping[Code, str], *, second: bool = False) -> Coding:
    return Coding(
        item_id=4,
        version_id=5,
        month="1404-07",
        coder="omid" if second else "sara",
        coded_at=datetime(2025, 10, 9, 8, tzinfo=UTC),
        is_second=second,
        share=0.1,
        codes=codes,
    )


def twice(first: Mapping[Code, str], second: Mapping[Code, str]) -> CodedTwice:
    relevant = {RELEVANT: "true"}
    return CodedTwice(first=coding({**relevant, **first}), second=coding({**relevant, **second}, second=True))


def test_an_agency_that_one_alone_named_is_not_in_the_text_for_the_other() -> None:
    pair = twice({POST: "actor", GAS: "mentioned"}, {POST: "actor"})

    assert differences(pair) == {GAS: ("mentioned", "none")}


def test_the_tone_toward_an_agency_is_compared_only_where_both_named_it() -> None:
    pair = twice({POST: "actor", TOWARD_POST: "critical"}, {POST: "none"})

    assert differences(pair) == {POST: ("actor", "none")}


def test_whoever_finds_an_item_irrelevant_says_nothing_more_of_it() -> None:
    pair = twice({POST: "actor", ABOUT: "sports"}, {RELEVANT: "false"})

    assert compared(pair) == {RELEVANT: ("true", "false")}


def test_two_who_both_find_it_irrelevant_agree_on_that() -> None:
    pair = twice({RELEVANT: "false"}, {RELEVANT: "false"})

    assert compared(pair) == {RELEVANT: ("false", "false")}
    assert differences(pair) == {}


def test_each_unit_that_both_coded_is_one_row_of_its_aspect() -> None:
    rows = rows_by_aspect([twice({POST: "actor", ABOUT: "sports"}, {GAS: "actor", ABOUT: "health"})])

    assert sorted(rows[Aspect.AGENCY]) == [("actor", "none"), ("none", "actor")]
    assert rows[Aspect.TOPIC] == [("sports", "health")]


def pairs_of(count: int, agreeing: float, *, seed: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    kinds = ("yes", "weak", "no")
    first = [chance.choices(kinds, weights=(2, 1, 4))[0] for _ in range(count)]
    return [(code, code if chance.random() < agreeing else chance.choice(kinds)) for code in first]


@pytest.mark.parametrize(("count", "agreeing"), [(12, 0.5), (80, 0.9), (200, 0.7)])
def test_the_figures_are_those_of_the_general_formulas(count: int, agreeing: float) -> None:
    rows = pairs_of(count, agreeing, seed=count)
    found = agreement(Aspect.SERVICE, rows)

    assert found.units == count
    assert found.alpha == pytest.approx(krippendorff_alpha(rows))
    assert found.ac1 == pytest.approx(gwet_ac1(rows))


@pytest.mark.parametrize("coefficient", ["alpha", "ac1"])
def test_the_interval_is_the_bootstrap_of_the_general_formulas(coefficient: str) -> None:
    rows = pairs_of(90, 0.8, seed=7)
    found = agreement(Aspect.SERVICE, rows)
    general = {"alpha": krippendorff_alpha, "ac1": gwet_ac1}[coefficient]
    low, high = interval_by_units(rows, general, seed=1, draws=400)
    ours = found.alpha_interval if coefficient == "alpha" else found.ac1_interval

    # Two samples of chance: they meet as closely as their draws allow.
    assert ours == pytest.approx((low, high), abs=0.05)


def test_complete_agreement_on_one_code_is_one_and_no_division_by_nothing() -> None:
    found = agreement(Aspect.CRITICISM, [("false", "false")] * 40)

    assert (found.percent, found.alpha, found.ac1) == (1.0, 1.0, 1.0)
    assert found.alpha_interval == found.ac1_interval == (1.0, 1.0)


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([("a", "a"), ("b", "b")] * 14, Verdict.TOO_FEW),
        ([("a", "a"), ("b", "b")] * 30, Verdict.RELIABLE),
        ([("a", "a"), ("b", "b")] * 30 + [("a", "b")] * 8, Verdict.TENTATIVE),
        ([("a", "a"), ("b", "b"), ("a", "b")] * 30, Verdict.UNRELIABLE),
    ],
)
def test_what_can_rest_on_an_agreement_is_said(rows: list[tuple[str, str]], verdict: Verdict) -> None:
    assert agreement(Aspect.TOPIC, rows).verdict is verdict


def test_an_aspect_nobody_coded_twice_has_no_figures() -> None:
    assert agreements([twice({ABOUT: "sports"}, {ABOUT: "sports"})]).keys() == {
        Aspect.TOPIC,
        Aspect.RELEVANCE,
    }


def test_the_share_drawn_for_a_second_analyst_is_the_share_that_was_asked_for() -> None:
    drawn = sum(is_coded_twice("isfahan-daily", f"news/{n}", 0.1) for n in range(20_000))

    assert 1_850 < drawn < 2_150
    assert not any(is_coded_twice("isfahan-daily", f"news/{n}", 0.0) for n in range(1000))
