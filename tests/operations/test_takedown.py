"""A text that was taken down on request is shown nowhere, and every number stays as it was."""

import json
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from core.errors import InputError
from core.items import StoredItem
from core.pages import page_hash
from core.takedowns import NOTICE
from rasad.operating.export_all import export_all
from rasad.operating.takedown import take_down
from rasad.reporting.bulletins import write_bulletins
from rasad.reporting.month import write_report
from rasad.reporting.publish import publish_month
from rasad.rounds.explain import explain_score
from rasad.rounds.manifests import rerun
from rasad.serving.web import open_desk
from rasad.wiring import Office
from reports.bulletin import BulletinKind
from review.api.items import item_shape
from review.looking.item_routes import item_with_evidence
from storage.item_search import ItemQuery, found_items, index_words
from storage.items import items_by_id
from storage.round_manifests import manifest_of
from storage.rounds import rounds_of
from storage.takedowns import takedowns
from tests.operations.installation import COUNTED, everything, scores
from tests.story.round_office import (
    AFTER,
    ANALYST,
    DAY,
    GAS,
    LEAD,
    MEHR,
    rasad,
    score_again,
    scored_office,
    totals,
)

NOW = AFTER + 40 * DAY
WHY = "به درخواست صاحب عکس"


def _counted(office: Office) -> StoredItem:
    """An item of the published month that stands on a raw page."""
    with office.database.read() as connection:
        every = items_by_id(connection, range(1, 200))
    return next(one for one in every.values() if one.item.page_hash == page_hash(COUNTED[0]))


def _take_down(office: Office) -> StoredItem:
    stored = _counted(office)
    take_down(office, stored.id, reason=WHY, by=LEAD, now=NOW)
    return stored


def _words(stored: StoredItem) -> list[str]:
    return [word for word in (stored.item.title, stored.item.lead, stored.item.body) if word]


def _shown_files(folder: Path, stored: StoredItem) -> list[Path]:
    """Which files below a folder still say what the text said."""
    said = [word.encode() for word in _words(stored)]
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word in path.read_bytes() for word in said)
    ]


def test_scores_and_the_manifest_of_a_published_round_stay_as_they_were(office: Office) -> None:
    before, rows = scores(office.database), everything(office.database)
    _take_down(office)
    after = everything(office.database)

    assert scores(office.database) == before
    assert {name: found for name, found in after.items() if found != rows[name]}.keys() == {
        "takedown",
        "audit",
    }
    with office.database.read() as connection:
        made = rounds_of(connection, "kavir")[-1]
        kept = manifest_of(connection, made.id)
        assert kept is not None
        again = rerun(connection, kept.manifest_hash)
    assert again.is_same


def test_an_open_month_that_is_counted_again_gives_the_same_scores(tmp_path: Path) -> None:
    office = scored_office(tmp_path / "home")
    before = totals(office)
    take_down(office, 1, reason=WHY, by=LEAD, now=NOW)
    score_again(office)

    assert totals(office) == before


def test_neither_the_item_page_nor_the_api_says_what_the_text_said(office: Office) -> None:
    stored = _take_down(office)
    desk = open_desk(office)
    found = item_with_evidence(desk, stored.id)
    assert found is not None
    with office.database.read() as connection:
        shape = item_shape(desk, connection, stored.id, LEAD)
    assert shape is not None
    shown = repr(found[0]) + shape.model_dump_json()

    assert NOTICE in shown
    assert not any(word in shown for word in _words(stored))
    assert [claim.agency for claim in shape.claims] == [str(GAS)]
    assert [claim.evidence for claim in shape.claims] == [[]]


def test_its_page_is_not_shown_and_other_pages_are(office: Office) -> None:
    _take_down(office)
    desk = open_desk(office)

    assert desk.read_page(page_hash(COUNTED[0])) is None
    assert desk.read_page(page_hash(COUNTED[1])) == COUNTED[1]


def test_its_words_find_it_no_more_and_it_stays_in_the_list_of_its_outlet(office: Office) -> None:
    stored = _counted(office)
    with office.database.begin() as connection:
        index_words(connection, "fold", [(stored.version_id, "واژهٔ نایاب")])
        assert found_items(connection, ItemQuery(words=("نایاب",)), 10) == [stored.version_id]
    _take_down(office)

    with office.database.read() as connection:
        assert found_items(connection, ItemQuery(words=("نایاب",)), 10) == []
        assert stored.version_id in found_items(connection, ItemQuery(outlet="bahar"), 100)


