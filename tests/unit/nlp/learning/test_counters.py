"""Counters move with the first decision, hold to what the verifier says, and never run away."""

import pytest

from nlp.learning.counters import MOST_SHIFT, NO_COUNTERS, Decision, count

WORDING = ("municipality", "شهرداری", "known-agency/bare")
OTHER = ("municipality", "شهرداری", "explicit-place/bare")


def decisions(accepted: int, rejected: int, *, expected: float = 0.8, counts: float = 1.0) -> list[Decision]:
    return [Decision(WORDING, expected, n < accepted, counts) for n in range(accepted + rejected)]


def shift(accepted: int, rejected: int, *, expected: float = 0.8) -> float:
    return count(decisions(accepted, rejected, expected=expected)).by_wording[WORDING].shift


def test_the_first_rejection_moves_the_counter() -> None:
    assert -0.7 < shift(0, 1) < -0.3


def test_the_first_acceptance_moves_it_less() -> None:
    assert 0 < shift(1, 0) < 0.2


def test_decisions_as_the_verifier_expected_them_move_nothing() -> None:
    assert shift(8, 2) == pytest.approx(0)


def test_more_of_the_same_moves_further_up_to_a_bound() -> None:
    shifts = [shift(0, number) for number in (1, 3, 10, 1000)]

    assert shifts == sorted(shifts, reverse=True)
    assert shifts[-1] == -MOST_SHIFT


@pytest.mark.parametrize("expected", [0.0, 1.0])
def test_a_verifier_that_was_certain_can_be_wrong(expected: float) -> None:
    assert -MOST_SHIFT <= shift(1, 1, expected=expected) <= MOST_SHIFT


def test_what_people_let_stand_counts_for_a_part() -> None:
    [whole], [part] = (count(decisions(0, 3, counts=counts)).by_wording.values() for counts in (1.0, 0.3))

    assert part.decided == pytest.approx(0.9)
    assert whole.shift < part.shift < 0


def test_wordings_are_counted_apart() -> None:
    counters = count([*decisions(0, 4), Decision(OTHER, 0.9, True, 1.0)])

    assert counters.by_wording[WORDING].shift < 0 < counters.by_wording[OTHER].shift


def test_equal_counters_have_an_equal_name_whatever_the_order() -> None:
    mixed = decisions(2, 3)

    assert count(mixed).name == count(mixed[::-1]).name
    assert count(mixed).name != count(mixed[1:]).name
    assert NO_COUNTERS.name == ""


def test_a_counter_tells_its_numbers() -> None:
    [counter] = count(decisions(3, 1)).by_wording.values()

    assert (counter.decided, counter.accepted) == (4, 3)
    assert counter.expected == pytest.approx(3.2)
