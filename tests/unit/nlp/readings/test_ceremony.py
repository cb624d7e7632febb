"""Ceremony is read from the beginning of an item."""

import pytest

from core.items import ItemText
from nlp.readings.read import Reader


def is_ceremonial(reader: Reader, title: str, body: str = "") -> bool | None:
    return reader.read(ItemText(title=title, lead=None, body=body), ()).ceremonial


@pytest.mark.parametrize(
    "title",
    [
        "پیام تسلیت استاندار در پی درگذشت یک عالم",
        "مدیرکل جدید ورزش و جوانان معرفی شد؛ آیین تکریم و معارفه",
        "راهپیمایی مردم شاهرود در سالگرد پیروزی انقلاب",
    ],
)
def test_condolence_appointment_and_occasion_are_ceremony(reader: Reader, title: str) -> None:
    assert is_ceremonial(reader, title)


def test_the_ceremony_named_in_the_first_sentence_counts(reader: Reader) -> None:
    body = "به گزارش روابط عمومی، رئیس کل در مراسم تودیع و معارفه دادستان گفت."

    assert is_ceremonial(reader, "پست و مقام ارزش ذاتی ندارد", body)


def test_a_ceremony_far_down_does_not(reader: Reader) -> None:
    body = "گزارش بازار روز و قیمت سبزی و میوه در شهر. " * 10 + "فردا مراسم تودیع و معارفه برپاست."

    assert not is_ceremonial(reader, "بازار میوه", body)


def test_a_service_rendered_at_a_ceremony_is_no_ceremony(reader: Reader) -> None:
    title = "حمل‌ونقل عمومی در مراسم تشییع رایگان است و مترو شبانه‌روزی می‌شود"

    assert not is_ceremonial(reader, title, "شهرداری: مترو و اتوبوس برای مسافران و شهروندان رایگان است.")


def test_ordinary_news_is_no_ceremony(reader: Reader) -> None:
    assert not is_ceremonial(reader, "قیمت نان تغییر کرد")
