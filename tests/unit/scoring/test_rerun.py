"""A round made from bytes: the same bytes give the same round, and foreign items leave no trace."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agencies import AgencyKey
from core.errors import RoundError
from core.schemes import MeasureUse, Normalisation
from core.scores import TOTAL
from scoring.audit import Audit
from scoring.inputs import CountInputs
from scoring.rerun import (
    RoundInputs,
    kept_counted,
    only_what_counts,
    result_bytes,
    round_bytes,
    round_result,
)
from scoring.uncertainty.counts import AuditSample
from tests.unit.scoring.month_inputs import fact, finding, inputs, outlet, scheme_with

SAMPLE = AuditSample(precision=0.9, precision_size=50, recall=0.8, recall_size=50)
AUDIT = Audit(counts={"press_stories": SAMPLE})


def month(*items: int) -> CountInputs:
    of = inputs([fact(n, day=1 + n % 28) for n in items], [finding(n) for n in items])
    stories = MeasureUse(measure="press_stories", normalisation=Normalisation.TARGET_RATIO, target=100)
    [indicator] = scheme_with("press_stories").indicators
    return replace(of, scheme=replace(of.scheme, indicators=(replace(indicator, measures=(stories,)),)))


def round_of(counted: CountInputs, audit: Audit | None = AUDIT, seed: int = 7) -> RoundInputs:
    return RoundInputs(counted=counted, audit=audit, seed=seed, draws=200)


def made(counted: CountInputs, **changes: object) -> bytes:
    return result_bytes(round_result(round_bytes(round_of(counted, **changes))))  # type: ignore[arg-type]


def test_the_same_bytes_give_the_same_round() -> None:
    content = round_bytes(round_of(month(1, 2, 3)))

    assert result_bytes(round_result(content)) == result_bytes(round_result(content))


def test_what_is_read_back_is_what_was_kept() -> None:
    content = round_bytes(round_of(month(1, 2, 3)))
    again = replace(round_of(month()), counted=kept_counted(content))

    assert round_bytes(again) == content


@given(st.permutations(range(1, 9)))
def test_the_order_in_which_items_were_stored_changes_nothing(order: list[int]) -> None:
    assert made(month(*order)) == made(month(*range(1, 9)))


def test_another_seed_draws_other_intervals_and_the_same_scores() -> None:
    content = [round_bytes(round_of(month(*range(1, 28)), seed=seed)) for seed in (1, 2)]
    one, other = map(round_result, content)

    assert one.scores == other.scores
    assert one.intervals != other.intervals


def test_items_outlets_and_coverage_of_others_are_not_kept() -> None:
    mine = month(1, 2)
    elsewhere = outlet("elsewhere")
    country = replace(
        mine,
        facts={**mine.facts, 99: fact(99, "elsewhere")},
        outlets={**mine.outlets, "elsewhere": elsewhere},
        story_of={99: 99},
        replied_in={1: [99]},
    )

    assert round_bytes(round_of(only_what_counts(country))) == round_bytes(round_of(only_what_counts(mine)))


def test_bytes_that_are_no_inputs_are_refused() -> None:
    with pytest.raises(RoundError, match="use the version of Rasad that the manifest names"):
        round_result(b'{"counted": {}}')


def test_a_round_without_an_audit_has_scores_and_no_draws() -> None:
    result = round_result(round_bytes(round_of(month(1, 2), audit=None)))
    [total] = [s for s in result.scores if s.subject == TOTAL]

    assert total.agency == AgencyKey("water", "قزوین")
    assert [one.drawn for one in result.intervals.scores] == [None]
    assert not result.intervals.has_audit
