"""The register of agency types: what a file may say, and how its problems are reported."""

from pathlib import Path

from core.agencies import BareName, Level
from rasad.load_config.agency_types import read_agency_types

ENTRY = """
types:
  - slug: gas
    level: province
    name: شرکت گاز استان
    strong: [شرکت گاز <استانی>]
    bare: never
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "types.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_becomes_a_type(tmp_path: Path) -> None:
    types, problems = read_agency_types(written(tmp_path, ENTRY))

    assert problems == []
    assert (types[0].slug, types[0].level, types[0].bare) == ("gas", Level.PROVINCE, BareName.NEVER)
    assert types[0].strong == ("شرکت گاز <استانی>",)


def test_an_unknown_key_is_reported_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, ENTRY + "    strnog: [گاز]\n")

    assert any(problem.startswith(f"{path}:3:") for problem in read_agency_types(path)[1])


def test_a_name_with_a_broken_bracket_is_reported(tmp_path: Path) -> None:
    path = written(tmp_path, ENTRY.replace("<استانی>", "<استانی"))

    assert any("is missing" in problem for problem in read_agency_types(path)[1])


def test_a_slug_stands_once(tmp_path: Path) -> None:
    doubled = ENTRY + ENTRY.removeprefix("\ntypes:\n")

    assert any("twice" in problem for problem in read_agency_types(written(tmp_path, doubled))[1])


def test_what_is_no_yaml_is_reported(tmp_path: Path) -> None:
    types, problems = read_agency_types(written(tmp_path, "types: [a: b: c"))

    assert (types, len(problems)) == ([], 1)


def test_every_type_of_the_codebook_is_in_the_shipped_register(checkout: Path, shared: Path) -> None:
    types, problems = read_agency_types(checkout / "config" / "agencies" / "types.yaml")

    lines = (shared / "gold" / "agency-types.tsv").read_text(encoding="utf-8").splitlines()[1:]
    expected = {tuple(line.split("\t")[:2]) for line in lines}
    assert problems == []
    assert {(t.slug, str(t.level)) for t in types} == expected
