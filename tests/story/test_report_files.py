"""`rasad report --format`: a stored round in every format, all of one revision."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from core.errors import InputError
from rasad.reporting.month import write_report
from rasad.reporting.report_files import read_formats
from rasad.wiring import Office
from tests.story.round_office import MEHR, rasad, scored_office

NUMBER = re.compile(r'href="([^"]*lists/[^"]+\.html)" data-count="(\d+)"')


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return scored_office(tmp_path_factory.mktemp("files") / "home")


def _hashes(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {f.relative_to(folder).as_posix(): sha256(f.read_bytes()).hexdigest() for f in files}


def _report(office: Office, folder: Path, *words: str) -> str:
    return rasad(office, "report", str(MEHR), "--output", str(folder), *words)


def test_all_formats_stand_in_the_folder_and_a_second_run_gives_the_same_bytes(
    office: Office, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        _report(office, tmp_path / name, "--format", "html,pdf,xlsx,docx,csv,json")
    first = _hashes(tmp_path / "first")

    assert {"report.pdf", "report.xlsx", "report.docx", "report.json", "csv/league.csv"} <= first.keys()
    assert _hashes(tmp_path / "second") == first


def test_without_a_word_the_definition_says_which_formats_are_written(office: Office, tmp_path: Path) -> None:
    own = office.home.config / "reports" / "month.yaml"
    own.parent.mkdir()
    own.write_text("formats: html, json\nsections: quality, league\n", encoding="utf-8")
    _report(office, tmp_path)
    own.unlink()

    assert (tmp_path / "index.html").is_file()
    assert (tmp_path / "report.json").is_file()
    assert not (tmp_path / "report.pdf").exists()
    assert 'id="topics"' not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_monthly_close_writes_every_format_that_is_configured(office: Office) -> None:
    front = write_report(office, office.methodology.profiles["kavir"], MEHR)
    written = _hashes(front.parent)

    assert {"report.pdf", "report.xlsx", "report.docx", "report.json", "csv/items.csv"} <= written.keys()


def test_pages_alone_take_older_files_away(office: Office, tmp_path: Path) -> None:
    _report(office, tmp_path, "--format", "json")
    _report(office, tmp_path, "--format", "html")

    assert (tmp_path / "index.html").is_file()
    assert not (tmp_path / "report.json").exists()


def test_every_number_of_a_stored_round_equals_its_list(office: Office, tmp_path: Path) -> None:
    _report(office, tmp_path, "--format", "html")
    wrong = []
    for page in tmp_path.rglob("*.html"):
        for address, count in NUMBER.findall(page.read_text(encoding="utf-8")):
            text = (page.parent / address).resolve().read_text(encoding="utf-8")
            told = re.search(r'data-list-count="(\d+)"', text)
            wrong += [] if told and told[1] == count else [(page.name, address, count)]

    assert wrong == []


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match="there is no format 'odt'; name some of html, pdf"):
        read_formats("pdf,odt")
