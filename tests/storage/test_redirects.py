"""A link that always leads to one piece is known; one that leads elsewhere never is."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from core.items import Origin
from core.redirects import Redirect
from storage.items import known_addresses
from storage.redirects import known_redirects, save_redirects
from storage.store_items import store_items
from tests.storage.samples import NOON, item

WEEK = timedelta(days=7)
SHORT = "https://koomesh.example/s/1"


def led(address: str = SHORT, key: str = "a", *, at: datetime = NOON) -> Redirect:
    return Redirect(outlet="koomesh", address=address, key=key, seen_at=at)


def known(connection: Connection, *, now: datetime = NOON + timedelta(days=3)) -> dict[str, str]:
    return known_redirects(
        connection, "koomesh", followed_since=now - WEEK, crawled_before=now - timedelta(days=2)
    )


def test_a_short_link_is_known_with_the_text_of_the_piece_it_led_to(connection: Connection) -> None:
    [(stored, _)] = store_items(connection, [item("a")])
    save_redirects(connection, [led()])

    assert known(connection) == {SHORT: stored.item.text_hash}
    assert SHORT not in known_addresses(connection, "koomesh")


def test_a_link_to_a_piece_that_may_still_be_corrected_is_followed_again(connection: Connection) -> None:
    store_items(connection, [item("a", origin=Origin.CRAWL)])
    save_redirects(connection, [led()])

    assert known(connection, now=NOON + timedelta(days=1)) == {}


def test_a_link_is_followed_again_after_a_week(connection: Connection) -> None:
    store_items(connection, [item("a")])
    save_redirects(connection, [led()])

    assert known(connection, now=NOON + timedelta(days=8)) == {}

    save_redirects(connection, [led(at=NOON + timedelta(days=8))])

    assert set(known(connection, now=NOON + timedelta(days=9))) == {SHORT}


def test_a_link_that_has_led_to_two_pieces_is_never_known_again(connection: Connection) -> None:
    store_items(connection, [item("a"), item("b")])
    save_redirects(connection, [led()])
    save_redirects(connection, [led(key="b", at=NOON + timedelta(days=1))])
    save_redirects(connection, [led(key="b", at=NOON + timedelta(days=2))])

    assert known(connection) == {}


def test_two_ends_in_one_crawl_are_two_ends(connection: Connection) -> None:
    store_items(connection, [item("a"), item("b")])
    save_redirects(connection, [led(key="a"), led(key="b")])

    assert known(connection) == {}


def test_links_belong_to_their_outlet(connection: Connection) -> None:
    store_items(connection, [item("a"), item("a", outlet="kavir")])
    save_redirects(connection, [led()])
    now = NOON + timedelta(days=3)

    assert known_redirects(connection, "kavir", followed_since=now - WEEK, crawled_before=now) == {}
