"""config/rounds.yaml: what it may say, what an overlay replaces, and how an error is named."""

from pathlib import Path

import pytest

from core.round_rules import PointsStep, RoundRules
from rasad.load_config.folders import read_folders
from rasad.load_config.problems import Problems
from rasad.load_config.round_rules import read_round_rules


def read(tmp_path: Path, *texts: str) -> tuple[RoundRules, list[str]]:
    folders = []
    for n, text in enumerate(texts):
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / "rounds.yaml").write_text(text, encoding="utf-8")
        folders.append(folder)
    problems = Problems()
    rules = read_round_rules(read_folders(folders, problems), problems)
    return rules, list(map(str, sorted(problems.errors)))


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read(tmp_path) == (RoundRules(), [])


def test_an_overlay_replaces_single_keys(tmp_path: Path) -> None:
    rules, problems = read(
        tmp_path,
        "answer_working_days: 10\naudit: {months: 3, draws: 500}\nletters: {signatory: استاندار}\n",
        "audit: {months: 6}\nletters: {recipients: {gas: وزیر نفت}}\n",
    )

    assert problems == []
    assert (rules.audit.months, rules.audit.draws) == (6, 500)
    assert (rules.letters.signatory, rules.letters.recipients) == ("استاندار", {"gas": "وزیر نفت"})


def test_the_managers_table_is_read_in_order(tmp_path: Path) -> None:
    rules, _ = read(
        tmp_path, "points_steps:\n  - {from_score: 0, points: 1}\n  - {from_score: 50, points: 7}\n"
    )

    assert rules.points_steps == (PointsStep(from_score=0, points=1), PointsStep(from_score=50, points=7))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("deadline: 3\n", "rounds.yaml:1: unknown key 'deadline'"),
        ("audit:\n  draws: many\n", "rounds.yaml:2"),
        ("letters:\n  body: «{agency}» {grade}\n", "rounds.yaml:2: nothing is known of {grade}"),
        ("certificates:\n  best: «{agency» }\n", "rounds.yaml:2"),
        ("points_steps:\n  - {from_score: 10, points: 1}\n", "leaves scores without points; begin at 0"),
        (
            "points_steps:\n  - {from_score: 0, points: 1}\n  - {from_score: 0, points: 2}\n",
            "the steps do not rise",
        ),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(tmp_path: Path, text: str, named: str) -> None:
    _, problems = read(tmp_path, text)

    assert len(problems) == 1
    assert named in problems[0]


def test_the_shipped_rules_fit(checkout: Path) -> None:
    problems = Problems()
    rules = read_round_rules(read_folders([checkout / "config"], problems), problems)

    assert problems.errors == []
    assert rules.letters.body
    assert rules.certificates.improved


def test_an_office_says_by_which_words_it_knows_an_answer(tmp_path: Path) -> None:
    rules, problems = read(tmp_path, "reply_words: [جوابیه]\n", "reply_words: [پاسخ, اصلاحیه]\n")

    assert (rules.reply_words, problems) == (("پاسخ", "اصلاحیه"), [])


def test_a_word_too_short_to_tell_an_answer_is_named(tmp_path: Path) -> None:
    [problem] = read(tmp_path, "reply_words: [جوابیه, نه]\n")[1]

    assert "rounds.yaml:1" in problem
    assert "reply_words" in problem
