"""The files are opened by programs that are not ours: a browser, a PDF reader, and an office suite."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from openpyxl import load_workbook

from reports.formats.html import write_html
from reports.formats.table import FILE_FORMATS, report_files
from tests.pages.reports.sample_files import sample_outline
from tests.pages.reports.sample_month import sample_report
from tests.pages.reports.test_pdf import MARKS, copied_text

pytestmark = pytest.mark.long

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OFFICE = shutil.which("soffice")
NEEDS_OFFICE = "LibreOffice is not installed (apt-get install libreoffice-calc libreoffice-writer)"
CUT_OFF = """
() => [...document.querySelectorAll('main h1, main h2, main h3, tbody th, tbody td, .figure span')]
  .filter(e => getComputedStyle(e).overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1)
  .map(e => e.textContent.trim())
"""
"""Words that are cut off at the edge of their own box."""
needs_office = pytest.mark.skipif(OFFICE is None, reason=NEEDS_OFFICE)
needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample month in every format."""
    folder = tmp_path_factory.mktemp("programs") / "report"
    write_html(sample_report(), folder, files=report_files(sample_outline(), FILE_FORMATS))
    return folder


def _converted(file: Path, kind: str, out: Path) -> Path:
    """What the office suite makes of a file; a profile of its own, so that runs do not meet."""
    profile = f"-env:UserInstallation=file://{out / 'profile'}"
    order = [
        OFFICE or "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
        str(file),
    ]
    subprocess.run(order, check=True, capture_output=True, timeout=240)
    return out / f"{file.stem}.{kind.partition(':')[0]}"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Any web server will do; a browser refuses fonts of files."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Tests print their own."""


@needs_office
def test_the_document_opens_in_the_office_suite_and_its_text_is_read_back(
    folder: Path, tmp_path: Path
) -> None:
    pdf = _converted(folder / "report.docx", "pdf", tmp_path)
    text = copied_text(pdf.read_bytes(), tmp_path)

    assert "گزارش فعالیت رسانه" in text
    assert "آموزش و پرورش" in text


@needs_office
def test_the_workbook_opens_in_the_office_suite_with_its_numbers_and_its_direction(
    folder: Path, tmp_path: Path
) -> None:
    back = _converted(folder / "report.xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path / "back")
    again, ours = load_workbook(back), load_workbook(folder / "report.xlsx")

    assert again.sheetnames == ours.sheetnames
    for name in ours.sheetnames:
        assert again[name].sheet_view.rightToLeft, name
        for row in ours[name].iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float):
                    assert again[name][cell.coordinate].value == pytest.approx(cell.value), (
                        name,
                        cell.coordinate,
                    )


@needs_poppler
def test_every_page_of_the_pdf_becomes_a_picture_with_something_on_it(folder: Path, tmp_path: Path) -> None:
    order = ["pdftoppm", "-r", "20", "-gray", str(folder / "report.pdf"), str(tmp_path / "page")]
    said = subprocess.run(order, check=True, capture_output=True).stderr.decode()
    pictures = sorted(tmp_path.glob("page*.pgm"))

    assert not [line for line in said.splitlines() if "Suspects" not in line and line.strip()]
    assert len(pictures) > len(sample_outline().agencies)
    assert all(min(picture.read_bytes()[20:]) < 128 for picture in pictures)


@needs_poppler
def test_no_font_of_the_pdf_is_missing_and_none_but_ours_is_in_it(folder: Path) -> None:
    order = ["pdffonts", str(folder / "report.pdf")]
    fonts = subprocess.run(order, check=True, capture_output=True).stdout.decode().splitlines()[2:]

    assert fonts
    assert all("Vazirmatn" in font for font in fonts)
    assert all(re.search(r" yes yes yes ", font) for font in fonts)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize("width", [390, 1100])
def test_a_browser_shows_the_pages_without_a_sideways_scroll_or_an_error(folder: Path, width: int) -> None:
    from playwright.sync_api import sync_playwright

    agency = sample_report().agencies[0].id
    with served(folder) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.on("requestfailed", lambda request: problems.append(request.url))
        for name in ("index.html", f"agencies/{agency}.html", "lists/all.html", "lists/outlet-days.html"):
            # The icon may still be on its way: leaving then would be a failure of the test.
            page.goto(f"{address}/{name}", wait_until="networkidle")
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, (name, wide)
            cut = page.evaluate(CUT_OFF)
            assert cut == [], (name, cut)
        browser.close()

    assert problems == []


def test_every_office_file_is_a_sound_archive(folder: Path) -> None:
    for name in ("report.xlsx", "report.docx"):
        with zipfile.ZipFile(folder / name) as archive:
            assert archive.testzip() is None


@needs_poppler
def test_text_copied_from_the_report_has_whole_words_and_no_turned_number(
    folder: Path, tmp_path: Path
) -> None:
    text = copied_text((folder / "report.pdf").read_bytes(), tmp_path).translate(MARKS)

    for words in ("رسانه‌ها", "نمی‌توان", "می‌شود", "سهم صدا", "۱۴۰۴"):
        assert words in text, words
    assert "۴۰۴۱" not in text