def test_an_export_holds_neither_the_text_nor_the_page(office: Office, tmp_path: Path) -> None:
    stored = _take_down(office)
    exported = export_all(office, tmp_path / "out", NOW)

    assert exported.rows["item_version"] > 1
    assert _shown_files(tmp_path / "out" / "tables", stored) == []
    assert _shown_files(tmp_path / "out" / "csv", stored) == []
    assert NOTICE in (tmp_path / "out" / "tables" / "item_version.jsonl").read_text(encoding="utf-8")
    bodies = []
    for path in exported.archives:
        with path.open("rb") as file:
            bodies += [r.content_stream().read() for r in ArchiveIterator(file) if r.rec_type == "resource"]
    assert COUNTED[0] not in bodies
    assert COUNTED[1] in bodies


def test_written_reports_are_written_again_and_bulletins_that_show_it_are_gone(office: Office) -> None:
    stored, profile = _counted(office), office.methodology.profiles["kavir"]
    assert stored.item.published is not None
    write_report(office, profile, MEHR, formats=["html"])
    write_bulletins(office, profile, BulletinKind.DAILY, stored.item.published.at)
    assert _shown_files(office.home.reports, stored)
    said = rasad(office, "takedown", str(stored.id), "--reason", WHY, "--by", LEAD, "--now", NOW.isoformat())

    assert _shown_files(office.home.reports, stored) == []
    assert "written again" in said
    assert "removed" in said


def test_published_pages_keep_their_numbers_and_get_the_notice_and_the_public_list(
    office: Office, tmp_path: Path
) -> None:
    stored, profile = _counted(office), office.methodology.profiles["kavir"]
    publish_month(office, profile, MEHR, tmp_path / "public")
    front = {p: p.read_bytes() for p in (tmp_path / "public").rglob("1/index.html")}
    assert _shown_files(tmp_path / "public", stored)
    _take_down(office)
    publish_month(office, profile, MEHR, tmp_path / "public")

    assert _shown_files(tmp_path / "public", stored) == []
    assert {path: path.read_bytes() for path in front} == front
    [act] = json.loads((tmp_path / "public" / "kavir" / "takedowns.json").read_text(encoding="utf-8"))
    assert (act["item"], act["outlet"], act["reason"], act["act"]) == (stored.id, "bahar", WHY, "taken down")


def test_only_a_further_act_shows_it_again_and_both_stay_on_the_list(office: Office) -> None:
    stored = _take_down(office)
    words = (str(stored.id), "--reason", "رضایت داد", "--by", LEAD, "--now", (NOW + DAY).isoformat())
    rasad(office, "takedown", "--undo", *words)

    with office.database.read() as connection:
        assert items_by_id(connection, [stored.id])[stored.id] == stored
    assert [act["act"] for act in json.loads(rasad(office, "takedown", "--json"))] == [
        "taken down",
        "shown again",
    ]


def test_an_explained_score_shows_the_notice(office: Office) -> None:
    stored = _take_down(office)
    explained = explain_score(office, office.methodology.profiles["kavir"], str(GAS), "stories", MEHR)

    assert explained.items[stored.id].item.title == NOTICE
    assert explained.evidence[stored.id] == []


@pytest.mark.parametrize(
    ("reason", "by", "item", "why"),
    [
        (" ", LEAD, 1, "give --reason"),
        (WHY, ANALYST, 1, "no lead"),
        (WHY, "nobody", 1, "no lead"),
        (WHY, LEAD, 99_999, "no item 99999"),
    ],
)
def test_an_act_that_cannot_be_answered_for_is_refused(
    office: Office, reason: str, by: str, item: int, why: str
) -> None:
    with pytest.raises(InputError, match=why):
        take_down(office, item, reason=reason, by=by, now=NOW)
    with office.database.read() as connection:
        assert takedowns(connection) == []


def test_taking_down_twice_is_refused(office: Office) -> None:
    stored = _take_down(office)

    with pytest.raises(InputError, match="taken down already"):
        take_down(office, stored.id, reason=WHY, by=LEAD, now=NOW)
