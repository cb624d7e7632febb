"""Faults in jobs and operations are named with their line; an office's entries replace the shipped ones."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from core.jobs import LAST_DAY, CatchUp, Every, Job
from core.operations import BotKind, Operations
from rasad.load_config import load_methodology
from tests.unit.rasad.load_config_samples import FILES, problems_of, write_config

JOBS = """\
jobs:
  - {id: night, work: crawl, every: day, at: nightly_at}
  - {id: poll, work: channels, every: hour, at: ":20"}
  - {id: close, work: close-months, every: month, at: close_at, catch_up: each, tries: 500}
"""


def _loaded(tmp_path: Path, *layers: dict[str, str]) -> tuple[tuple[Job, ...], Operations]:
    shipped, *own = layers
    folders = [write_config(tmp_path / "shipped", {**FILES, **shipped})]
    folders += [write_config(tmp_path / str(number), files) for number, files in enumerate(own)]
    methodology = load_methodology(folders)
    return methodology.jobs, methodology.operations


def test_jobs_take_their_hours_from_the_settings_where_they_name_them(tmp_path: Path) -> None:
    settings = "nightly_at: '02:10'\nclose_day: 5\nclose_at: '07:40'\n"
    jobs, _ = _loaded(tmp_path, {"jobs.yaml": JOBS, "settings.yaml": settings})

    assert [(job.id, job.at) for job in jobs] == [
        ("night", time(2, 10)),
        ("poll", time(0, 20)),
        ("close", time(7, 40)),
    ]
    assert jobs[2].day == 5
    assert (jobs[2].catch_up, jobs[2].tries) == (CatchUp.EACH, 500)


def test_an_office_replaces_a_job_and_switches_another_off(tmp_path: Path) -> None:
    own = """\
jobs:
  - {id: night, work: crawl, every: week, weekday: friday, at: "03:00", retry_minutes: 5}
  - {id: poll, work: channels, every: hour, enabled: false}
  - {id: late, work: backup, every: month, day: last}
"""
    jobs, _ = _loaded(tmp_path, {"jobs.yaml": JOBS}, {"jobs.yaml": own})

    by_id = {job.id: job for job in jobs}
    assert set(by_id) == {"night", "close", "late"}
    assert (by_id["night"].every, by_id["night"].weekday) == (Every.WEEK, 4)
    assert by_id["night"].retry_after == timedelta(minutes=5)
    assert by_id["late"].day == LAST_DAY


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{id: x, work: crawll, every: day}", "did you mean 'crawl'"),
        ("{id: x, work: crawl, every: dayly}", "'dayly' is not a value of 'every'"),
        ("{id: x, work: crawl, every: day, at: '25:00'}", "is not a time of day"),
        ("{id: x, work: crawl, every: day, day: 3}", "'day' says nothing about a job of every day"),
        ("{id: x, work: crawl, every: hour, weekday: friday}", "'weekday' says nothing"),
        ("{id: x, work: crawl, every: month, day: 31}", "'day' does not fit"),
        ("{id: x, work: crawl, every: day, hour: 3}", "unknown key 'hour'"),
    ],
)
def test_a_job_that_says_nonsense_is_named(tmp_path: Path, entry: str, said: str) -> None:
    problems = problems_of(tmp_path, {"jobs.yaml": f"jobs:\n  - {entry}\n"})

    assert any(problem.startswith("jobs.yaml:2") and said in problem for problem in problems), problems


def test_operations_are_replaced_key_by_key(tmp_path: Path) -> None:
    _, operations = _loaded(
        tmp_path,
        {"operations.yaml": "backup: {keep: 30}\nretention: {raw_page_months: 12}\n"},
        {"operations.yaml": "backup: {folder: /mnt/b}\nbots:\n  - {kind: eitaa, chat: a, token_file: t}\n"},
    )

    assert (operations.backup.keep, operations.backup.folder) == (30, "/mnt/b")
    assert operations.retention.raw_page_months == 12
    assert [bot.kind for bot in operations.bots] == [BotKind.EITAA]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("backup: {keep: 0}\n", "'keep' does not fit"),
        ("retention: {raw_page_months: 1}\n", "'raw_page_months' does not fit"),
        ("bots:\n  - {kind: rubika, chat: a, token_file: t}\n", "'rubika' is not a value of 'kind'"),
        ("mail: {host: a, sender: b}\n", "key 'to' is missing"),
        ("bulletins: {daily: [a@example.ir]}\n", "no mail server is named; add 'mail'"),
        ("alarms: {certificates: [rasad.example.ir]}\n", "does not fit"),
    ],
)
def test_operations_that_say_nonsense_are_named(tmp_path: Path, text: str, said: str) -> None:
    problems = problems_of(tmp_path, {"operations.yaml": text})

    assert any(problem.startswith("operations.yaml:") and said in problem for problem in problems), problems
