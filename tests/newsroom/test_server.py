"""The newsroom over real loopback connections."""

import http.client
import os
import socket
from collections.abc import Iterator
from datetime import datetime

import pytest

from core.errors import InputError
from newsroom.jalali import read_instant
from newsroom.server import Newsroom, free_base_port
from newsroom.sites import load_sites, port_of

# Below the ports the system gives to visitors, and apart from those of tests in other processes.
FIRST_PORT = 20_000 + os.getpid() % 100 * 100


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


CLOCK = Clock(read_instant("1404-08-01 23:00"))


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(free_base_port(FIRST_PORT), CLOCK) as running:
        yield running


def get(
    newsroom: Newsroom, site: str, path: str = "/", *, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(site, newsroom.base_port), timeout=5)
    try:
        connection.request(
            method, path, headers={key.replace("_", "-"): value for key, value in headers.items()}
        )
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def test_every_site_answers_on_its_own_port(newsroom: Newsroom) -> None:
    CLOCK.now = read_instant("1404-08-01 23:00")

    for site in load_sites().values():
        response, text = get(newsroom, site.id)
        assert response.status == 200
        assert site.name in text


def test_what_is_shown_follows_the_clock(newsroom: Newsroom) -> None:
    CLOCK.now = read_instant("1404-08-03 08:39")
    before = get(newsroom, "semnan-gas")[1]
    CLOCK.now = read_instant("1404-08-03 08:40")
    after = get(newsroom, "semnan-gas")[1]

    assert "بازرسی رایگان دودکش" not in before
    assert "بازرسی رایگان دودکش" in after


def test_a_known_feed_is_answered_with_304_until_something_is_new(newsroom: Newsroom) -> None:
    CLOCK.now = read_instant("1404-08-02 23:00")
    etag = get(newsroom, "semnan-miras", "/feed/")[0].headers["ETag"]
    same, nothing = get(newsroom, "semnan-miras", "/feed/", If_None_Match=etag)
    CLOCK.now = read_instant("1404-08-12 23:00")
    changed, text = get(newsroom, "semnan-miras", "/feed/", If_None_Match=etag)

    assert (same.status, nothing) == (304, "")
    assert changed.status == 200
    assert "اقامتگاه" in text


def test_last_modified_serves_visitors_without_etags(newsroom: Newsroom) -> None:
    CLOCK.now = read_instant("1404-08-02 23:00")
    since = get(newsroom, "kavirban", "/feed/")[0].headers["Last-Modified"]
    same = get(newsroom, "kavirban", "/feed/", If_Modified_Since=since)[0]
    CLOCK.now = read_instant("1404-08-03 23:00")
    changed = get(newsroom, "kavirban", "/feed/", If_Modified_Since=since)[0]

    assert (same.status, changed.status) == (304, 200)


def test_pages_offer_no_conditional_requests(newsroom: Newsroom) -> None:
    assert get(newsroom, "kavirban")[0].headers["ETag"] is None


def test_a_head_request_has_no_body(newsroom: Newsroom) -> None:
    response, text = get(newsroom, "kavirban", method="HEAD")

    assert (response.status, text) == (200, "")


def test_a_failing_site_says_503(newsroom: Newsroom) -> None:
    CLOCK.now = read_instant("1404-08-11 23:00")

    assert get(newsroom, "semnan-ab")[0].status == 503


def test_a_site_that_hangs_up_gives_no_answer_at_all(newsroom: Newsroom) -> None:
    CLOCK.now = read_instant("1404-08-13 23:00")

    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        get(newsroom, "sayeban")


def test_nothing_listens_after_the_newsroom_closed() -> None:
    with Newsroom(free_base_port(FIRST_PORT), CLOCK) as newsroom:
        port = newsroom.base_port

    with socket.socket() as visitor, pytest.raises(ConnectionRefusedError):
        visitor.connect(("127.0.0.1", port))


def test_a_taken_port_is_reported_with_what_to_do() -> None:
    base_port = free_base_port(FIRST_PORT)
    with socket.socket() as other:
        other.bind(("127.0.0.1", base_port + 3))
        other.listen()

        with pytest.raises(InputError, match="choose another first port"):
            Newsroom(base_port, CLOCK).__enter__()
        assert free_base_port(base_port) > base_port
