"""Pages nobody could read are kept with the reason until they are released."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from core.items import Origin
from core.moments import Moment, Precision
from core.outcomes import Outcome
from core.quarantine import QuarantinedPage
from storage.quarantine import (
    note_attempts,
    quarantined_pages,
    release_links,
    release_pages,
    save_quarantined,
)
from tests.storage.samples import DAY, NOON


def page(number: int = 1, **changes: Any) -> QuarantinedPage:
    values: dict[str, Any] = {
        "outlet": "koomesh",
        "source": "koomesh-feed",
        "address": f"https://koomesh.example/{number}",
        "final_address": f"https://koomesh.example/{number}/",
        "content_hash": f"{number:064x}",
        "content_type": "text/html",
        "fetched_at": NOON + number * DAY,
        "origin": Origin.CRAWL,
        "outcome": Outcome.UNREADABLE,
        "why": "KeyError: 'متن'",
        "exception": "Traceback …",
        "read_by": "extractors/1",
        "title": "خبر",
        "published": Moment(at=NOON, precision=Precision.MINUTE, rule="feed:published/iso"),
        "tags": ("آب",),
    }
    return QuarantinedPage(**{**values, **changes})


def kept(connection: Connection) -> list[QuarantinedPage]:
    return [one.page for one in quarantined_pages(connection)]


def test_a_page_comes_back_with_all_that_was_said_of_it(connection: Connection) -> None:
    pages = [page(1), page(2, outcome=Outcome.NO_TEXT, exception=None, published=None, title=None, tags=())]
    save_quarantined(connection, pages)

    assert kept(connection) == pages


def test_of_two_looks_at_one_link_the_later_stands(connection: Connection) -> None:
    save_quarantined(connection, [page(1)])
    save_quarantined(connection, [page(1, why="no text", content_hash="f" * 64)])

    assert [(one.why, one.content_hash) for one in kept(connection)] == [("no text", "f" * 64)]


def test_a_link_that_gave_an_item_is_released_in_its_outlet_only(connection: Connection) -> None:
    save_quarantined(connection, [page(1), page(1, outlet="kavir", source="kavir-feed"), page(2)])
    release_links(connection, {("koomesh", "https://koomesh.example/1")})

    assert [(one.outlet, one.address[-1]) for one in kept(connection)] == [("kavir", "1"), ("koomesh", "2")]


def test_only_what_others_tried_is_asked_for_and_another_attempt_is_noted(connection: Connection) -> None:
    save_quarantined(connection, [page(1), page(2, read_by="extractors/2")])
    [old] = quarantined_pages(connection, other_than="extractors/2")
    note_attempts(connection, [replace(old, page=replace(old.page, why="again", read_by="extractors/2"))])

    assert quarantined_pages(connection, other_than="extractors/2") == []
    assert [one.why for one in kept(connection)] == ["again", "KeyError: 'متن'"]


def test_released_pages_are_gone(connection: Connection) -> None:
    save_quarantined(connection, [page(1), page(2)])
    release_pages(connection, [one.id for one in quarantined_pages(connection)][:1])

    assert [one.address[-1] for one in kept(connection)] == ["2"]
