"""The audit sheet: items to review as CSV for a spreadsheet, and the same sheet as people give it back."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from io import StringIO
from pathlib import Path

from core.attributions import Claims
from core.corrections import Aspect
from core.errors import InputError
from core.items import StoredItem, WithheldItem
from core.methodology import Topic
from reports.words import ASPECTS, SERVICES
from scoring.findings import machine_claim

COMPLETE = "complete"
"""The aspect of the row that closes an item: accepted, it says that nothing is wrong or missing any more."""
DECIDED_BY_ALL = (Aspect.TOPIC, Aspect.SERVICE)
"""What a complete review decides besides the agencies."""

_COMPLETE_WORDS = "همه چیز این مطلب بررسی شد و دستگاهی جا نمانده است"
_SHOWN = ("outlet", "title", "address", "name", "evidence")
_READ = ("item", "version", "aspect", "subject", "claim", "decision", "value", "reason")
COLUMNS = (
    *("item", "version", "outlet", "title", "address", "aspect", "subject", "name", "claim", "evidence"),
    *("decision", "value", "reason"),
)
# A spreadsheet would take a text that begins so for a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row as it was given back; `where` names its place in the file."""

    where: str
    item: str
    version: str
    aspect: str
    subject: str
    claim: str
    decision: str
    value: str
    reason: str


def sheet_of(waiting: Iterable[tuple[StoredItem, Claims]], topics: Sequence[Topic]) -> str:
    """One row for each claim of each item, and one that closes the item; the last three columns are empty."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    names = {topic.slug: topic.name for topic in topics}
    for stored, claims in waiting:
        one = stored.item
        shared = {
            "item": str(stored.id),
            "version": str(stored.version),
            "outlet": one.outlet,
            "title": one.title or one.lead or (one.body or "")[:100],
            "address": one.url or one.key,
        }
        for row in _claim_rows(claims, names, is_text_shown=not isinstance(one, WithheldItem)):
            cells = {**shared, **row}
            writer.writerow({name: _shown(cells[name]) if name in _SHOWN else cells[name] for name in cells})
    return text.getvalue()


def read_sheet(path: Path) -> list[SheetRow]:
    """The rows of a sheet; columns nobody needs may be missing or new."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error
    head = text.partition("\n")[0]
    # Where the comma is the decimal sign, spreadsheets write semicolons.
    rows = csv.DictReader(
        StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ","
    )
    missing = [name for name in _READ if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(
            f"{path}:1: has no column {', '.join(missing)}; give the sheet of `rasad audit list` back"
        )
    try:
        return list(_rows(path, rows))
    except csv.Error as error:
        raise InputError(f"{path}:{rows.line_num}: is not CSV: {error}") from error


def _claim_rows(
    claims: Claims, topic_names: Mapping[str, str], *, is_text_shown: bool
) -> Iterator[Mapping[str, str]]:
    for claim in claims.attributions:
        yield {
            "aspect": Aspect.AGENCY,
            "subject": str(claim.agency),
            "name": claim.name,
            "claim": claim.role,
            "evidence": " … ".join(mention.surface for mention in claim.evidence if is_text_shown),
        }
    service = claims.reading.service_reflection
    names = {
        Aspect.TOPIC: topic_names.get(claims.reading.topic or "", ""),
        Aspect.SERVICE: SERVICES[service] if service else "",
    }
    for aspect in DECIDED_BY_ALL:
        yield {
            "aspect": aspect,
            "name": f"{ASPECTS[aspect]}: {names[aspect]}",
            "claim": machine_claim(claims.understanding, aspect, aspect),
        }
    yield {"aspect": COMPLETE, "name": _COMPLETE_WORDS}


def _shown(text: str) -> str:
    # On one line, so that the number of a row is the number of its line.
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA_SIGNS) else line


def _rows(path: Path, rows: "csv.DictReader[str]") -> Iterator[SheetRow]:
    wanted = [field.name for field in fields(SheetRow) if field.name != "where"]
    for row in rows:
        cells = {name: (row.get(name) or "").strip() for name in wanted}
        if any(cells.values()):
            yield SheetRow(where=f"{path}:{rows.line_num}", **cells)
