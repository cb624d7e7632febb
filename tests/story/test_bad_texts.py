"""Broken texts through the stages as they run: each ends with one Outcome, none with a fault of ours."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.items import Item, Origin
from core.outcomes import Outcome
from rasad.home import Home
from rasad.understanding.attribute import attribute_new_versions
from rasad.understanding.group import group_new_items
from rasad.wiring import Office, open_office
from storage.claims import current_claims
from storage.items import newest_items
from storage.store_items import store_items

NOW = datetime(2026, 1, 5, 20, 30, tzinfo=UTC)
SENTENCE = "مدیرکل ثبت احوال استان یزد گفت: کارت‌ها به دست مردم روستا رسید."

# Title, lead and body.
BROKEN: dict[str, tuple[str | None, str | None, str | None]] = {
    "nothing": (None, None, None),
    "empty": ("", "", ""),
    "title alone": (SENTENCE, None, None),
    "emoji alone": ("🎉", None, "😀🇮🇷👨‍👩‍👧" * 50),
    "mixed bidi marks": (None, None, "\u202b" + "\u200f".join(SENTENCE) + "\u202c\u2067"),
    "wrong encoding": (None, None, SENTENCE.encode().decode("cp1252", "replace")),
    "other wrong encoding": (None, None, SENTENCE.encode("cp1256", "replace").decode("utf-8", "replace")),
    "markup left in": (None, None, f"<div class='a'><p>{SENTENCE}</p><!-- x --><br>&nbsp;&zwnj;&#0;</div>"),
    "half a character": (f"\ud83d {SENTENCE}", None, "\udc00" * 9),
    "zero bytes": (f"\x00{SENTENCE}\x00", "\x00", SENTENCE.replace(" ", "\x00")),
    "five million characters": (None, None, (SENTENCE + " ") * 80_000),
    "a hundred thousand lines": (None, None, "استاندار یزد\n" * 100_000),
    "one endless word": ("آ" * 5_000_000, None, None),
}

NAMING_AN_AGENCY = {
    "title alone",
    "mixed bidi marks",
    "markup left in",
    "half a character",
    "zero bytes",
    "five million characters",
    "a hundred thousand lines",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder: Path = tmp_path_factory.mktemp("broken")
    made = open_office(Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}"))
    items = [
        Item(
            key=name,
            outlet="broken.example",
            url=None,
            title=title,
            lead=lead,
            body=body,
            first_seen=NOW,
            origin=Origin.CLIP,
        )
        for name, (title, lead, body) in BROKEN.items()
    ]
    with made.database.begin() as connection:
        store_items(connection, items)
    return made


def test_every_broken_text_ends_well_at_every_stage(office: Office) -> None:
    attributed = attribute_new_versions(office, NOW)
    grouped = group_new_items(office, NOW)

    assert set(attributed.outcomes) <= {Outcome.ATTRIBUTED, Outcome.NOTHING_FOUND}
    assert attributed.inputs == len(BROKEN)
    assert grouped.outcomes == {Outcome.GROUPED: len(BROKEN)}


def test_what_was_found_stands_in_the_text_as_stored(office: Office) -> None:
    attribute_new_versions(office, NOW)
    with office.database.read() as connection:
        stored = {kept.id: kept.item for kept in newest_items(connection, len(BROKEN))}
        claims = current_claims(connection, stored.keys())

    spans = [
        (stored[number], mention)
        for number, claim in claims.items()
        for attribution in claim.attributions
        for mention in (*attribution.evidence, *claim.reading.service_evidence)
    ]
    assert {item.key for item, _ in spans} == NAMING_AN_AGENCY
    assert [
        (item.key, mention)
        for item, mention in spans
        if (getattr(item, mention.field) or "")[mention.start : mention.end] != mention.surface
    ] == []
