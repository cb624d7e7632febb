"""The folder of a report: other formats stand beside the pages, and old ones never beside new pages."""

import json
from pathlib import Path

from reports.formats.html import write_html
from reports.formats.report_file import ReportFile
from tests.pages.reports.sample_month import small_report

PDF = ReportFile(path="report.pdf", title="پی‌دی‌اف", content=b"%PDF-")
TABLE = ReportFile(path="csv/league.csv", title="league.csv", content=b"a")


def test_the_first_page_links_every_other_file(tmp_path: Path) -> None:
    page = write_html(small_report(), tmp_path, files=[PDF, TABLE])
    html = page.read_text(encoding="utf-8")

    assert 'href="report.pdf"' in html
    assert 'href="csv/league.csv"' in html
    assert (tmp_path / "csv" / "league.csv").read_bytes() == b"a"


def test_the_files_are_in_the_manifest(tmp_path: Path) -> None:
    write_html(small_report(), tmp_path, files=[PDF])

    assert "report.pdf" in json.loads((tmp_path / "files.json").read_text(encoding="utf-8"))["files"]


def test_a_file_of_the_older_report_is_removed(tmp_path: Path) -> None:
    write_html(small_report(), tmp_path, files=[PDF])
    html = write_html(small_report(), tmp_path).read_text(encoding="utf-8")

    assert not (tmp_path / "report.pdf").exists()
    assert "report.pdf" not in html
