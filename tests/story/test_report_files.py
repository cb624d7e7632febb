"""`rasad report --format`: a stored round in every format, all of one revision."""

from hashlib import sha256
from pathlib import Path

import pytest

from core.errors import InputError
from rasad.report_files import read_formats
from rasad.wiring import Office
from tests.story.round_office import MEHR, rasad, scored_office


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


def test_pages_alone_are_usual_and_take_older_files_away(office: Office, tmp_path: Path) -> None:
    _report(office, tmp_path, "--format", "json")
    _report(office, tmp_path)

    assert (tmp_path / "index.html").is_file()
    assert not (tmp_path / "report.json").exists()


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match="there is no format 'odt'; name some of html, pdf"):
        read_formats("pdf,odt")
