"""Adjudication: a lead settles what two analysts saw differently; his word is a correction marked as such."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from core.audit import AuditEntry
from core.codings import NOT_NAMED, Code, CodedTwice
from core.corrections import Aspect, Correction, Decision
from core.review import ReviewAct
from review.agreement.agreement_words import answers
from review.desk import Desk
from review.queue.decide import shown_items
from review.queue.decisions import Verdict, as_corrections
from review.queue.wishes import Refusal, RefusedError
from scoring.codes import differences
from storage.audit import append_audit
from storage.codings import coded_twice
from storage.corrections import adjudications, append_corrections
from storage.database import Connection
from storage.review_acts import append_act

ADJUDICATE = "adjudicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One text that two analysts coded differently, with what nobody has settled yet."""

    pair: CodedTwice
    open: Mapping[Code, tuple[str, str]]
    """The two codes in an order that does not tell who was first."""


def open_disagreements(connection: Connection, item_id: int | None = None) -> list[Disagreement]:
    """The texts a lead has to look at, the oldest first."""
    pairs = coded_twice(connection, item_id=item_id)
    settled = _settled(adjudications(connection))
    found = []
    for pair in pairs:
        left = {
            code: _shuffled(pair.item_id, code, both)
            for code, both in differences(pair).items()
            if settled.get((pair.item_id, code), pair.second.coded_at) <= pair.second.coded_at
        }
        if left:
            found.append(Disagreement(pair=pair, open=left))
    return found


def adjudicate(
    desk: Desk,
    connection: Connection,
    who: str,
    item_id: int,
    decided: Mapping[Code, str],
    reason: str,
    now: datetime,
) -> None:
    """Append the lead's word on each of these; raises RefusedError when one of them is not open."""
    waiting = {code for one in open_disagreements(connection, item_id) for code in one.open}
    shown = shown_items(connection, [item_id]).get(item_id)
    if not decided or shown is None:
        raise RefusedError(Refusal.NOTHING_CHOSEN)
    for code, value in decided.items():
        if code not in waiting or value not in answers(code[0], desk.methodology.topics):
            raise RefusedError(Refusal.BAD_VALUE)
    corrections = as_corrections(
        shown,
        [_verdict(code, value, reason) for code, value in decided.items()],
        by=who,
        at=now,
        seconds=None,
        codebook=desk.codebook_version,
        is_adjudication=True,
    )
    append_corrections(connection, corrections)
    append_act(
        connection,
        ReviewAct(
            who=who, at=now, kind=ADJUDICATE, item_id=item_id, item_ids=(item_id,), finished_card=False
        ),
    )
    new = "; ".join(f"{one.subject} {one.decision} {one.value or ''}".strip() for one in corrections)
    entry = AuditEntry(who=who, at=now, action="review adjudicate", subject=f"item {item_id}", new=new)
    append_audit(connection, entry)


def _settled(made: Sequence[Correction]) -> dict[tuple[int, Code], datetime]:
    """When each subject was settled last."""
    return {(one.item_id, (one.aspect, one.subject)): one.decided_at for one in made}


def _shuffled(item_id: int, code: Code, both: tuple[str, str]) -> tuple[str, str]:
    toss = sha256(f"{item_id}\x1f{code[0]}\x1f{code[1]}".encode()).digest()[0] % 2
    return both if toss else (both[1], both[0])


def _verdict(code: Code, value: str, reason: str) -> Verdict:
    aspect, subject = code
    if aspect is Aspect.AGENCY and value == NOT_NAMED:
        return Verdict(aspect=aspect, subject=subject, decision=Decision.REJECT, reason=reason)
    return Verdict(aspect=aspect, subject=subject, decision=Decision.SET, value=value, reason=reason)
