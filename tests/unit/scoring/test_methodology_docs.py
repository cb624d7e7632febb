"""docs/methodology/ says something of every measure, and nothing of measures that are not there."""

import re
from pathlib import Path

from scoring.measures import MEASURES

FOLDER = Path(__file__).parents[3] / "docs/methodology"
CHECKOUT = FOLDER.parents[1]


def test_every_measure_has_its_paragraph_and_every_paragraph_its_measure() -> None:
    text = (FOLDER / "measures.md").read_text(encoding="utf-8")
    paragraphs = re.findall(r"^### `([a-z_]+)`\n(\S.+)", text, flags=re.MULTILINE)

    assert {name for name, _ in paragraphs} == set(MEASURES)


def test_every_file_the_pages_name_exists() -> None:
    pages = [page.read_text(encoding="utf-8") for page in FOLDER.glob("*.md")]
    named = {path for page in pages for path in re.findall(r"`((?:scoring|docs)/[\w/.-]+)`", page)}

    assert [path for path in sorted(named) if not (CHECKOUT / path).exists()] == []


def test_every_measure_has_a_persian_name_of_its_own() -> None:
    names = [measure.name for measure in MEASURES.values()]

    assert len(set(names)) == len(names)
    assert all(re.search("[آ-ی]", name) for name in names)
