"""What looks like an agency of a place and is none, each with the rule that refuses it."""

from collections.abc import Callable

import pytest

Rules = Callable[..., dict[str, str]]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("وزیر راه و شهرسازی به کرمان سفر کرد.", "national"),
        ("رئیس سازمان حفاظت محیط زیست سخن گفت.", "national"),
        ("سازمان راهداری و حمل و نقل جاده‌ای در یزد هشدار داد.", "national"),
        ("استانداری‌های کشور موظف شدند.", "national"),
        ("شهرداری‌ها بودجه ندارند.", "class-noun"),
        ("فرمانداران استان آمدند.", "class-noun"),
        ("برخی شهرداری ها کوتاهی کردند.", "class-noun"),
        ("شهردار لندن سخن گفت.", "foreign"),
        ("شهردار آمریکایی این شهر را می‌شناسند.", "foreign"),
        ("شهردار سابق تهران آمد.", "former-holder"),
        ("شهردار پیشین تهران آمد.", "former-holder"),
        ("تیم شهرداری تبریز برنده شد.", "club"),
        ("قانون تامین اجتماعی گیلان بررسی شد.", "not-an-agency"),
        ("آتش‌سوزی در میدان شهرداری رشت مهار شد.", "not-an-agency"),
        ("برقی‌سازی راه‌آهن گرمسار - اینچه‌برون آغاز شد.", "route"),
        ("آموزش و پرورش کودکان مهم است.", "no-place"),
        ("دانشگاه جای علم است.", "no-own-name"),
    ],
)
def test_a_look_alike_is_refused_by_its_rule(
    sentence: str, rule: str, refusals: Rules, agencies: Callable[..., set[str]]
) -> None:
    assert rule in refusals(sentence).values()
    assert agencies(sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "بانک مرکزی نرخ را اعلام کرد.",
        "به گزارش خبرگزاری فارس باران می‌بارد.",
        "کشتی‌ها در خلیج فارس ماندند.",
        "ثبت نام آغاز شد.",
        "هسته مرکزی گروه جلسه داشت.",
        "رئیس کانون وکلای دادگستری اصفهان سخن گفت.",
        "دادستان نظامی استان مرکزی خبر داد.",
        "نیروی انتظامی با یک دختر جوان سخن گفت.",
        "هواپیما در فرودگاه بن‌گوریون نشست.",
        "محیط زیست زیباست و برق گران است.",
        "",
    ],
)
def test_a_stop_phrase_gives_nothing(sentence: str, agencies: Callable[..., set[str]]) -> None:
    assert agencies(sentence) == set()


def test_a_sports_report_does_not_name_the_municipality(agencies: Callable[..., set[str]]) -> None:
    report = "در لیگ برتر فوتبال، شهرداری آستارا با سه گل بازیکن تازه خود در نیمه دوم به فینال رسید."

    assert agencies(report) == set()


def test_in_a_sports_report_the_mayor_is_still_the_mayor(agencies: Callable[..., set[str]]) -> None:
    report = "در لیگ برتر فوتبال و در فینال مسابقات، شهردار آستارا از بازیکنان تیم تقدیر کرد."

    assert agencies(report) == {"municipality@گیلان/آستارا"}


def test_a_place_that_the_item_puts_abroad_is_abroad_throughout(agencies: Callable[..., set[str]]) -> None:
    body = "بمبی در بلوچستان پاکستان ترکید. پلیس بلوچستان یک نفر را گرفت."

    assert agencies(body) == set()


def test_a_bill_of_a_town_hall_names_the_town_hall(agencies: Callable[..., set[str]]) -> None:
    assert agencies("فوریت لایحه شهرداری بم تصویب شد.") == {"municipality@کرمان/بم"}


def test_a_fair_called_after_a_town_hall_does_not(agencies: Callable[..., set[str]]) -> None:
    assert agencies("نمایشگاه شهرداری بم گشوده شد.") == set()


def test_no_team_is_called_after_a_county(agencies: Callable[..., set[str]]) -> None:
    report = "در لیگ برتر والیبال، فرمانداری شهرستان آستارا از بازیکنان تیم و مربی خواست در سالن بمانند."

    assert "county-governor@گیلان/آستارا" in agencies(report)


def test_the_manager_of_a_team_does_not_make_it_a_town_hall(agencies: Callable[..., set[str]]) -> None:
    report = "در لیگ برتر فوتبال، مدیرعامل شهرداری آستارا از بازیکنان تازه و مربی تیم و هافبک تیم خبر داد."

    assert agencies(report) == set()
