"""The book of services: the reports that agencies handed in for a data call, as one document."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError

from core.digits import latin_digits
from core.errors import InputError
from core.handed_in import Evidence, EvidenceKind, Record, Verdict
from core.methodology import Profile
from core.resolutions import Progress, Resolution, ResolutionKind
from rasad.load_config.problems import suggestion
from rasad.records.evidence import FOLDER
from rasad.wiring import Office
from reports.book import BookInputs, Part, Report, book
from reports.formats.docx import docx_bytes
from reports.formats.pdf import can_be_set, pdf_bytes
from reports.outline.records import Outline, Picture
from reports.pictures import LARGEST_BYTES, picture_of
from storage.given import given_until

CALL_HEADINGS = ("call", "فراخوان")
"""Details of a record that name the call it answers."""
MOST_PICTURES = 6
"""Printed of one report."""
REPORT = "report"
"""The kind of record that answers a call which it does not name, when it came after the call."""


def write_book(
    office: Office, profile: Profile, number: str, now: datetime, *, folder: Path | None = None
) -> list[Path]:
    """PDF and DOCX of everything that came in for the call; raises InputError when there is no such call."""
    outline, pdf = _set(_inputs(office, profile, number, now))
    folder = folder or office.home.folder / "books" / profile.id / _file_name(number)
    files = {"book.pdf": pdf, "book.docx": docx_bytes(outline)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}; name another --output") from error
    return [folder / name for name in files]


def _set(inputs: BookInputs) -> tuple[Outline, bytes]:
    """The book and its PDF; only when it cannot be set is every photograph tried by itself."""
    outline = book(inputs)
    try:
        return outline, pdf_bytes(outline)
    except InputError:
        whole = book(replace(inputs, parts=[replace(p, reports=_whole(p.reports)) for p in inputs.parts]))
        return whole, pdf_bytes(whole)


def _whole(reports: Sequence[Report]) -> tuple[Report, ...]:
    return tuple(
        replace(one, pictures={name: p for name, p in one.pictures.items() if can_be_set(p)})
        for one in reports
    )


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
                    Report(
                        record=record, paragraphs=_texts(office, record), pictures=_pictures(office, record)
                    )
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
    # People write «۵» in a table and type 5.
    asked = latin_digits(number)
    found: dict[object, Resolution] = {one.owner: one for one in every if latin_digits(one.number) == asked}
    if not found:
        known = sorted({one.number for one in every})
        instead = suggestion(number, known) if known else "hand one in with `rasad resolution import`"
        raise InputError(f"{profile.id} has no data call '{number}'; {instead}")
    return found


def _answers(records: Sequence[Record], call: Resolution) -> list[Record]:
    """Those that name the call; else the reports that came after it. What was refused is left out."""
    own = [r for r in records if r.agency == call.owner and r.verdict is not Verdict.REJECTED]
    number = latin_digits(call.number)
    named = [r for r in own if any(latin_digits(r.details.get(h, "")) == number for h in CALL_HEADINGS)]
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
        for words in _paragraphs(_path(office, one), one.place)
    )


def _pictures(office: Office, record: Record) -> dict[str, Picture]:
    """Its photographs that can be printed, the first few; the others stay named."""
    found: dict[str, Picture] = {}
    for one in record.evidence:
        if one.kind is EvidenceKind.LINK or len(found) == MOST_PICTURES:
            continue
        content = _content(_path(office, one))
        picture = picture_of(one.place, content) if content else None
        if picture is not None:
            found[one.sha256] = picture
    return found


def _content(path: Path) -> bytes:
    """Nothing of a file that is gone, or too large to be a picture of the book: films lie here too."""
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST_BYTES else b""
    except OSError:
        return b""


def _path(office: Office, one: Evidence) -> Path:
    return office.home.folder / FOLDER / one.sha256[:2] / one.sha256


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
