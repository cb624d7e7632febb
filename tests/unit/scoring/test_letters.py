"""A letter is drafted only where nothing but the agency's own weakness is left as the reason."""

from dataclasses import replace

import pytest

from core.round_results import LetterDecision, MonthResult
from core.round_rules import LetterWords
from core.rounds import RoundState
from core.schemes import LetterRule
from scoring.letters import GAP, NO_AUDIT, NOT_FINAL, OPEN_APPEALS, letter_decisions
from tests.unit.scoring.months_of_results import SCHEME, TIR, key, month_result, months, office, profile

WORDS = LetterWords(
    recipient="وزیر محترم",
    recipients={"gas": "وزیر نفت"},
    signatory="استاندار",
    subject="نارضایتی",
    body="{agency} در {month} با {points} ({low} تا {high})، {rounds} دور در «{band}»، {group}",
)
WEAK = {"gas": 20.0, "tax": 60.0}


def decision(results: list[MonthResult], **changes: frozenset[str]) -> LetterDecision:
    offices = profile(office("gas"), office("tax"), office("head", scored=False))
    [one] = letter_decisions(results, SCHEME, offices, WORDS, **changes)
    return one


def test_two_frozen_rounds_surely_below_the_cut_give_a_draft() -> None:
    draft = decision(months(WEAK, WEAK)).draft

    assert draft is not None
    assert draft.recipient == "وزیر نفت"
    assert draft.body == "اداره gas در مرداد ۱۴۰۴ با ۲۰٫۰ (۱۹٫۰ تا ۲۱٫۰)، ۲ دور در «بسیار ضعیف»، زیربنایی"


def test_nobody_above_the_lowest_band_is_spoken_of() -> None:
    assert decision(months(WEAK, WEAK)).agency == key("gas")
    assert letter_decisions(months({"tax": 30.0}), SCHEME, profile(office("tax")), WORDS) == []


def test_the_upper_bound_must_lie_below_the_cut() -> None:
    """The handbook's case: 28.4 with a standard error of 2.0 against a cut of 30 is no letter."""
    near = {"gas": 28.4, "tax": 60.0}
    refused = decision(months(near, near, error=1.645 * 2.0))

    assert refused.draft is None
    assert refused.reasons == ("کران بالای بازهٔ اطمینان ۳۱٫۷ است و پایین‌تر از مرز رده (۳۰) نیست.",)


def test_the_first_weak_round_is_no_reason_yet() -> None:
    refused = decision(months({"gas": 40.0, "tax": 60.0}, WEAK))

    assert refused.draft is None
    assert refused.reasons == ("۱ دور پیاپی در این رده بوده است؛ ۲ دور لازم است.",)


def test_a_month_without_a_round_ends_the_row() -> None:
    [first, _, third] = months(WEAK, WEAK, WEAK)

    assert decision([first, third]).draft is None


def test_a_round_that_never_became_final_ends_the_row() -> None:
    first = month_result(TIR, WEAK, state=RoundState.DRAFT)
    second = month_result(TIR.next(), WEAK)

    assert decision([first, second]).draft is None


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.SENT_TO_UNITS, RoundState.APPEALS])
def test_before_the_round_is_frozen_there_is_no_letter(state: RoundState) -> None:
    [first, second] = months(WEAK, WEAK)

    assert decision([first, replace(second, state=state)]).reasons == (NOT_FINAL,)


def test_without_an_audit_there_is_no_letter() -> None:
    assert decision(months(WEAK, WEAK, error=None)).reasons == (NO_AUDIT,)


def test_no_letter_rests_on_days_we_did_not_see() -> None:
    assert decision(months(WEAK, WEAK, gap=12.0)).reasons == (GAP,)


def test_the_first_of_the_two_rounds_must_stand_without_our_gaps_too() -> None:
    first, second = month_result(TIR, WEAK, gap=12.0), month_result(TIR.next(), WEAK)

    assert decision([first, second]).reasons == (GAP,)


def test_too_little_weight_gives_no_letter() -> None:
    refused = decision(months(WEAK, WEAK, weight=0.6))

    assert refused.reasons == ("فقط ۶۰٪ وزن سنجیده شده است؛ دست‌کم ۶۵٪ لازم است.",)


def test_an_appeal_nobody_answered_stands_against_a_letter() -> None:
    refused = decision(months(WEAK, WEAK), contested=frozenset({str(key("gas"))}))

    assert refused.reasons == (OPEN_APPEALS,)


def test_every_reason_is_said() -> None:
    refused = decision([month_result(TIR, WEAK, state=RoundState.DRAFT, error=None, gap=30.0, weight=0.5)])

    assert len(refused.reasons) == 5


def test_how_many_rounds_in_a_row_is_the_schemes_choice() -> None:
    once = replace(SCHEME, letters=LetterRule(rounds_running=1))
    [one] = letter_decisions(months(WEAK), once, profile(office("gas"), office("tax")), WORDS)

    assert one.draft is not None


def test_the_governors_own_office_gets_no_letter() -> None:
    results = months({"head": 10.0}, {"head": 10.0})

    assert letter_decisions(results, SCHEME, profile(office("head", scored=False)), WORDS) == []
