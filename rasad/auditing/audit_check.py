"""Checks the review of one item: complete, on the text of today, on what the machine says."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.attributions import Understanding
from core.audit_stream import stream_position
from core.corrections import OF_AN_AGENCY, Aspect, Correction, Decision
from core.items import StoredItem
from core.methodology import Methodology
from rasad.auditing.audit_sheet import COMPLETE, DECIDED_BY_ALL, SheetRow
from rasad.auditing.corrections import agency_problem, allowed_values
from scoring.findings import machine_claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewState:
    """What is known of one item when its review comes in."""

    stored: StoredItem
    said: Understanding
    """What the reviewer judges: the machine's claims now, or those of the first review of this text."""
    is_reviewed: bool
    decided: Sequence[Correction]
    """All decisions on this text so far."""


def subject_of(row: SheetRow) -> str:
    """What a row decides on, as a Correction names it."""
    return row.subject if row.aspect in OF_AN_AGENCY else row.aspect


def review_problems(
    sheet: Sequence[SheetRow], state: ReviewState | None, methodology: Methodology
) -> list[str]:
    """Why the review of one item cannot be taken, each with its place; empty when it can."""
    first = sheet[0]
    if state is None:
        return [f"{first.where}: there is no item '{first.item}' that was read; run `rasad audit list` again"]
    one = state.stored.item
    if one.counted_at is None or stream_position(one.outlet, one.key) >= methodology.settings.audit_share:
        return [
            f"{first.where}: item {first.item} is not in the audit stream, so its review would bias the "
            "figures; use `rasad correct`"
        ]
    found = [f"{row.where}: {why}" for row in sheet if (why := _row_problem(row, state, methodology))]
    return [*found, *_twice(sheet), *_gaps(sheet, state)]


def _row_problem(row: SheetRow, state: ReviewState, methodology: Methodology) -> str:
    if row.version != str(state.stored.version):
        return f"version {row.version} of item {row.item} is no longer its text; list it again"
    if not row.decision:
        return f"'{row.aspect}' of item {row.item} has no decision; decide every row, or none of the item"
    if row.decision not in list(Decision):
        return f"'{row.decision}' is no decision; write one of {', '.join(Decision)}"
    if row.decision == Decision.WITHDRAW:
        return "a complete review takes nothing back; write accept, reject or set"
    if row.aspect == COMPLETE:
        return "" if row.decision == Decision.ACCEPT else f"write accept in the {COMPLETE} row, or nothing"
    if row.aspect not in list(Aspect):
        return f"'{row.aspect}' is no aspect; write one of {', '.join(Aspect)}"
    if row.decision == Decision.SET:
        return _set_problem(row, state, methodology)
    return _claim_problem(row, state)


def _set_problem(row: SheetRow, state: ReviewState, methodology: Methodology) -> str:
    # What the machine names may be outside the register of provinces: a body whose place nobody knows.
    is_claimed = bool(machine_claim(state.said, Aspect(row.aspect), row.subject))
    if row.aspect == Aspect.AGENCY and not is_claimed and (why := agency_problem(row.subject, methodology)):
        return why
    allowed = allowed_values(row.aspect, methodology)
    if row.value not in allowed:
        return f"'{row.value}' is no value for {row.aspect}; write one of {', '.join(allowed)}"
    return ""


def _claim_problem(row: SheetRow, state: ReviewState) -> str:
    """What is accepted or rejected must be what the machine says, and what was on the sheet."""
    aspect = Aspect(row.aspect)
    said = machine_claim(state.said, aspect, subject_of(row))
    if row.aspect == Aspect.AGENCY and not said:
        return f"the machine does not name {row.subject}; add it with set and actor or mentioned"
    if row.claim != said:
        return f"the machine now says '{said}', the sheet '{row.claim}'; list the item again"
    if row.decision == Decision.REJECT and aspect in DECIDED_BY_ALL:
        return f"a complete review says which {row.aspect} is right; write set and its value"
    return ""


def _twice(sheet: Sequence[SheetRow]) -> list[str]:
    named = [(row.aspect, subject_of(row)) for row in sheet]
    return [
        f"{row.where}: decides '{subject_of(row)}' twice"
        for n, row in enumerate(sheet)
        if named[n] in named[:n]
    ]


def _gaps(sheet: Sequence[SheetRow], state: ReviewState) -> list[str]:
    """What a complete review must decide and this one does not even name."""
    last = sheet[-1]
    named = {(row.aspect, subject_of(row)) for row in sheet}
    wanted = [(Aspect.AGENCY.value, str(claim.agency)) for claim in state.said.attributions]
    wanted += [(str(aspect), str(aspect)) for aspect in (*DECIDED_BY_ALL, COMPLETE)]
    return [
        f"{last.where}: the review of item {last.item} has no row for '{subject}'; list the item again"
        for aspect, subject in wanted
        if (aspect, subject) not in named
    ]
