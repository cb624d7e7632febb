"""The book of services: the reports that agencies handed in for a data call, as one document."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError

from core.errors import InputError
from core.handed_in import EvidenceKind, Record, Verdict
from core.methodology import Profile
from core.resolutions import Progress, Resolution, ResolutionKind
from rasad.load_config.problems import suggestion
from rasad.understanding.evidence import FOLDER
from rasad.wiring import Office
from reports.book import BookInputs, Part, Report, book
from reports.formats.docx import docx_bytes
from reports.formats.pdf import pdf_bytes
from storage.given import given_until

CALL_HEADINGS = ("call", "فراخوان")
"""Details of a record that name the call it answers."""
REPORT = "report"
"""The kind of record that answers a call which it does not name, when it came after the call."""


def write_book(
    office: Office, profile: Profile, number: str, now: datetime, *, folder: Path | None = None
) -> list[Path]:
    """PDF and DOCX of everything that came in for the call; raises InputError when there is no such call."""
    outline = book(_inputs(office, profile, number, now))
    folder = folder or office.home.folder / "books" / profile.id / _file_name(number)
    files = {"book.pdf": pdf_bytes(outline), "book.docx": docx_bytes(outline)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}; name another --output") from error
    return [folder / name for name in files]


def _inputs(office: Office, profile: Profile, number: str, now: datetime) -> BookInputs:
    with office.database.read() as connection:
        given = given_until(connection, now)
    calls = _calls(profile, given.resolutions, number)
    return BookInputs(
        profile=profile,
        number=number,
        parts=[
            Part(
                agency=agency,
                call=calls[agency.key],
                reports=tuple(
                    Report(record=record, paragraphs=_texts(office, record))
                    for record in _answers(given.records, calls[agency.key])
                ),
            )
            for agency in profile.agencies
            if agency.key in calls
        ],
        as_of=now,
        config_hash=office.methodology.config_hash,
    )


def _calls(profile: Profile, resolutions: Sequence[Resolution], number: str) -> dict[object, Resolution]:
    keys = {agency.key for agency in profile.agencies}
    every = [
        one
        for one in resolutions
        if one.kind is ResolutionKind.DATA_CALL and one.owner in keys and one.progress is not Progress.VOID
    ]
    found: dict[object, Resolution] = {one.owner: one for one in every if one.number == number}
    if not found:
        known = sorted({one.number for one in every})
        instead = suggestion(number, known) if known else "hand one in with `rasad resolution import`"
        raise InputError(f"{profile.id} has no data call '{number}'; {instead}")
    return found


def _answers(records: Sequence[Record], call: Resolution) -> list[Record]:
    """Those that name the call; else the reports that came after it. What was refused is left out."""
    own = [r for r in records if r.agency == call.owner and r.verdict is not Verdict.REJECTED]
    named = [r for r in own if any(r.details.get(heading) == call.number for heading in CALL_HEADINGS)]
    unnamed = [
        r
        for r in own
        if r.kind == REPORT
        and r.received >= call.decided
        and not any(heading in r.details for heading in CALL_HEADINGS)
    ]
    return sorted(named or unnamed, key=lambda r: (r.day, r.number))


def _texts(office: Office, record: Record) -> tuple[str, ...]:
    """The paragraphs of its text and word-processor files, in order."""
    return tuple(
        words
        for one in record.evidence
        if one.kind is EvidenceKind.FILE
        for words in _paragraphs(office.home.folder / FOLDER / one.sha256[:2] / one.sha256, one.place)
    )


def _paragraphs(path: Path, name: str) -> list[str]:
    """Nothing of a file that is gone or that we cannot read: the book then names it and says so."""
    try:
        content = path.read_bytes()
        if name.lower().endswith(".docx"):
            found = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
        elif name.lower().endswith(".txt"):
            found = content.decode("utf-8-sig").splitlines()
        else:
            return []
    except (OSError, BadZipFile, PackageNotFoundError, KeyError, ValueError):
        return []
    return [" ".join(words.split()) for words in found if words.strip()]


def _file_name(number: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in number)
