"""Handing in by the web application: a filled form or an uploaded table, with the faults in Persian."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.errors import InputError
from rasad.records.evidence import FOLDER, EvidenceStore
from rasad.records.given_rows import GivenRow, RowError, read_rows
from rasad.records.hand_in import Form, hand_in_rows
from rasad.records.hand_in_forms import JUDGEMENT_FORM, RECORD_FORM, RESOLUTION_FORM, SURVEY_FORM, TABLE_FORM
from rasad.wiring import Office
from review.office_work import GivenProblem, GivenRefusedError, GivenRowForm, GivenTable, Giver
from review.records.given_words import in_persian

FORMS: Mapping[str, Form[Any]] = {
    form.name: form for form in (RECORD_FORM, JUDGEMENT_FORM, SURVEY_FORM, TABLE_FORM, RESOLUTION_FORM)
}
LONGEST_CELL = 5_000
_OF_OFFICE = ("verdict", "reason", "received")
"""What somebody who speaks for an agency cannot say: what the office holds of it, and when it came in."""
_ROW = re.compile(r"(?:.*?:)?(\d+): (.*)", re.DOTALL)
_HASH = re.compile(r"[0-9a-f]{64}")


def hand_in_row(office: Office, sent: GivenRowForm, giver: Giver) -> bool:
    """Keep one entry of a form; whether it says anything new."""
    row = GivenRow(where="0", cells=_filled(sent.cells), other=_filled(sent.other))
    evidence = EvidenceStore(office.home.folder, office.home.folder, files=sent.files, held=sent.held)
    new, _ = _hand_in(office, sent, [row], evidence, giver, subject=sent.cells.get("number", ""))
    return bool(new)


def hand_in_table(office: Office, sent: GivenTable, giver: Giver) -> tuple[int, int]:
    """Keep all rows of an uploaded table or none; how many are new, and how many say nothing new."""
    form = FORMS[sent.form]
    suffix = ".xlsx" if sent.name.lower().endswith(".xlsx") else ".csv"
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        path.write_bytes(sent.content)
        try:
            rows = read_rows(path, form.headings, needed=form.needed, takes_other=form.takes_other)
        except InputError as error:
            raise GivenRefusedError(_problems(str(error), path)) from error
        evidence = EvidenceStore(path, office.home.folder, files=sent.files)
        named = [_renamed(row, path) for row in rows]
        return _hand_in(office, sent, named, evidence, giver, subject=sent.name)


def kept_evidence(office: Office, name: str) -> bytes | None:
    """A file by its hash; None when there is none."""
    path = office.home.folder / FOLDER / name[:2] / name
    return path.read_bytes() if _HASH.fullmatch(name) and path.is_file() else None


def _hand_in(
    office: Office,
    sent: GivenRowForm | GivenTable,
    rows: Sequence[GivenRow],
    evidence: EvidenceStore,
    giver: Giver,
    *,
    subject: str,
) -> tuple[int, int]:
    problems = [found for row in rows for found in _row_problems(row, giver)]
    if problems:
        raise GivenRefusedError(problems)
    try:
        return hand_in_rows(
            office,
            office.methodology.profiles[sent.profile],
            FORMS[sent.form],
            rows,
            evidence,
            subject=subject[:200],
            by=giver.name,
            now=giver.at,
            only=giver.only,
        )
    except (InputError, RowError) as error:
        raise GivenRefusedError(_problems(str(error), None)) from error


def _row_problems(row: GivenRow, giver: Giver) -> list[GivenProblem]:
    number = int(row.where)
    long = any(len(cell) > LONGEST_CELL for cell in (*row.cells.values(), *row.other, *row.other.values()))
    said = [f"a cell has more than {LONGEST_CELL} letters"] if long else []
    if giver.only is not None:
        said += [f"only the office says {field}" for field in _OF_OFFICE if row[field]]
    return [GivenProblem(row=number, said=in_persian(one)) for one in said]


def _problems(said: str, path: Path | None) -> list[GivenProblem]:
    """`FILE:ROW: what` a line, as the command line says it; without a row what concerns all."""
    problems = []
    for line in said.splitlines():
        plain = line.removeprefix(f"{path}:").strip() if path else line
        found = _ROW.fullmatch(plain)
        number, what = (int(found[1]), found[2]) if found else (0, plain)
        problems.append(GivenProblem(row=number, said=in_persian(what)))
    return problems


def _renamed(row: GivenRow, path: Path) -> GivenRow:
    """The row by its number alone: where the upload lay for a moment is nobody's business."""
    return GivenRow(where=row.where.removeprefix(f"{path}:"), cells=row.cells, other=row.other)


def _filled(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in cells.items() if text.strip()}
