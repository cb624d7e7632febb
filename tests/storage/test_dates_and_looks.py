"""What is kept of dates that do not fit, and of the looks at portals, on both databases."""

from datetime import timedelta

from sqlalchemy import Connection

from core.coverage import Probe, SourceDay
from core.items import Origin
from core.suspicion import DatedNews
from storage.item_dates import date_facts
from storage.probes import certificate_ends, sample_addresses, save_probes
from storage.source_days import save_source_days
from storage.source_news import source_news
from storage.store_items import store_items
from tests.storage.samples import DAY, NOON, item, published, stored

FEED = "koomesh-feed"
TODAY = (NOON, NOON + timedelta(hours=1))


def day(back: int, *, answered: bool = True) -> SourceDay:
    return SourceDay(
        source=FEED, day=(NOON - back * DAY).date(), expected=1, fetched=1, failed=0, answered=answered
    )


def test_the_dates_of_an_item_are_told_with_the_last_look_before_it_appeared(connection: Connection) -> None:
    save_source_days(connection, [day(1, answered=False), day(2), day(0)])
    [old] = stored(connection, item("a", first_seen=NOON - 40 * DAY, title="پل", body="پل روستا باز شد."))
    [new] = stored(
        connection,
        item("b", title="پل", body="پل روستا باز شد.", source=FEED, published=published(NOON - 3 * DAY)),
    )
    store_items(
        connection,
        [item("b", title="پل", body="پل روستا باز شد.", source=FEED, published=published(NOON))],
    )
    stored(connection, item("c", outlet="other", title="پل", body="پل روستا باز شد.", first_seen=NOON - DAY))
    facts = date_facts(connection, new)

    assert facts.looked_before == (NOON - 2 * DAY).date()
    assert [said for _, said in facts.redatings] == [NOON]
    assert [one.item_id for one in facts.earlier] == [old.id]


def test_news_that_are_none_are_counted_by_source(connection: Connection) -> None:
    stored(connection, item("old", first_seen=NOON - 9 * DAY, body="متن کهنه", title="الف"))
    again = [item("new", body="متن کهنه", title="الف", source=FEED)]
    late = [item("late", source=FEED, published=published(NOON - 3 * DAY))]
    known = item("known", source=FEED, first_seen=NOON - 9 * DAY, published=published(NOON - 9 * DAY))
    stored(connection, known, *again, *late)
    store_items(
        connection,
        [item("known", source=FEED, first_seen=NOON, published=published(NOON - timedelta(minutes=5)))],
    )

    assert source_news(connection, *TODAY)[FEED].dated == DatedNews(back_dated=1, old_texts=1, redated=1)


def test_the_sample_of_a_site_does_not_change_with_new_pages(connection: Connection) -> None:
    pages = [item(f"{n}", origin=Origin.BASELINE) for n in range(9)]
    stored(connection, *pages)
    before = sample_addresses(connection, "koomesh", before=NOON, most=4)
    stored(connection, *(item(f"new{n}", first_seen=NOON + DAY) for n in range(30)))

    assert sample_addresses(connection, "koomesh", before=NOON, most=4) == before
    assert len(before) == 4
    assert len(sample_addresses(connection, "koomesh", before=NOON + 9 * DAY, most=99)) == 39
    assert sample_addresses(connection, "other", before=NOON, most=4) == []


def test_the_certificate_shown_last_counts(connection: Connection) -> None:
    ends = (NOON + 5 * DAY, NOON + 95 * DAY, None)
    looks = [
        Probe(outlet="gas", at=NOON + n * DAY, answered=True, newest_item_at=None, certificate_ends=end)
        for n, end in enumerate(ends)
    ]
    save_probes(connection, looks)

    assert certificate_ends(connection, ["gas", "water"]) == {"gas": (NOON + 95 * DAY, NOON + DAY)}
    assert certificate_ends(connection, []) == {}
