"""Which items stand on kept pages, what came in a month, and how many items a source brought on a day."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from core.coverage import SourceDay
from core.items import Origin, StoredItem
from core.outcomes import Outcome
from core.pages import Fetch, PageFacts
from storage.fetches import save_fetches, save_page_facts
from storage.items import known_addresses, recent_addresses
from storage.kept_pages import facts_of_pages, fetches_between, versions_on_pages
from storage.source_days import save_signs, save_source_days, source_days_between
from storage.source_news import SourceNews, source_news
from storage.store_items import store_items
from storage.versions import redatings_of, versions_of
from tests.storage.samples import DAY, NOON, item

HASH = "a" * 64


def keep(connection: Connection, *keys: str, **changes: Any) -> list[StoredItem]:
    values = {"page_hash": HASH, "extractor": "nastooh/1", "source": "koomesh-feed", **changes}
    return [stored for stored, _ in store_items(connection, [item(key, **values) for key in keys])]


def fetch(number: int, **changes: Any) -> Fetch:
    values: dict[str, Any] = {"source": "koomesh-feed", "status": 200, "outcome": Outcome.STORED}
    address = f"https://koomesh.example/{number}"
    values |= {"address": address, "final_address": address, "fetched_at": NOON + number * DAY}
    return Fetch(**{**values, "content_hash": HASH, **changes})


def test_only_current_versions_read_by_others_from_a_kept_page_are_read_again(connection: Connection) -> None:
    [old] = keep(connection, "a")
    keep(connection, "b", extractor="nastooh/2")
    keep(connection, "c", page_hash=None)
    keep(connection, "d", source="other-feed")
    keep(connection, "e")
    [changed] = keep(connection, "e", body="متن تازه", extractor="nastooh/2")

    found = versions_on_pages(connection, not_read_by={"nastooh/2"}, sources=["koomesh-feed"], after=0)
    everything = versions_on_pages(connection, not_read_by=(), sources=None, after=old.version_id)

    assert [one.item.key for one in found] == ["a"]
    assert [one.item.key for one in everything] == ["b", "d", "e"]
    assert everything[-1].version_id == changed.version_id


def test_fetches_of_a_stretch_come_in_order_with_their_type_when_bytes_are_kept(
    connection: Connection,
) -> None:
    save_page_facts(connection, [PageFacts(content_hash=HASH, size=9, content_type="text/html")])
    save_fetches(connection, [fetch(2), fetch(1), fetch(3), fetch(1, source="other", content_hash=None)])
    found = list(fetches_between(connection, NOON, NOON + 3 * DAY, ["koomesh-feed", "other"]))

    assert [(one.address[-1], content_type) for one, content_type in found] == [
        ("1", "text/html"),
        ("2", "text/html"),
    ]
    assert set(facts_of_pages(connection, [HASH, "b" * 64])) == {HASH}


def test_the_news_of_a_day_are_counted_by_source_without_what_was_there_before(
    connection: Connection,
) -> None:
    keep(connection, "a", "b")
    keep(connection, "c", extractor="general/1")
    keep(connection, "d", origin=Origin.BASELINE)
    keep(connection, "e", first_seen=NOON + DAY)
    keep(connection, "f", source="other-feed")

    assert source_news(connection, NOON, NOON + timedelta(hours=1)) == {
        "koomesh-feed": SourceNews(items=3, by_general=1),
        "other-feed": SourceNews(items=1, by_general=0),
    }


def test_what_is_suspect_stays_with_the_day_until_it_is_judged_again(connection: Connection) -> None:
    day = SourceDay(source="s", day=NOON.date(), expected=3, fetched=1, failed=2, answered=True, no_text=2)
    save_source_days(connection, [day])
    save_signs(connection, [SourceDay(**{**_plain(day), "new_items": 1, "suspect": "خاموش"})])
    save_source_days(connection, [day])
    [kept] = source_days_between(connection, NOON.date(), NOON.date())

    assert (kept.no_text, kept.new_items, kept.suspect) == (2, 1, "خاموش")

    save_signs(connection, [SourceDay(**{**_plain(day), "new_items": 4, "suspect": None})])

    [kept] = source_days_between(connection, NOON.date(), NOON.date())
    assert (kept.new_items, kept.suspect) == (4, None)


def _plain(day: SourceDay) -> dict[str, Any]:
    return {name: getattr(day, name) for name in SourceDay.__slots__}


def test_items_that_are_fetched_again_are_told_apart_from_those_that_are_known(
    connection: Connection,
) -> None:
    keep(connection, "old", first_seen=NOON - 9 * DAY)
    keep(connection, "there-before", origin=Origin.BASELINE)
    keep(connection, "new")

    assert set(known_addresses(connection, "koomesh", crawled_before=NOON - DAY)) == {"old", "there-before"}
    assert set(recent_addresses(connection, "koomesh", crawled_since=NOON - DAY)) == {"new"}


def test_the_history_of_an_item_has_every_text_and_when_it_was_seen(connection: Connection) -> None:
    [first] = keep(connection, "a")
    keep(connection, "a", body="متن تازه", first_seen=NOON + DAY)
    history = versions_of(connection, first.id)

    assert [(one.version, one.item.body, at) for one, at in history] == [
        (1, "مخزن آب روستا به بهره‌برداری رسید.", NOON),
        (2, "متن تازه", NOON + DAY),
    ]
    assert redatings_of(connection, first.id) == []
