"""The small pure rules that live with the records of core."""

from datetime import UTC, date, datetime

import pytest

from core.agencies import AgencyKey, Head
from core.attributions import Role
from core.coverage import SourceDay, completeness
from core.digits import latin_digits, persian_digits, persian_number
from core.errors import ConfigError, RasadError
from core.findings import Basis, Finding, counted
from core.items import Item, Origin, text_hash
from core.moments import Moment, Precision
from core.outcomes import FAILURES, Outcome, is_failure
from core.pages import page_hash

SEEN = datetime(2025, 10, 8, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "key",
    [
        AgencyKey("tax", "سمنان"),
        AgencyKey("municipality", "سمنان", "شاهرود"),
        AgencyKey("gas", None),
        AgencyKey("university", "قزوین", None, "دانشگاه بین‌المللی امام خمینی"),
    ],
)
def test_an_agency_key_written_and_read_is_the_same_key(key: AgencyKey) -> None:
    assert AgencyKey.parse(str(key)) == key


@pytest.mark.parametrize("text", ["", "tax", "@سمنان", "tax@"])
def test_what_is_no_agency_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="type@province"):
        AgencyKey.parse(text)


def test_a_head_holds_the_office_on_the_first_and_the_last_day_of_the_term() -> None:
    head = Head(name="رویا کاویانی", role="مدیرکل", since=date(2025, 4, 1), until=date(2025, 9, 30))

    assert [head.holds_on(date(2025, m, d)) for m, d in ((3, 31), (4, 1), (9, 30), (10, 1))] == [
        False,
        True,
        True,
        False,
    ]


def _item(origin: Origin, published: Moment | None) -> Item:
    return Item(
        key="a", outlet="omid", url=None, title="عنوان", lead=None, body=None,
        first_seen=SEEN, origin=origin, published=published,
    )  # fmt: skip


def test_a_dated_item_counts_when_it_was_published() -> None:
    published = datetime(2025, 10, 7, 6, 0, tzinfo=UTC)
    moment = Moment(at=published, precision=Precision.MINUTE, rule="feed")

    assert _item(Origin.BASELINE, moment).counted_at == published


@pytest.mark.parametrize(
    ("origin", "counted_at"),
    [(Origin.CRAWL, SEEN), (Origin.CLIP, SEEN), (Origin.BASELINE, None), (Origin.IMPORT, None)],
)
def test_an_undated_item_counts_only_if_we_saw_it_appear(origin: Origin, counted_at: datetime | None) -> None:
    assert _item(origin, None).counted_at == counted_at


def test_moving_words_between_title_and_lead_is_a_change_of_text() -> None:
    assert text_hash("الف", "ب", None) != text_hash("الف ب", None, None)


def test_a_day_nobody_asked_is_not_seen() -> None:
    days = [
        SourceDay(source="s", day=date(2025, 10, n), expected=1, fetched=1, failed=0, answered=answered)
        for n, answered in ((1, True), (2, False), (3, None))
    ]

    assert completeness(days, expected_days=4).share == 0.25
    assert completeness([], expected_days=0).share == 0.0


def test_only_actors_in_a_known_place_are_counted() -> None:
    def finding(role: Role, province: str | None) -> Finding:
        return Finding(
            item_id=1, version_id=1, agency=AgencyKey("gas", province), role=role, confidence=0.9,
            basis=Basis.MACHINE, own_site=False,
        )  # fmt: skip

    actor = finding(Role.ACTOR, "سمنان")

    assert counted([actor, finding(Role.MENTIONED, "سمنان"), finding(Role.ACTOR, None)]) == [actor]


def test_a_publishers_wish_is_no_failure() -> None:
    assert not is_failure(Outcome.ROBOTS_DISALLOWED)
    assert Outcome.OUR_FAULT in FAILURES


def test_configuration_errors_keep_every_problem() -> None:
    error = ConfigError(["a.yaml:3: no", "b.yaml:9: neither"])

    assert isinstance(error, RasadError)
    assert error.problems == ("a.yaml:3: no", "b.yaml:9: neither")


def test_digits_go_both_ways_one_for_one() -> None:
    assert persian_digits("1404/07/15") == "۱۴۰۴/۰۷/۱۵"
    assert latin_digits("۱۴۰۴ و ٣٤") == "1404 و 34"
    assert persian_number(12345.64, 1) == "۱۲٬۳۴۵٫۶"


def test_a_page_is_named_by_its_bytes() -> None:
    assert page_hash(b"a") != page_hash(b"b")
    assert len(page_hash(b"")) == 64
