"""What a crawl says of a source and remembers of it: outcomes, states and the guard of dates."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import Response

from core.items import Origin
from core.moments import Moment, Precision
from core.outcomes import Outcome
from core.outlets import Source
from core.pages import Page
from core.source_states import SourceState
from crawler.dates.guard import trusted
from crawler.engine.fetch import Answer
from crawler.engine.items import completed, make_item, why_no_item
from crawler.engine.politeness import retry_after_seconds
from crawler.engine.states import failed, read, unchanged
from crawler.engine.tally import Tally
from crawler.engine.troubles import Trouble, trouble_of, trouble_of_status
from crawler.extracted import Extracted
from crawler.kinds.found import Link
from crawler.spool import SpoolWriter

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DAILY = timedelta(days=1)


def moment(at: datetime, precision: Precision = Precision.MINUTE) -> Moment:
    return Moment(at=at, precision=precision, rule="iso")


def a_page(final: str = "https://a.example/1") -> Page:
    return Page(
        address="https://a.example/1",
        final_address=final,
        source="s",
        status=200,
        fetched_at=NOW,
        content_type="",
        body=b"",
    )


def a_link(**more: object) -> Link:
    return Link(address="https://a.example/1", **more)  # type: ignore[arg-type]


def piece(title: str = "پل تازه", body: str = "پل روستا آماده شد.", **more: object) -> Extracted:
    return Extracted(title=title, body=body, extractor="general/1", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "is_believed"),
    [
        (NOW - timedelta(days=400), True),
        (NOW + timedelta(minutes=20), True),
        (NOW + timedelta(days=2), False),
        (NOW - timedelta(days=4000), False),
        (datetime(1900, 1, 1, tzinfo=UTC), False),
    ],
)
def test_only_a_plausible_time_is_believed(at: datetime, is_believed: bool) -> None:
    assert (trusted(moment(at), NOW) is not None) is is_believed


def test_a_time_a_few_hours_ahead_is_first_seen_and_says_so() -> None:
    believed = trusted(moment(NOW + timedelta(hours=3, minutes=30)), NOW)

    assert believed == Moment(at=NOW, precision=Precision.MINUTE, rule="iso+ahead-of-clock")


def test_failures_add_up_by_their_weight_and_the_source_is_asked_more_rarely_but_for_ever() -> None:
    state = SourceState(etag='"a"', last_success=NOW)
    for _ in range(9):
        state = failed(state, Trouble(Outcome.NOT_FOUND, "HTTP 404"), now=NOW, every=DAILY)
    timed_out = failed(SourceState(), Trouble(Outcome.TIMED_OUT, ""), now=NOW, every=DAILY)

    assert (state.failure_weight, state.etag, state.next_due) == (4.5, '"a"', NOW + 4 * DAILY)
    assert (timed_out.failure_weight, timed_out.next_due) == (0.25, NOW + DAILY)
    assert state.state == "not_found: HTTP 404"


def test_our_own_fault_costs_the_source_nothing() -> None:
    state = failed(SourceState(), Trouble(Outcome.OUR_FAULT, ""), now=NOW, every=DAILY)

    assert (state.failure_weight, state.next_due) == (0.0, NOW)


def test_a_server_that_asks_us_to_wait_is_left_alone_until_then() -> None:
    trouble = Trouble(Outcome.TOO_MANY_REQUESTS, "HTTP 429", NOW + 3 * DAILY)

    assert failed(SourceState(), trouble, now=NOW, every=DAILY).next_due == NOW + 3 * DAILY


def test_validators_are_forgotten_while_a_link_is_still_to_be_fetched() -> None:
    answer = Answer(page=None, etag='"b"')
    done = read(answer, "hash", is_done=True, is_whole=True, now=NOW, every=DAILY)
    open_link = read(answer, "hash", is_done=False, is_whole=True, now=NOW, every=DAILY)

    assert (done.etag, done.body_hash) == ('"b"', "hash")
    assert (open_link.etag, open_link.body_hash) == (None, None)


def test_an_unchanged_source_is_forgiven_its_failures() -> None:
    state = unchanged(SourceState(etag='"a"', failure_weight=2.0), Answer(page=None), now=NOW, every=DAILY)

    assert (state.etag, state.failure_weight, state.last_success) == ('"a"', 0.0, NOW)


def test_every_link_ends_once_and_open_links_end_as_our_fault(tmp_path: Path) -> None:
    writer = SpoolWriter(tmp_path)
    tally = Tally("s", writer)
    taken = [tally.expect(address) for address in ("a", "b", "c", "a")]
    tally.end("a", Outcome.STORED)
    tally.end("b", Outcome.ROBOTS_DISALLOWED)
    tally.end_open_links("stopped")
    writer.close()

    assert taken == [True, True, True, False]
    assert (tally.expected, tally.fetched, tally.failed) == (3, 1, 1)
    assert tally.is_worth_reading_again


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, Outcome.NOT_FOUND),
        (403, Outcome.BLOCKED),
        (429, Outcome.TOO_MANY_REQUESTS),
        (502, Outcome.SERVER_ERROR),
    ],
)
def test_a_status_has_its_outcome(status: int, outcome: Outcome) -> None:
    trouble = trouble_of_status(status)

    assert trouble is not None
    assert trouble.outcome is outcome


def test_an_unknown_error_is_our_fault_with_its_name() -> None:
    assert trouble_of(KeyError("a")) == Trouble(Outcome.OUR_FAULT, "KeyError: 'a'")


@pytest.mark.parametrize(
    ("extracted", "final", "outcome"),
    [
        (piece(), "https://a.example/", Outcome.NOT_FOUND),
        (piece("صفحه مورد نظر یافت نشد"), "https://a.example/1", Outcome.NOT_FOUND),
        (piece("Just a moment..."), "https://a.example/1", Outcome.BLOCKED),
        (piece(body="ادامه"), "https://a.example/1", Outcome.NO_TEXT),
        (piece(title=""), "https://a.example/1", Outcome.NO_TEXT),
    ],
)
def test_a_page_that_is_no_piece_says_why(extracted: Extracted, final: str, outcome: Outcome) -> None:
    trouble = why_no_item(extracted, a_page(final), a_link())

    assert trouble is not None
    assert trouble.outcome is outcome


def test_a_piece_about_what_was_not_found_is_still_a_piece() -> None:
    about = piece("گنج پیدا نشد", body="باستان‌شناسان گفتند خبری از گنج نیست. " * 20)

    assert why_no_item(about, a_page(), a_link()) is None


def test_the_list_completes_what_the_page_lacks() -> None:
    link = a_link(title="از فهرست", lead="چکیده", published=moment(NOW))
    whole = completed(Extracted(title=None, extractor="general/1"), link)

    assert (whole.title, whole.lead, whole.published) == ("از فهرست", "چکیده", moment(NOW))


def test_the_finer_time_of_the_same_day_is_kept() -> None:
    day = moment(NOW - timedelta(hours=15, minutes=30), Precision.DAY)

    assert completed(piece(published=day), a_link(published=moment(NOW))).published == moment(NOW)
    assert completed(piece(published=day), a_link(published=moment(NOW - DAILY))).published == day


def test_an_unbelievable_date_is_left_out_and_noted() -> None:
    item, note = make_item(
        piece(published=moment(NOW + timedelta(days=400))),
        link="https://a.example/1?utm_source=x",
        final="https://www.a.example/1",
        source=Source(id="s", outlet="o", kind="feed", address="https://a.example/rss"),
        origin=Origin.CRAWL,
        seen=NOW,
        page_hash="hash",
    )

    assert (item.key, item.published, item.counted_at) == ("https://a.example/1", None, NOW)
    assert "not believed" in note


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "Sat, 21 Nov 2026 12:00:09 GMT", "Date": "Sat, 21 Nov 2026 12:00:00 GMT"}, 9.0),
        ({"Retry-After": "Sat, 21 Nov 2026 12:00:09 GMT"}, None),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_in_both_forms(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_seconds(Response("https://a.example", headers=headers)) == seconds
