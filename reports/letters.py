"""Letters and certificates as files: the words of a round in a template that the office can replace."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from reports.formats.docx_template import filled_docx
from reports.formats.fixed_zip import fixed_zip
from reports.formats.pdf_reading_order import in_reading_order
from reports.formats.report_file import ReportFile
from reports.formats.typesetting import typeset
from reports.persian import breakable

LETTER, CERTIFICATE = "letter", "certificate"
"""The kinds; each has the templates `<kind>.typ` and `<kind>.docx`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter or certificate, for a person to sign."""

    kind: str
    name: str
    """Of its files, without an ending."""
    office: str
    recipient: str
    signatory: str
    subject: str
    body: tuple[str, ...]
    """Paragraphs."""
    month: str
    agency: str
    date: str


def letter_files(
    letters: Sequence[Letter], template: Callable[[str], Path], at: datetime
) -> tuple[ReportFile, ...]:
    """Each letter as PDF and DOCX; `template` finds the file of a name such as `letter.typ`."""
    return tuple(
        file
        for letter in letters
        for file in (
            ReportFile(
                path=f"{letter.name}.pdf",
                title=letter.subject,
                content=_pdf(letter, template(f"{letter.kind}.typ"), at),
            ),
            ReportFile(
                path=f"{letter.name}.docx",
                title=letter.subject,
                content=_docx(letter, template(f"{letter.kind}.docx"), at),
            ),
        )
    )


def _pdf(letter: Letter, template: Path, at: datetime) -> bytes:
    # Words come as data: a name with Typst markup in it prints as it stands.
    shown = replace(letter, body=tuple(map(breakable, letter.body)))
    return in_reading_order(typeset(template, json.dumps(asdict(shown), ensure_ascii=False), at=at))


def _docx(letter: Letter, template: Path, at: datetime) -> bytes:
    return fixed_zip(filled_docx(template.read_bytes(), _fields(letter)), at)


def _fields(letter: Letter) -> Mapping[str, Sequence[str]]:
    """By placeholder; the body alone may become several paragraphs."""
    plain = {name: [value] for name, value in asdict(letter).items() if isinstance(value, str)}
    return {**plain, "body": letter.body}
