"""Items whose dates do not say when they appeared."""

from datetime import UTC, date, datetime, timedelta

from core.dating import DateFacts, EarlierText, doubts, is_back_dated
from core.items import Item, Origin
from core.moments import Moment, Precision

NOON = datetime(2025, 11, 20, 9, tzinfo=UTC)
DAY = timedelta(days=1)
THE_DAY_BEFORE = date(2025, 11, 19)


def piece(*, age: timedelta, origin: Origin = Origin.CRAWL) -> Item:
    return Item(
        key="https://a.example/1",
        outlet="a",
        url="https://a.example/1",
        title="افتتاح کتابخانهٔ روستای سرچشمه",
        lead=None,
        body=None,
        first_seen=NOON,
        origin=origin,
        published=Moment(at=NOON - age, precision=Precision.MINUTE, rule="iso"),
    )


def test_a_piece_dated_before_a_look_that_did_not_show_it_is_back_dated() -> None:
    assert is_back_dated(piece(age=9 * DAY), THE_DAY_BEFORE)
    assert doubts(piece(age=9 * DAY), DateFacts(looked_before=THE_DAY_BEFORE)) == [
        "back-dated: dated 9 days before it was first seen, and not there on 2025-11-19"
    ]


def test_what_appeared_while_we_did_not_look_is_not_back_dated() -> None:
    assert not is_back_dated(piece(age=9 * DAY), date(2025, 11, 10))
    assert not is_back_dated(piece(age=9 * DAY), None)


def test_yesterdays_piece_and_what_stood_there_at_the_first_crawl_are_not_back_dated() -> None:
    assert not is_back_dated(piece(age=DAY), THE_DAY_BEFORE)
    assert not is_back_dated(piece(age=90 * DAY, origin=Origin.BASELINE), THE_DAY_BEFORE)


def test_a_known_piece_with_another_date_is_dated_anew_and_the_same_day_to_the_minute_is_not() -> None:
    facts = DateFacts(redatings=[(NOON + DAY, NOON + DAY), (NOON + DAY, NOON - timedelta(hours=5))])

    assert doubts(piece(age=timedelta(0)), facts) == [
        "dated anew: since 2025-11-21 it shows 2025-11-21T09:00:00+00:00"
    ]


def test_a_text_the_outlet_had_before_is_no_news() -> None:
    facts = DateFacts(earlier=[EarlierText(item_id=4, first_seen=NOON - 70 * DAY, published=None)])

    assert doubts(piece(age=timedelta(0)), facts) == ["an old text: item 4 had it before, since 2025-09-11"]
