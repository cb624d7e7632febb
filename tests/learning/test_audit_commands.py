"""`rasad audit` as a person or a script runs it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from newsroom.truth import expected
from rasad.commands import app
from tests.learning.audit_office import ANALYST, new_office
from tests.learning.careful_analyst import filled, written

NOW = ("--now", "2025-11-10T09:00")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation of which four items were reviewed through commands alone."""
    office = new_office(tmp_path_factory.mktemp("office") / "home")
    office.database.close()
    folder = office.home.folder
    listed = _run(folder, "audit", "list", "--limit", "4", "--output", str(folder / "waiting.csv"))
    rows = list(csv.DictReader(StringIO((folder / "waiting.csv").read_text(encoding="utf-8-sig"))))
    done = written(filled(rows, {item.url: item for item in expected()}), folder)
    taken = _run(folder, "audit", "take", str(done), "--by", ANALYST, *NOW)
    assert (listed.exit_code, taken.exit_code) == (0, 0), taken.exception
    assert taken.stdout == "4 item(s) reviewed, 0 changed, 0 already there, 0 left for later\n"
    return folder


def _run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(home)])


def test_figures_for_a_person_never_show_a_share_alone(home: Path) -> None:
    lines = _run(home, "audit", "figures").stdout.splitlines()
    shares = [line for line in lines if line.strip().startswith(("counted  ", "linked  ", "topic"))]

    assert len(shares) == 5
    assert all("[" in line and " of " in line and "few)" in line for line in shares)


def test_figures_for_a_script_carry_interval_and_sample(home: Path) -> None:
    precision = json.loads(_run(home, "audit", "figures", "--json").stdout)["overall"]["linked"]["precision"]

    assert set(precision) == {"share", "hits", "n", "interval95", "few"}


def test_a_month_without_a_review_says_that_nothing_was_measured(home: Path) -> None:
    assert "nothing was measured" in _run(home, "audit", "figures", "--month", "1404-08").stdout


def test_the_list_goes_on_where_the_reviews_ended(home: Path) -> None:
    in_stream = json.loads(_run(home, "audit", "figures", "--json").stdout)["in_stream"]
    listed = _run(home, "audit", "list", "--limit", "1")

    assert f"1 of {in_stream - 4} item(s) to review, 0 not read yet" in listed.stderr
    assert len(listed.stdout.splitlines()) > 3


def test_the_trail_says_who_reviewed(home: Path) -> None:
    assert f"{ANALYST}  audit-review  " in _run(home, "audit", "trail", "--month", "1404-08").stdout


def test_who_reviewed_must_be_said(home: Path) -> None:
    assert "--by" in str(_run(home, "audit", "take", str(home / "sheet.csv")).exception)


def test_a_sheet_without_its_columns_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text("item,decision\n1,accept\n", encoding="utf-8")
    result = _run(home, "audit", "take", str(tmp_path / "bare.csv"), "--by", ANALYST)

    assert "bare.csv:1: has no column version, aspect" in str(result.exception)


def test_a_title_is_no_formula_for_a_spreadsheet(tmp_path: Path) -> None:
    record = {
        "id": "f1",
        "outlet": "روزنامه خیالی",
        "title": "=SUM(A1)\nپل شاهرود",
        "published": "1404-07-03",
    }
    home = tmp_path / "home"
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.yaml").write_text("audit_share: 1\n", encoding="utf-8")
    (tmp_path / "one.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    for words in (("import", str(tmp_path / "one.jsonl")), ("attribute",)):
        assert _run(home, *words, *NOW).exit_code == 0
    titles = {row["title"] for row in csv.DictReader(StringIO(_run(home, "audit", "list").stdout))}

    assert titles == {"'=SUM(A1) پل شاهرود"}
