"""Faults in places, types, topics, word lists, the calendar and the settings."""

from pathlib import Path

import pytest

from tests.unit.rasad.load_config_samples import problems_of, problems_with


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "places/provinces.yaml",
            "slug: yazd",
            "slug: semnan",
            "3: slug 'semnan' belongs to سمنان too; change one",
        ),
        (
            "places/provinces.yaml",
            "capital: یزد",
            "capital: تفت",
            "3: یزد has no city 'تفت'; correct it, or add it",
        ),
        (
            "places/counties.yaml",
            "[سمنان, شاهرود]",
            "[سمنان, شاهرود, سمنان]",
            "2: county 'سمنان/سمنان' stands already at places/counties.yaml:2; rename or remove one",
        ),
        (
            "places/counties.yaml",
            "[سمنان, شاهرود]",
            "[سمنان, شاهرود, شاه رود]",
            "2: county 'سمنان/شاه رود' stands in another spelling at places/counties.yaml:2; keep one",
        ),
        ("places/counties.yaml", "[سمنان, شاهرود]", "سمنان", "2: here must stand a list of names"),
        ("places/counties.yaml", "  یزد:", "  یزذ:", "3: there is no province 'یزذ'; did you mean 'یزد'?"),
        (
            "places/cities.yaml",
            "    شاهرود:",
            "    شاهرد:",
            "4: there is no county 'سمنان/شاهرد'; did you mean 'سمنان/شاهرود'?",
        ),
        (
            "places/cities.yaml",
            "[شاهرود, بسطام]",
            "[شاهرود, 7]",
            "4: 'name' must be text and is 7; write it in",
        ),
        (
            "agencies/types.yaml",
            "slug: gas, level: province",
            "slug: gas, level: land",
            "2: level: Input should be",
        ),
        ("topics.yaml", "slug: energy, name: انرژی", "slug: energy", "2: key 'name' is missing; add it"),
        (
            "topics.yaml",
            "topics:",
            "topic:",
            "1: the file must hold the list 'topics'; begin each with",
        ),
        ("topics.yaml", "[gas]", "[gass]", "2: there is no agency type 'gass'; did you mean 'gas'?"),
        ("lexicon/speech.yaml", "verbs: [", "[", "1: the file must begin with a key; write 'key:' above"),
        (
            "calendars/iran.yaml",
            "weekday: friday",
            "weekday: fryday",
            "2: 'fryday' is not a value of 'weekday'; did",
        ),
        (
            "calendars/iran.yaml",
            "1404-11-22",
            "1404-11-31",
            "5: '1404-11-31' is not a Jalali date; write year-",
        ),
        (
            "calendars/iran.yaml",
            "holidays:",
            "holyday:",
            "4: unknown key 'holyday'; did you mean 'holidays'?",
        ),
        (
            "settings.yaml",
            '"02:15"',
            '"2 am"',
            "1: '2 am' is not a time of day; write hour:minute, for example",
        ),
        ("settings.yaml", "nightly_at:", "nightly:", "1: unknown key 'nightly'; did you mean 'nightly_at'?"),
    ],
)
def test_a_fault_is_reported_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    problems = problems_with(tmp_path, file, old, new)

    assert any(found.startswith(f"{file}:{problem}") for found in problems), problems


def test_topics_may_be_a_mapping_of_slugs(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {"topics.yaml": "topics: {energy: انرژی, health: {name: سلامت}}\n"}) == []


def test_an_empty_file_is_no_error(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {"outlets/later.yaml": "# nothing yet\n"}) == []


def test_the_watched_profiles_must_exist(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, {"settings.yaml": "profiles:\n  - semnan\n  - semnann\n"})

    assert problems == ["settings.yaml:3: there is no profile 'semnann'; did you mean 'semnan'?"]


@pytest.mark.parametrize("share", ["0", "1.5", "-0.1", "two"])
def test_the_audit_stream_takes_a_part_of_the_items(tmp_path: Path, share: str) -> None:
    [problem] = problems_of(tmp_path, {"settings.yaml": f"audit_share: {share}\n"})

    assert problem.startswith("settings.yaml:1: ")
