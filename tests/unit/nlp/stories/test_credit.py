"""Whom a text says it is taken from, and which outlet that is."""

import pytest

from core.items import ItemText
from nlp.stories.credit import credit_of, credited_outlet, outlet_names

NAMES = outlet_names(
    [
        ("irna", ["ایرنا", "خبرگزاری جمهوری اسلامی"]),
        ("mehr", ["خبرگزاری مهر", "مهر"]),
        ("kavir", ["آوای کویر"]),
        ("kavir-two", ["آوای کویر", "کویرنشین"]),
    ]
)


def of(body: str, lead: str | None = None) -> ItemText:
    return ItemText(title="نوسازی ناوگان اتوبوس", lead=lead, body=body)


@pytest.mark.parametrize(
    ("body", "credit"),
    [
        ("به گزارش ایرنا، ده اتوبوس تازه به خط رسید.", "ایرنا"),
        ("به گزارش خبرگزاری مهر از سمنان، ده اتوبوس تازه رسید.", "خبرگزاری مهر"),
        (
            "به گزارش آوای کویر به نقل از روابط عمومی شهرداری گرمسار، ده اتوبوس رسید.",
            "روابط عمومی شهرداری گرمسار",
        ),
        ("به نقل از روابط عمومی راه و شهرسازی استان؛ راه باز شد.", "روابط عمومی راه و شهرسازی استان"),
        ("ده اتوبوس، به‌نقل‌از ایسنا، امروز رسید.", "ایسنا"),
        ("به گزارش خبرنگار اجتماعی ايرنا ده اتوبوس", "خبرنگار اجتماعی ایرنا ده اتوبوس"),
        ("به گزارش روز شنبه، ده اتوبوس رسید.", None),
        ("گزارش تازه‌ای از اتوبوس‌ها رسید.", None),
        ("ده اتوبوس تازه رسید. " * 60 + "به نقل از ایرنا، همین.", None),
    ],
)
def test_the_source_is_read_from_the_opening(body: str, credit: str | None) -> None:
    assert credit_of(of(body)) == credit


def test_the_lead_is_read_first() -> None:
    assert credit_of(of("به گزارش مهر، اتوبوس رسید.", lead="به گزارش ایرنا؛ اتوبوس رسید.")) == "ایرنا"


@pytest.mark.parametrize(
    ("credit", "outlet"),
    [
        ("ایرنا", "irna"),
        ("خبرگزاری ایرنا", "irna"),
        ("پایگاه خبری کویرنشین", "kavir-two"),
        ("خبرنگار اجتماعی ایرنا", "irna"),
        ("خبرنگار مهر", "mehr"),
        ("روابط عمومی مهر", None),
        ("مدیر مهر", None),
        ("آوای کویر", None),
        ("روزنامهٔ ناشناس", None),
        (None, None),
    ],
)
def test_a_credit_names_an_outlet_only_when_it_is_its_whole_name(
    credit: str | None, outlet: str | None
) -> None:
    assert credited_outlet(credit, NAMES) == outlet
