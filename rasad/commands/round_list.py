"""The steps and appeals of rounds, on a terminal and as JSON."""

from collections.abc import Sequence

from core.appeals import Appeal
from core.calendar import tehran_minute
from core.rounds import RoundStep


def detail_lines(steps: Sequence[RoundStep], appeals: Sequence[Appeal]) -> list[str]:
    """Every step and appeal of one month."""
    lines = [
        f"    {tehran_minute(one.at)}  {one.state.value}  {one.by} ({one.role.value})  {one.reason}".rstrip()
        for one in steps
    ]
    for one in appeals:
        word = "waits" if one.answer is None else "accepted" if one.answer.is_accepted else "refused"
        answer = f": {one.answer.reason}" if one.answer else f", expires {tehran_minute(one.expires_at)}"
        lines.append(f"    appeal {one.id}  {one.agency}  {one.subject}: {one.reason}  [{word}{answer}]")
    return lines


def step_as_json(step: RoundStep) -> dict[str, object]:
    """One step for a script."""
    return {
        "month": str(step.month),
        "scheme": step.scheme,
        "number": step.number,
        "state": step.state.value,
        "round_id": step.round_id,
        "manifest": step.manifest_hash,
        "until": step.until and step.until.isoformat(),
        "reason": step.reason,
        "by": step.by,
        "role": step.role.value,
        "at": step.at.isoformat(),
    }


def appeal_as_json(one: Appeal) -> dict[str, object]:
    """One appeal with its answer for a script."""
    answer = one.answer
    return {
        "id": one.id,
        "month": str(one.month),
        "agency": str(one.agency),
        "subject": one.subject,
        "reason": one.reason,
        "evidence": one.evidence,
        "by": one.by,
        "at": one.at.isoformat(),
        "expires_at": one.expires_at.isoformat(),
        "answer": answer
        and {
            "accepted": answer.is_accepted,
            "reason": answer.reason,
            "by": answer.by,
            "at": answer.at.isoformat(),
        },
    }
