"""A day is suspect when a source answered and yet cannot have shown all of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.coverage import SourceDay
from core.suspicion import DatedNews, Expectation, signs

TODAY = date(2025, 11, 21)
USUAL = Expectation()


def day(new_items: int | None, back: int = 0, **changes: Any) -> SourceDay:
    values: dict[str, Any] = {"expected": 20, "fetched": 20, "failed": 0, "answered": True}
    values |= {"source": "s", "day": TODAY - timedelta(days=back), "new_items": new_items}
    return SourceDay(**{**values, **changes})


def days(*new_items: int) -> list[SourceDay]:
    """The days before today, the oldest first."""
    return [day(count, len(new_items) - n) for n, count in enumerate(new_items)]


def test_a_usual_day_is_not_suspect() -> None:
    assert signs(day(3), days(2, 4, 3, 0, 5, 2, 3), USUAL) == []


def test_a_source_that_did_not_answer_is_no_suspect_but_unseen() -> None:
    assert signs(day(0, answered=False, no_text=9), days(5, 5, 5, 5, 5, 5, 5), USUAL) == []


def test_pages_without_text_point_at_the_template() -> None:
    [sign] = signs(day(1, no_text=7), [], USUAL)

    assert sign == "no text was found in 7 of 8 new pages: their template may have changed"


@pytest.mark.parametrize(("items", "no_text"), [(0, 2), (20, 4), (5, None)])
def test_a_few_pages_without_text_are_notices_and_galleries(items: int, no_text: int | None) -> None:
    assert signs(day(items, no_text=no_text), [], USUAL) == []


def test_silence_longer_than_ever_before_is_suspect_once_several_items_must_be_missing() -> None:
    past = days(2, 3, 0, 2, 4, 3, 0, 0)

    assert signs(day(0), past[:-2], USUAL) == []
    [sign] = signs(day(0), past, USUAL)
    assert sign == "nothing new for 3 days; its own pace would have brought about 7 items"


def test_a_source_that_is_often_silent_may_be_silent() -> None:
    assert signs(day(0), days(1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0), USUAL) == []


def test_a_new_source_has_no_rhythm_yet() -> None:
    assert signs(day(0), days(9, 9, 0), USUAL) == []


def test_days_nobody_counted_or_saw_are_no_silence() -> None:
    past = [*days(5, 5, 5, 5, 5, 5), day(0, 1, answered=False), day(None, 1)]

    assert signs(day(4), past, USUAL) == []


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (1, ["1 new items where at least 2 are expected"]),
        (2, []),
        (9, []),
        (10, ["10 new items where at most 9 are expected"]),
    ],
)
def test_bounds_of_the_office_are_kept(items: int, said: list[str]) -> None:
    assert signs(day(items), [], Expectation(bounds=(2, 9))) == said


def test_the_first_of_several_looks_a_day_proves_no_lack() -> None:
    several = Expectation(bounds=(2, 9), is_whole_day=False)

    assert signs(day(0), days(5, 5, 5, 5, 5), several) == []
    assert signs(day(10), [], several) != []


def test_pages_that_all_fall_to_the_general_extractor_have_left_their_rules() -> None:
    ruled = Expectation(has_rules=True)

    assert signs(day(4), [], ruled, by_general=3) == signs(day(4), [], USUAL, by_general=4) == []
    assert "general extractor" in signs(day(4), [], ruled, by_general=4)[0]


def test_a_list_that_is_new_as_a_whole_may_have_lost_what_stood_between_two_looks() -> None:
    [sign] = signs(day(18, failed=2), days(3, 4), USUAL)

    assert sign == "all 20 pieces of its list were new: others may have come and gone since the last look"


def test_a_list_with_one_known_piece_has_lost_nothing() -> None:
    assert signs(day(19), days(3, 4), USUAL) == []


def test_a_first_look_and_one_of_several_a_day_say_nothing_of_what_went_before() -> None:
    assert signs(day(20), [], USUAL) == []
    assert signs(day(20), days(3, 4), Expectation(is_whole_day=False)) == []


def test_news_dated_days_before_they_appeared_are_suspect_unless_nobody_looked_in_between() -> None:
    dated = DatedNews(back_dated=4)
    [sign] = signs(day(6), days(2, 3), USUAL, dated=dated)
    unseen = [day(None, back, answered=False) for back in (2, 1)]

    assert sign == "4 of 6 new items are dated more than two days before they appeared"
    assert signs(day(6), [day(3, 3), *unseen], USUAL, dated=dated) == []
    assert signs(day(9), days(2, 3), USUAL, dated=dated) == []


def test_old_texts_under_new_addresses_and_old_items_dated_anew_are_suspect() -> None:
    found = signs(day(4), days(2, 3), USUAL, dated=DatedNews(old_texts=3, redated=5))

    assert found == [
        "3 of 4 new items repeat a text that stood there before",
        "5 known items were dated anew as of today",
    ]


def test_single_pieces_entered_late_or_twice_are_usual() -> None:
    dated = DatedNews(back_dated=2, old_texts=2, redated=2)

    assert signs(day(3), days(2, 3), USUAL, dated=dated) == []
