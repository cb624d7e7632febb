"""Criticism that calls for an answer needs words of complaint and somebody here who could answer."""

import pytest

from core.items import ItemText
from nlp.readings.read import Reader


def needs_reply(reader: Reader, title: str, body: str = "") -> bool | None:
    return reader.read(ItemText(title=title, lead=None, body=body), ()).criticism_needing_reply


def test_a_complaint_about_a_public_body_calls_for_an_answer(reader: Reader) -> None:
    body = "اهالی از بی‌توجهی شهرداری گلایه کردند و گفتند پروژه نیمه‌کاره رها شده است."

    assert needs_reply(reader, "انتقاد مردم از نیمه‌کاره ماندن پل روستا", body)


def test_solved_problems_are_no_complaint(reader: Reader) -> None:
    assert not needs_reply(reader, "رفع مشکل آب روستا", "با رفع مشکلات شبکه، آب وصل شد.")


def test_nobody_here_answers_for_a_match(reader: Reader) -> None:
    body = "سرمربی تیم فوتبال با انتقاد از داور، از کم‌کاری فدراسیون و لیگ گلایه کرد."

    assert not needs_reply(reader, "انتقاد سرمربی تیم فوتبال از داوری لیگ", body)


def test_plain_news_calls_for_nothing(reader: Reader) -> None:
    assert not needs_reply(reader, "آغاز سال تحصیلی", "مدارس استان فردا باز می‌شوند.")


def test_being_there_for_callers_is_no_complaint(reader: Reader) -> None:
    assert not needs_reply(reader, "پاسخگویی ۱۲۱ به زبان اشاره", "دو کارشناس مرکز زبان اشاره آموخته‌اند.")


COMPLAINT = "اهالی از بی‌توجهی شهرداری گلایه کرده بودند و پروژه نیمه‌کاره رها شده بود."


@pytest.mark.parametrize(
    "title",
    [
        "پاسخ شرکت آب به گلایه و نارضایتی اهالی",
        "جوابیه راهداری درباره پل نیمه‌کاره",
        "توضیحات شهرداری درباره اعتراض اهالی",
        "تکذیب کوتاهی در برف‌روبی",
    ],
)
def test_an_answer_to_a_complaint_calls_for_none_itself(reader: Reader, title: str) -> None:
    assert not needs_reply(reader, title, COMPLAINT)


@pytest.mark.parametrize(
    "title",
    [
        "پاسخ ندادن شهرداری به گلایه اهالی",
        "توضیح دهید چرا پل نیمه‌کاره مانده است",
        "گلایه اهالی از پاسخ شهرداری",
        "پاسخگوی نارضایتی اهالی کیست",
    ],
)
def test_an_answer_that_did_not_come_is_asked_for(reader: Reader, title: str) -> None:
    assert needs_reply(reader, title, COMPLAINT)
