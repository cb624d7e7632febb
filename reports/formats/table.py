"""The table of file formats: to add one, write its module and add its line."""

from collections.abc import Callable, Iterable, Mapping

from reports.formats.data_files import csv_files, json_bytes
from reports.formats.docx import docx_bytes
from reports.formats.pdf import pdf_bytes
from reports.formats.report_file import ReportFile
from reports.formats.xlsx import xlsx_bytes
from reports.outline.records import Outline

type Format = Callable[[Outline], tuple[ReportFile, ...]]

HTML = "html"
"""Always written: the numbers of every other format open its pages."""


def report_files(outline: Outline, formats: Iterable[str]) -> tuple[ReportFile, ...]:
    """The report in each of these formats, in the order of the table."""
    wanted = set(formats)
    return tuple(file for name, write in FILE_FORMATS.items() if name in wanted for file in write(outline))


def _pdf(outline: Outline) -> tuple[ReportFile, ...]:
    return (ReportFile(path="report.pdf", title="پی‌دی‌اف", content=pdf_bytes(outline)),)


def _xlsx(outline: Outline) -> tuple[ReportFile, ...]:
    return (ReportFile(path="report.xlsx", title="کاربرگ اکسل", content=xlsx_bytes(outline)),)


def _docx(outline: Outline) -> tuple[ReportFile, ...]:
    return (ReportFile(path="report.docx", title="سند ورد", content=docx_bytes(outline)),)


def _csv(outline: Outline) -> tuple[ReportFile, ...]:
    return tuple(
        ReportFile(path=f"csv/{name}", title=name, content=content)
        for name, content in csv_files(outline).items()
    )


def _json(outline: Outline) -> tuple[ReportFile, ...]:
    return (ReportFile(path="report.json", title="report.json", content=json_bytes(outline)),)


FILE_FORMATS: Mapping[str, Format] = {
    "pdf": _pdf,
    "xlsx": _xlsx,
    "docx": _docx,
    "json": _json,
    "csv": _csv,
}
