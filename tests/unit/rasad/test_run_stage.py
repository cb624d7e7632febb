"""One Outcome per input, whatever the work does."""

from core.outcomes import Outcome
from rasad.run_stage import run_inputs


def _halve(number: int) -> tuple[int | None, Outcome]:
    if number < 0:
        raise ValueError("negative")
    return (number // 2, Outcome.STORED) if number % 2 == 0 else (None, Outcome.NOTHING_FOUND)


def test_every_input_ends_with_exactly_one_outcome() -> None:
    done = list(run_inputs("halve", [4, 3, -1, 8], _halve, name_of=str))

    assert [(d.input, d.result, d.outcome) for d in done] == [
        (4, 2, Outcome.STORED),
        (3, None, Outcome.NOTHING_FOUND),
        (-1, None, Outcome.OUR_FAULT),
        (8, 4, Outcome.STORED),
    ]


def test_a_failed_input_says_what_happened_and_the_next_one_is_done() -> None:
    failed, fine = run_inputs("halve", [-5, 2], _halve, name_of=str)

    assert failed.detail == "ValueError: negative"
    assert fine.result == 1
