"""The general extractor is no worse on English pages than the library it stands on."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from core.outlets import Selectors
from crawler.extractors import extract

FOLDERS = sorted(Path(__file__).parent.glob("english_*/"))
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def expected(folder: Path, part: str) -> str:
    return str(json.loads((folder / "expected.json").read_text(encoding="utf-8"))[part])


def ours(folder: Path) -> str:
    page = (folder / "page.html").read_bytes()
    extracted = extract(page, "https://gazette.example/1", selectors=Selectors(), now=NOW)
    return "\n".join(part for part in (extracted.lead, extracted.body) if part)


def theirs(folder: Path) -> str:
    """Its text without the headline, which it gives with the text and we do not."""
    read = trafilatura.extract((folder / "page.html").read_text(), include_comments=False) or ""
    headline = expected(folder, "title")
    return "\n".join(line for line in read.splitlines() if line.strip("# ") != headline)


def agreement(read: str, text: str) -> float:
    """F1 of the words read with the words of the text."""
    got, wanted = Counter(read.split()), Counter(text.split())
    return 2 * (got & wanted).total() / (got.total() + wanted.total())


def test_it_agrees_with_the_texts_of_english_pages_at_least_as_well() -> None:
    texts = [expected(folder, "body") for folder in FOLDERS]
    of_ours = [agreement(ours(folder), text) for folder, text in zip(FOLDERS, texts, strict=True)]
    of_theirs = [agreement(theirs(folder), text) for folder, text in zip(FOLDERS, texts, strict=True)]

    assert len(FOLDERS) == 5
    assert min(of_ours) > 0.98
    assert sum(of_ours) >= sum(of_theirs)
