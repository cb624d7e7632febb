"""The sample month, and months in which something is missing, as outlines and as files."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from core.agencies import AgencyKey
from core.calendar import day_start
from core.observations import State
from core.scores import TOTAL
from reports.formats.docx import docx_bytes
from reports.formats.pdf import pdf_bytes
from reports.formats.xlsx import xlsx_bytes
from reports.inputs import ReportInputs
from reports.month import month_report
from reports.outline import report_outline
from reports.outline.records import Outline
from tests.pages.reports.sample_month import sample_inputs
from tests.pages.reports.sample_office import PROVINCE, agency_key


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


def month_of_equals() -> ReportInputs:
    """Thirteen agencies of one group with one score between them."""
    inputs = sample_inputs()
    pattern = next(a for a in inputs.profile.agencies if a.scored)
    agencies = tuple(
        replace(pattern, key=AgencyKey(f"office-{n}", PROVINCE), name=f"دفتر شمارهٔ {n}", heads=())
        for n in range(13)
    )
    total = next(s for s in inputs.scores if s.subject == TOTAL)
    even = replace(total, points=61.5, band="متوسط", rank=1, ranked_among=13)
    return replace(
        inputs,
        profile=replace(inputs.profile, agencies=agencies),
        observations=(),
        scores=[replace(even, agency=a.key) for a in agencies],
        previous_scores={},
        history={},
    )


def unfinished_month() -> ReportInputs:
    """The month is half over, and the crawl of its last night broke off."""
    inputs = sample_inputs()
    half = inputs.round.month.start + timedelta(days=15, hours=3)
    days = [d for d in inputs.source_days if day_start(d.day) < half]
    broken = [
        replace(d, answered=None, fetched=0, expected=0) if d.day == inputs.round.month.days[14] else d
        for d in days
    ]
    return replace(inputs, as_of=half, source_days=broken, round=replace(inputs.round, made_at=half))


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
