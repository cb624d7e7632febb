"""`rasad check` and `rasad doctor` look at what people taught before a night stumbles over it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rasad.commands import app
from rasad.learning.models import CLAIMS, InForce, Model, keep_model, put_in_force, weights_content

pytestmark = pytest.mark.long


@pytest.fixture
def home(tmp_path: Path) -> Path:
    run("migrate", tmp_path)
    return tmp_path


def run(command: str, home: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [command, "--home", str(home)])
    return result.exit_code, result.output


def accept(home: Path, text: str) -> None:
    folder = home / "config" / "lexicon"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "accepted.yaml").write_text(text, encoding="utf-8")


def learned(home: Path, *, until: int) -> Path:
    """A model of one weight, as a refit leaves it."""
    name = keep_model(home / "models", CLAIMS, weights_content({"role": {"subject": 0.5}, "verifier": {}}))
    model = Model(file=name, until=until, lessons=9)
    put_in_force(home / "models", InForce(models={CLAIMS: model}, tried_until=until))
    return home / "models" / name


def test_an_installation_that_was_taught_nothing_is_in_order(home: Path) -> None:
    checked, said = run("check", home)
    _, found = run("doctor", home)

    assert (checked, "no problem" in said) == (0, True)
    assert "ok    accepted words: 0 in use" in found
    assert "ok    models: the shipped weights" in found


def test_accepted_words_are_counted_and_broken_ones_are_named(home: Path) -> None:
    accept(home, "stop_phrases:\n  - {words: گاز اشک‌آور}\n")
    _, good = run("doctor", home)
    accept(home, "stop_phrases:\n  - {wrods: گاز اشک‌آور}\nnames: []\n")
    code, said = run("check", home)
    _, bad = run("doctor", home)

    assert "ok    accepted words: 1 in use" in good
    assert code == 1
    assert "nobody reads 'names'" in said
    assert "entry 1 of 'stop_phrases' has no words" in said
    assert "MEND  accepted words: " in bad


def test_words_that_are_no_list_are_named(home: Path) -> None:
    accept(home, "stop_phrases: گاز\n")

    assert "'stop_phrases' is no list" in run("check", home)[1]


def test_a_damaged_model_is_named_with_what_to_do(home: Path) -> None:
    path = learned(home, until=0)
    _, good = run("doctor", home)
    path.write_text(json.dumps({"format": "rasad-models-1"}), encoding="utf-8")
    code, said = run("check", home)
    _, bad = run("doctor", home)

    assert "ok    models: in force: claims" in good
    assert code == 1
    assert "its content does not fit its name; run `rasad learn`" in said
    assert "MEND  models: " in bad


def test_models_that_know_more_corrections_than_the_database_are_of_another_backup(home: Path) -> None:
    learned(home, until=40)

    assert "learned from corrections up to 40, and the database ends at 0" in run("doctor", home)[1]
