"""Hostile sites crawled together by one real crawl: each has its right outcome and disturbs no other."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pytest

from core.outcomes import Outcome
from crawler.spool import OutcomeRecord
from tests.crawls.crawling import FAST, Crawled, crawl, source
from tests.crawls.hostile import TEXT, Case, cases, feed_of
from tests.crawls.loopback import Answer, Site, serving

pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Battery:
    """One crawl of all cases, with the sites they were served from."""

    crawled: Crawled
    sites: dict[str, Site]
    secret: Site

    def end(self, name: str) -> OutcomeRecord:
        """How the one link of a site ended."""
        return next(
            end for end in self.crawled.ends if end.source == name and not end.address.endswith("/feed")
        )

    def outcome(self, name: str) -> Outcome:
        return self.end(name).outcome

    def text(self, name: str) -> str:
        return next((item.body or "" for item in self.crawled.items if item.outlet == name), "")


@pytest.fixture(scope="module")
def battery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Battery]:
    with ExitStack() as stack:
        secret = stack.enter_context(serving({"/secret": "راز"}))
        served = cases(secret.url())
        sites = {name: stack.enter_context(serving(_pages(case))) for name, case in served.items()}
        sources = [source(site.url("/feed"), name=name, outlet=name) for name, site in sites.items()]
        allowed = [site.pair for site in (*sites.values(), secret)]
        limits = replace(FAST, extraction_seconds=6.0)
        crawled = crawl(tmp_path_factory.mktemp("hostile"), sources, allowed=allowed, limits=limits)
        yield Battery(crawled, sites, secret)


def _pages(case: Case) -> dict[str, Answer]:
    pages: dict[str, Answer] = {**case.pages, "/feed": case.feed or feed_of(case.link)}
    return pages if case.robots is None else {**pages, "/robots.txt": case.robots}


REFUSED: tuple[str, ...] = (
    "private",
    "other-allowed-pair",
    "decimal-host",
    "mapped-host",
    "to-file",
    "file-link",
    "to-data",
)
REFUSED += ("resolves-private", "long-address")


@pytest.mark.parametrize("name", REFUSED)
def test_an_unsafe_address_is_refused(battery: Battery, name: str) -> None:
    assert battery.outcome(name) is Outcome.REFUSED_ADDRESS


def test_no_private_address_is_ever_asked(battery: Battery) -> None:
    assert battery.secret.requests == []


@pytest.mark.parametrize("name", ["circle", "endless-redirects", "cookie-wall-forever"])
def test_a_redirect_without_end_is_a_loop(battery: Battery, name: str) -> None:
    assert battery.outcome(name) is Outcome.REDIRECT_LOOP


@pytest.mark.parametrize(
    "name", ["gzip-bomb", "double-gzip-bomb", "brotli-bomb", "zstd-bomb", "deflate-bomb", "endless-body"]
)
def test_a_body_beyond_the_limit_is_dropped(battery: Battery, name: str) -> None:
    assert battery.outcome(name) is Outcome.TOO_LARGE


READ_WHOLE = (
    *("cookie-wall", "persian-location", "wrong-encoding-once", "short-body", "many-headers", "robots-html"),
    *("robots-long", "private-picture", "nested-tables", "long-script", "other-canonical"),
    *("control-characters", "utf8-called-cp1256", "utf8-called-latin1"),
)


@pytest.mark.parametrize("name", READ_WHOLE)
def test_a_page_that_can_be_read_is_read_whole(battery: Battery, name: str) -> None:
    assert battery.outcome(name) is Outcome.STORED
    assert battery.text(name) == TEXT


@pytest.mark.parametrize("name", ["undeclared-cp1256", "cp1256-called-utf8"])
def test_windows_1256_is_read_whatever_is_declared(battery: Battery, name: str) -> None:
    assert battery.text(name).startswith("مديركل راه استان نمونه گفت كه پل تازه")


@pytest.mark.parametrize("name", ["garbage", "reset", "long-header"])
def test_an_answer_that_is_no_http_is_unreachable(battery: Battery, name: str) -> None:
    assert battery.outcome(name) is Outcome.UNREACHABLE
    assert battery.sites[name].paths().count("/item") <= 3


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("meta-refresh", Outcome.NO_TEXT),
        ("wrong-encoding-always", Outcome.UNREADABLE),
        ("soft-404", Outcome.NOT_FOUND),
        ("captcha", Outcome.BLOCKED),
        ("forbidden", Outcome.BLOCKED),
        ("picture", Outcome.NO_TEXT),
    ],
)
def test_a_page_that_is_no_piece_has_its_own_outcome(battery: Battery, name: str, outcome: Outcome) -> None:
    assert battery.outcome(name) is outcome


@pytest.mark.parametrize("name", ["nested-divs", "long-paragraph", "many-links", "many-paragraphs"])
def test_a_monstrous_page_ends_in_time_with_an_outcome(battery: Battery, name: str) -> None:
    assert battery.outcome(name) in {Outcome.STORED, Outcome.NO_TEXT, Outcome.UNREADABLE, Outcome.TOO_LARGE}


def test_one_text_under_two_session_ids_is_one_item(battery: Battery) -> None:
    site = battery.sites["session-twins"]
    outcomes = {battery.crawled.outcomes[site.url(f"/item?sid={number}")] for number in (1, 2)}

    assert outcomes == {Outcome.STORED, Outcome.DUPLICATE}


def test_a_body_shorter_than_announced_is_kept_and_said_to_be(battery: Battery) -> None:
    assert "shorter" in battery.end("short-body").detail


def test_no_link_is_left_without_exactly_one_outcome(battery: Battery) -> None:
    addresses = [end.address for end in battery.crawled.ends]

    assert len(addresses) == len(set(addresses)) == 2 * len(battery.sites) + 1


def test_memory_stays_below_100_megabytes_over_the_start(battery: Battery) -> None:
    end = battery.crawled.end

    assert end is not None
    assert end.peak_memory_mb < 200


def test_every_source_has_its_account(battery: Battery) -> None:
    assert set(battery.crawled.sources) == set(battery.sites)
