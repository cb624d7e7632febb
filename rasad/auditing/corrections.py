"""Takes in what people decided: checked against the items and the register, then appended, all or nothing."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.agencies import AgencyKey
from core.attributions import Role, ServiceReflection, Tone
from core.audit import AuditEntry
from core.corrections import OF_AN_AGENCY, Aspect, Correction, Decision
from core.errors import InputError
from core.items import TEXT_FIELDS, Item, StoredItem
from core.methodology import Methodology
from rasad.wiring import Office
from scoring.findings import machine_claim
from storage.audit import append_audit
from storage.claims import current_claims
from storage.corrections import append_corrections
from storage.items import items_by_id
from storage.users import user_by_name

COLUMNS = ("item", "aspect", "subject", "decision", "value", "reason")
OPTIONAL_COLUMNS = ("surface",)
_YES_NO = ("true", "false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One decision as it was written, before it is checked; `where` names its place in a file."""

    where: str
    item: str
    aspect: str
    subject: str
    decision: str
    value: str
    reason: str
    surface: str = ""
    """The words of the text that name the agency, where a person selected them."""


def read_wishes(path: Path) -> list[Wish]:
    """The rows of a CSV file with the columns item, aspect, subject, decision, value, reason, and surface."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise InputError(
                    f"{path}:1: has no column {', '.join(missing)}; needed are {', '.join(COLUMNS)}"
                )
            return [_wish(f"{path}:{rows.line_num}", row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error


def _wish(where: str, row: Mapping[str, str | None]) -> Wish:
    names = (*COLUMNS, *OPTIONAL_COLUMNS)
    return Wish(where=where, **{name: (row.get(name) or "").strip() for name in names})


def record_decisions(office: Office, wishes: Sequence[Wish], *, decided_by: str, now: datetime) -> int:
    """Append these decisions; how many are new. Raises InputError with every row that cannot be taken.

    Nothing is stored unless all of them can be, so a file can be mended and given again.
    """
    with office.database.read() as connection:
        if user_by_name(connection, decided_by) is None:
            raise InputError(
                f"there is no user '{decided_by}'; make the account with `rasad user add {decided_by}`"
            )
        ids = {int(wish.item) for wish in wishes if wish.item.isdecimal()}
        items = items_by_id(connection, ids)
        claims = current_claims(connection, ids)
    problems = [p for wish in wishes if (p := _problem(wish, items, office.methodology))]
    if problems:
        raise InputError("\n".join(problems))
    decided = []
    for wish in wishes:
        said = claims.get(int(wish.item))
        aspect, subject = Aspect(wish.aspect), _subject(wish)
        decided.append(
            Correction(
                item_id=int(wish.item),
                aspect=aspect,
                subject=subject,
                decision=Decision(wish.decision),
                value=wish.value or None,
                reason=wish.reason,
                text_hash=items[int(wish.item)].item.text_hash,
                decided_by=decided_by,
                decided_at=now,
                made_by=said.made_by if said else None,
                claim=machine_claim(said.understanding, aspect, subject) if said else None,
                surface=wish.surface or None,
            )
        )
    with office.database.begin() as connection:
        new = append_corrections(connection, decided)
        append_audit(
            connection, AuditEntry(who=decided_by, at=now, action="correct", subject=_subjects(decided))
        )
    return new


def _subjects(decided: Iterable[Correction]) -> str:
    return ", ".join(f"{c.item_id}:{c.subject}" for c in decided)


def _subject(wish: Wish) -> str:
    return wish.subject if wish.aspect in OF_AN_AGENCY else wish.aspect


def _problem(wish: Wish, items: Mapping[int, StoredItem], methodology: Methodology) -> str:
    """Why a decision cannot be taken, with its place; empty when it can."""
    if not wish.item.isdecimal() or int(wish.item) not in items:
        return f"{wish.where}: there is no item '{wish.item}'; give an id as the report shows it"
    if wish.aspect not in list(Aspect):
        return f"{wish.where}: '{wish.aspect}' is no aspect; write one of {', '.join(Aspect)}"
    if wish.decision not in list(Decision):
        return f"{wish.where}: '{wish.decision}' is no decision; write one of {', '.join(Decision)}"
    if wish.aspect == Aspect.STORY:
        return f"{wish.where}: stories are split and joined on their page in the application (/stories/ID)"
    if wish.aspect in OF_AN_AGENCY and (problem := agency_problem(wish.subject, methodology)):
        return f"{wish.where}: {problem}"
    if wish.surface and (problem := _surface_problem(wish, items[int(wish.item)].item)):
        return f"{wish.where}: {problem}"
    if wish.decision == Decision.SET and wish.value not in (
        allowed := allowed_values(wish.aspect, methodology)
    ):
        return (
            f"{wish.where}: '{wish.value}' is no value for {wish.aspect}; write one of {', '.join(allowed)}"
        )
    return ""


def _surface_problem(wish: Wish, item: Item) -> str:
    if wish.aspect != Aspect.AGENCY:
        return "words are selected for an agency only; leave 'surface' empty"
    if not any(wish.surface in (getattr(item, name) or "") for name in TEXT_FIELDS):
        return f"'{wish.surface}' does not stand in item {wish.item}; copy the words from its text"
    return ""


def agency_problem(subject: str, methodology: Methodology) -> str:
    """Why this is no agency that can be decided on; empty when it is one."""
    try:
        key = AgencyKey.parse(subject)
    except ValueError as error:
        return str(error)
    if key.type not in {each.slug for each in methodology.agency_types}:
        return f"'{key.type}' is no agency type; `config/agencies/types.yaml` lists them"
    # `type@?`: the machine may claim a body whose place nobody can know, so people may decide about it.
    if key.province is not None and key.province not in {each.name for each in methodology.places.provinces}:
        return f"'{key.province}' is no province; write its short Persian name, for example سمنان"
    return ""


def allowed_values(aspect: str, methodology: Methodology) -> Sequence[str]:
    """What may be set for an aspect."""
    match Aspect(aspect):
        case Aspect.AGENCY:
            return [role.value for role in Role]
        case Aspect.TONE:
            return [tone.value for tone in Tone]
        case Aspect.STORY:
            return []
        case Aspect.TOPIC:
            return [topic.slug for topic in methodology.topics]
        case Aspect.SERVICE:
            return [service.value for service in ServiceReflection]
        case Aspect.CEREMONIAL | Aspect.CRITICISM | Aspect.RELEVANCE:
            return _YES_NO
