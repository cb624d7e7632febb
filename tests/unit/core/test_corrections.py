"""Corrections that stand: a withdrawal takes back the decision before it, and nothing else."""

from datetime import UTC, datetime, timedelta

from core.corrections import Aspect, Correction, Decision, standing

NOON = datetime(2025, 11, 2, 12, tzinfo=UTC)


def said(number: int, decision: Decision, value: str | None = None, subject: str = "topic") -> Correction:
    return Correction(
        id=number,
        item_id=4,
        aspect=Aspect.TOPIC,
        subject=subject,
        decision=decision,
        value=value,
        reason="",
        text_hash="aa",
        decided_by="n.sahar",
        decided_at=NOON + timedelta(minutes=number),
    )


def test_without_withdrawals_everything_stands() -> None:
    all_said = [said(1, Decision.SET, "health"), said(2, Decision.ACCEPT)]

    assert standing(all_said) == all_said


def test_a_withdrawal_takes_back_the_last_decision_and_the_one_before_holds_again() -> None:
    first, second = said(1, Decision.SET, "health"), said(2, Decision.SET, "sports")

    assert standing([first, second, said(3, Decision.WITHDRAW)]) == [first]


def test_two_withdrawals_take_back_two() -> None:
    decided = [said(1, Decision.ACCEPT), said(2, Decision.SET, "sports")]

    assert standing([*decided, said(3, Decision.WITHDRAW), said(4, Decision.WITHDRAW)]) == []


def test_a_withdrawal_reaches_no_other_subject() -> None:
    other = said(1, Decision.ACCEPT, subject="gas@سمنان")

    assert standing([other, said(2, Decision.WITHDRAW)]) == [other]


def test_what_is_decided_after_a_withdrawal_stands() -> None:
    after = said(3, Decision.SET, "water")

    assert standing([said(1, Decision.ACCEPT), said(2, Decision.WITHDRAW), after]) == [after]
