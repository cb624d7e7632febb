"""The sample month, and months in which something is missing, as outlines and as files."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from core.observations import State
from reports.formats.docx import docx_bytes
from reports.formats.pdf import pdf_bytes
from reports.formats.xlsx import xlsx_bytes
from reports.inputs import ReportInputs
from reports.month import month_report
from reports.outline import report_outline
from reports.outline.records import Outline
from tests.pages.reports.sample_month import sample_inputs
from tests.pages.reports.sample_office import agency_key


def outline_of(inputs: ReportInputs) -> Outline:
    return report_outline(month_report(inputs), inputs)


@cache
def sample_outline() -> Outline:
    return outline_of(sample_inputs())


@cache
def sample_pdf() -> bytes:
    return pdf_bytes(sample_outline())


@cache
def sample_workbook() -> Workbook:
    return workbook(sample_outline())


def workbook(outline: Outline) -> Workbook:
    """The workbook as another program reads it."""
    return load_workbook(BytesIO(xlsx_bytes(outline)))


def workbook_texts(outline: Outline) -> list[str]:
    cells = (c for sheet in workbook(outline) for row in sheet.iter_rows() for c in row)
    return [cell.value for cell in cells if isinstance(cell.value, str)]


def document_xml(outline: Outline) -> str:
    with ZipFile(BytesIO(docx_bytes(outline))) as archive:
        return archive.read("word/document.xml").decode()


def with_title(title: str) -> ReportInputs:
    """The sample month in which item 1, which opens a story and is an example of service, has this title."""
    inputs = sample_inputs()
    stored = inputs.items[1]
    changed = replace(stored, item=replace(stored.item, title=title))
    understanding = replace(inputs.understandings[1], attributions=())
    return replace(
        inputs,
        items={**inputs.items, 1: changed},
        understandings={**inputs.understandings, 1: understanding},
    )


def month_without_data() -> ReportInputs:
    inputs = sample_inputs()
    return ReportInputs(
        profile=inputs.profile,
        scheme=inputs.scheme,
        outlets={},
        round=inputs.round,
        as_of=inputs.as_of,
        observations=(),
        scores=(),
        items={},
        findings=(),
    )


def month_of_one_agency() -> ReportInputs:
    inputs = sample_inputs()
    key = agency_key("education")
    only = tuple(a for a in inputs.profile.agencies if a.key == key)
    return replace(
        inputs,
        profile=replace(inputs.profile, agencies=only),
        observations=[o for o in inputs.observations if o.agency == key],
        scores=[s for s in inputs.scores if s.agency == key],
    )


def month_of_failed_sources() -> ReportInputs:
    inputs = sample_inputs()
    gap: dict[str, Any] = {"value": None, "state": State.NOT_MEASURED, "items": (), "counted": ()}
    return replace(
        inputs,
        source_days=[replace(day, answered=False, why="شبکه قطع بود") for day in inputs.source_days],
        observations=[replace(o, **gap) for o in inputs.observations],
        scores=[replace(s, points=None, rank=None, band=None) for s in inputs.scores],
        probes=(),
    )
