"""Digits, signs and dates at the edges."""

from datetime import UTC, date, datetime

import pytest

from reports.persian import (
    ALM,
    LONGEST_CELL,
    LONGEST_WORD,
    breakable,
    cell_text,
    chart_text,
    count_text,
    day_of_month_text,
    day_text,
    decimal_text,
    isolated,
    number_in,
    of_text,
    percent_text,
    plain_cell_text,
    shown_text,
    weight_text,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [(72.05, "۷۲٫۱"), (49.99, "۵۰٫۰"), (0.25, "۰٫۳"), (0.0, "۰٫۰"), (1234.5, "۱٬۲۳۴٫۵"), (2.675, "۲٫۷")],
)
def test_decimals_are_rounded_half_up_as_people_do(value: float, text: str) -> None:
    assert decimal_text(value) == text


def test_a_minus_is_kept_at_the_left_of_its_number() -> None:
    assert decimal_text(-2.3) == f"{ALM}−۲٫۳"


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert decimal_text(-0.04) == "۰٫۰"


def test_a_percent_sign_is_kept_at_the_left_wherever_it_stands() -> None:
    assert percent_text(0.984) == f"{ALM}۹۸٪"
    assert percent_text(0.984, 1) == f"{ALM}۹۸٫۴٪"


@pytest.mark.parametrize(("weight", "text"), [(30, "۳۰"), (0.25, "۰٫۲۵"), (1.5, "۱٫۵"), (1 / 3, "۰٫۳۳")])
def test_weights_have_as_few_decimals_as_they_need(weight: float, text: str) -> None:
    assert weight_text(weight) == text


def test_counts_and_parts_are_in_persian_digits() -> None:
    assert (count_text(12345), of_text(2, 5)) == ("۱۲٬۳۴۵", "۲ از ۵")


def test_a_day_is_the_day_in_tehran() -> None:
    assert day_text(datetime(2025, 10, 1, 21, 0, tzinfo=UTC)) == "۱۰ مهر ۱۴۰۴"
    assert day_of_month_text(date(2025, 10, 1)) == "۹"


def test_chart_labels_are_isolated_and_in_persian_digits() -> None:
    assert chart_text("مهر 1404") == "\u2067مهر ۱۴۰۴\u2069"


def test_shown_text_keeps_zwnj_and_drops_controls() -> None:
    assert shown_text("می\u200cتوان\u202e\u2066\x07\x85 رفت") == "می\u200cتوان رفت"


@pytest.mark.parametrize("value", [0.0, 0.4, 12.5, 1234.5, -2.3])
def test_a_printed_number_is_read_back(value: float) -> None:
    assert number_in(decimal_text(value)) == value


def test_a_printed_percentage_is_read_back_as_a_share() -> None:
    assert number_in(percent_text(0.37)) == 0.37


def test_words_are_worth_no_number() -> None:
    assert number_in("سنجیده نشد") is None


def test_only_overlong_words_may_break() -> None:
    broken = breakable(f"می‌توان {'ب' * 60}")

    assert broken.startswith("می‌توان ب")
    assert max(len(part) for part in broken.replace("\u200b", " ").split()) == LONGEST_WORD


def test_words_of_others_are_set_apart_from_the_line() -> None:
    assert isolated("A (2)") == "\u2068A (2)\u2069"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "  =1"])
def test_text_that_a_sheet_could_calculate_is_quoted(text: str) -> None:
    assert plain_cell_text(text) == f"'{text}"


def test_a_cell_holds_no_more_than_a_sheet_program_reads() -> None:
    assert len(cell_text("ب" * 40_000)) == LONGEST_CELL
