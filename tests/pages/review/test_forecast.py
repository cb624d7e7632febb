"""The forecast: what is done, what is left in doubt, and when the queue ends, from the queue itself."""

import pytest

from review.desk import Desk
from review.queue.forecast import NEXT, Forecast, forecast, forecast_words
from storage.review_cards import CardFilter, cards_of_month, months_with_cards
from tests.pages.review.at_work import Browser, Clock


def expected_of(desk: Desk) -> Forecast:
    with desk.database.read() as connection:
        return forecast(desk, connection, newest_month(desk))


def newest_month(desk: Desk) -> CardFilter:
    with desk.database.read() as connection:
        return CardFilter(month=months_with_cards(connection)[0])


def test_a_finished_card_is_progress_and_takes_its_doubt_away(desk: Desk, analyst: Browser) -> None:
    before = expected_of(desk)
    with desk.database.read() as connection:
        card = cards_of_month(connection, newest_month(desk).month)[int(analyst.field("item"))]
    analyst.act("irrelevant")
    after = expected_of(desk)

    assert after.done > before.done
    assert after.done + after.left == before.done + before.left
    assert after.doubt <= before.doubt - card.doubt + 1e-9
    assert after.a_day == pytest.approx(1 / 7)


def test_the_next_cards_are_those_that_come_first(desk: Desk) -> None:
    with desk.database.read() as connection:
        cards = cards_of_month(connection, newest_month(desk).month).values()
    waiting = [one for one in cards if one.is_open and one.stream_position is None]
    first = sorted(waiting, key=lambda one: (one.skips, one.place))[:NEXT]

    assert len(waiting) > NEXT
    assert expected_of(desk).next_doubt == pytest.approx(sum(one.doubt for one in first))


def test_what_was_done_more_than_a_week_ago_sets_no_pace(desk: Desk, clock: Clock, analyst: Browser) -> None:
    analyst.act("accept")
    clock.pass_by(days=7, minutes=5)

    assert expected_of(desk).a_day == 0


def test_the_page_says_it(desk: Desk, analyst: Browser) -> None:
    analyst.act("accept")
    desk.queue.forget()
    analyst.open("/review")

    for sentence in forecast_words(expected_of(desk)):
        assert sentence in analyst.page


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Forecast(done=0, left=0, doubt=0, next_doubt=0, a_day=3), []),
        (
            Forecast(done=40, left=0, doubt=0, next_doubt=0, a_day=3),
            ["۴۰ از ۴۰ کارت تمام شده است (\u061c۱۰۰٪)."],
        ),
        (
            Forecast(done=30, left=90, doubt=41.6, next_doubt=30.2, a_day=12.4),
            [
                "۳۰ از ۱۲۰ کارت تمام شده است (\u061c۲۵٪).",
                "در کارت‌های مانده نزدیک ۴۲ ادعای نادرست انتظار می‌رود؛ پس از ۵۰ کارت بعدی نزدیک ۱۱ تا می‌ماند.",
                "با آهنگ هفتهٔ گذشته (روزی ۱۲ کارت، همهٔ همکاران) ۸ روز دیگر کار دارد.",
            ],
        ),
        (
            Forecast(done=1, left=9, doubt=2.0, next_doubt=2.0, a_day=0),
            [
                "۱ از ۱۰ کارت تمام شده است (\u061c۱۰٪).",
                "در کارت‌های مانده نزدیک ۲ ادعای نادرست انتظار می‌رود.",
                "در هفتهٔ گذشته کارتی تمام نشد؛ پایان این صف را نمی‌توان پیش‌بینی کرد.",
            ],
        ),
    ],
)
def test_the_words(one: Forecast, words: list[str]) -> None:
    assert forecast_words(one) == words
