"""Commands as a person or a script runs them: what they print, what they refuse, how they end."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from core.errors import InputError, RasadError
from rasad.commands import app

NOW = ("--now", "2025-10-08T09:00")
RECORD = {
    "id": "n1",
    "outlet": "روزنامه دشت آرام",
    "title": "درمانگاه شاهرود گشایش یافت",
    "lead": "استاندار سمنان امروز درمانگاه تازه شاهرود را افتتاح کرد.",
    "published": "1404-07-15",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def _run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


def _archive(folder: Path, *records: Any, name: str = "archive.jsonl") -> str:
    lines = "".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    path = folder / name
    path.write_bytes(gzip.compress(lines.encode()) if name.endswith(".gz") else lines.encode())
    return str(path)


def _import(home: Path, *files: str) -> Result:
    return _run("import", *files, "--home", str(home), *NOW)


def test_an_archive_whose_lines_are_all_kept_ends_with_0(home: Path, tmp_path: Path) -> None:
    result = _import(home, _archive(tmp_path, RECORD, name="whole.jsonl.gz"))

    assert result.exit_code == 0


def test_a_skipped_line_is_named_and_ends_with_3(home: Path, tmp_path: Path) -> None:
    result = _import(home, _archive(tmp_path, RECORD | {"id": "n2"}, "{broken\n"))

    assert result.exit_code == 3
    assert "archive.jsonl:2: is not a JSON object" in result.stderr


def test_an_archive_without_a_usable_line_ends_with_1(home: Path, tmp_path: Path) -> None:
    assert _import(home, _archive(tmp_path, "{broken\n")).exit_code == 1
    assert _import(home, str(tmp_path / "absent.jsonl")).exit_code == 1


def test_claims_for_a_file_need_no_database(tmp_path: Path) -> None:
    wanted = tmp_path / "claims.jsonl"
    given = _archive(tmp_path, RECORD, {"id": "empty", "title": None, "lead": None, "body": None})

    result = _run("attribute", given, "--output", str(wanted), "--home", str(tmp_path / "unused"), *NOW)

    assert result.exit_code == 0, result.output
    claims, empty = [json.loads(line) for line in wanted.read_text(encoding="utf-8").splitlines()]
    assert [(a["type"], a["province"], a["role"]) for a in claims["agencies"]] == [
        ("governor-office", "سمنان", "actor")
    ]
    for agency in claims["agencies"]:
        assert agency["evidence"]
        for e in agency["evidence"]:
            assert RECORD[e["field"]][e["start"] : e["end"]] == e["surface"]
    assert (empty["id"], empty["agencies"]) == ("empty", [])
    assert not (tmp_path / "unused" / "rasad.sqlite").exists()


def test_a_bad_line_among_the_items_is_named_and_skipped(tmp_path: Path) -> None:
    given = _archive(tmp_path, RECORD, {"title": "بی‌شناسه"}, "[]\n")

    result = _run("attribute", given, "--output", str(tmp_path / "out.jsonl"), *NOW)

    assert result.exit_code == 3
    assert "archive.jsonl:2: has no id" in result.stderr
    assert "archive.jsonl:3: is a JSON list" in result.stderr


@pytest.fixture
def read_home(tmp_path: Path) -> Path:
    """An installation with one item that was read, and one person who may decide."""
    home = tmp_path / "home"
    assert _import(home, _archive(tmp_path, RECORD)).exit_code == 0
    assert _run("attribute", "--home", str(home), *NOW).exit_code == 0
    assert _run("user", "add", "b.kaviani", "--home", str(home)).exit_code == 0
    return home


def _csv(folder: Path, *rows: str) -> str:
    path = folder / "decisions.csv"
    path.write_text("item,aspect,subject,decision,value,reason\n" + "\n".join(rows), encoding="utf-8")
    return str(path)


def test_a_rejected_claim_counts_no_more(read_home: Path) -> None:
    decided = _run(
        "correct", "1", "governor-office@سمنان", "reject", "--by", "b.kaviani", "--reason", "دیگری است",
        "--home", str(read_home), *NOW,
    )  # fmt: skip
    shown = json.loads(_run("explain", "item", "1", "--json", "--home", str(read_home)).output)

    assert decided.exit_code == 0, decided.output
    assert [c["decision"] for c in shown["corrections"]] == ["reject"]
    assert shown["findings"] == []


def test_the_last_decision_holds_and_the_first_stays_in_the_record(read_home: Path) -> None:
    _run(
        "correct", "1", "governor-office@سمنان", "reject", "--by", "b.kaviani", "--home", str(read_home), *NOW
    )
    _run(
        "correct", "1", "governor-office@سمنان", "accept", "--by", "b.kaviani",
        "--home", str(read_home), "--now", "2025-10-08T10:00",
    )  # fmt: skip
    shown = json.loads(_run("explain", "item", "1", "--json", "--home", str(read_home)).output)

    assert [c["decision"] for c in shown["corrections"]] == ["reject", "accept"]
    assert [f["basis"] for f in shown["findings"]] == ["person"]


def test_a_file_with_one_bad_row_changes_nothing(read_home: Path, tmp_path: Path) -> None:
    rows = _csv(
        tmp_path,
        "1,topic,,set,health,",
        "999,topic,,set,health,",
        "1,agency,office-of-nothing@سمنان,reject,,",
        "1,service_reflection,,set,perhaps,",
    )
    result = _run("correct", "--file", rows, "--by", "b.kaviani", "--home", str(read_home), *NOW)
    shown = json.loads(_run("explain", "item", "1", "--json", "--home", str(read_home)).output)

    assert isinstance(result.exception, InputError)
    for place in ("decisions.csv:3", "decisions.csv:4", "decisions.csv:5"):
        assert place in str(result.exception)
    assert [c for c in shown["corrections"] if c["aspect"] == "topic"] == []


def test_a_file_given_twice_decides_once(read_home: Path, tmp_path: Path) -> None:
    rows = _csv(tmp_path, "1,topic,,set,culture,خطای موضوع")
    first = _run("correct", "--file", rows, "--by", "b.kaviani", "--home", str(read_home), *NOW)
    second = _run("correct", "--file", rows, "--by", "b.kaviani", "--home", str(read_home), *NOW)

    assert first.output.startswith("1 decision(s) recorded")
    assert second.output.startswith("0 decision(s) recorded, 1 already there")


def test_somebody_without_an_account_decides_nothing(read_home: Path) -> None:
    result = _run("correct", "1", "topic", "accept", "--by", "nobody", "--home", str(read_home), *NOW)

    assert isinstance(result.exception, InputError)
    assert "rasad user add nobody" in str(result.exception)


def test_dates_are_read_one_a_line() -> None:
    result = _run("dates", *NOW, stdin="۱۵ مهر ۱۴۰۴ ساعت ۱۴:۳۰\nدیروز\nبهار\n")

    assert result.output.splitlines() == ["2025-10-07T14:30:00+03:30", "2025-10-07", "-"]


def test_a_month_that_has_not_begun_is_not_counted(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    (folder / "config").mkdir(parents=True)
    (folder / "config" / "settings.yaml").write_text("profiles: [semnan-sample]\n", encoding="utf-8")

    result = _run("score", "1404-09", "--home", str(folder), *NOW)

    assert isinstance(result.exception, RasadError)
    assert "has not begun" in str(result.exception)


def test_doctor_names_what_to_mend(tmp_path: Path) -> None:
    before = _run("doctor", "--home", str(tmp_path), "--json")
    _run("migrate", "--home", str(tmp_path))
    after = _run("doctor", "--home", str(tmp_path), "--json")

    assert before.exit_code == 1
    assert [f["subject"] for f in json.loads(before.output) if not f["in_order"]] == ["database"]
    assert after.exit_code == 0


def test_check_prints_every_problem_of_the_overlay(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "provinces" / "mine"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text("id: mine\nprovince: سمنون\ncolour: red\n", encoding="utf-8")

    result = _run("check", "--home", str(tmp_path))

    assert result.exit_code == 1
    assert "profile.yaml:3" in result.stderr
    assert "colour" in result.stderr
