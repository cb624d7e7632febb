"""Names that a second set of labelled items showed to be read wrongly: hats, staff teams, classes, units."""

from collections.abc import Callable

import pytest

from nlp.attribute import Attributed

Agencies = Callable[..., set[str]]
Refusals = Callable[..., dict[str, str]]
Attribute = Callable[..., Attributed]
FILLER = "باران در دشت بارید و رودها پر شدند و کشاورزان شاد بودند. " * 12


def test_the_governor_of_a_large_county_is_not_the_governors_office(agencies: Agencies) -> None:
    found = agencies("معاون استاندار و فرماندار ویژه شهرستان مراغه گفت: راه باز است.")

    assert found == {"county-governor@آذربایجان شرقی/مراغه"}


def test_a_portfolio_of_a_mayor_is_no_agency(agencies: Agencies) -> None:
    found = agencies("معاون حمل‌ونقل و ترافیک شهردار شاهرود گفت: پارکومترها رسید.")

    assert found == {"municipality@سمنان/شاهرود"}


def test_social_emergency_belongs_to_welfare(agencies: Agencies) -> None:
    assert agencies("اورژانس اجتماعی استان یزد به کمک خانواده‌ها رفت.") == {"welfare@یزد"}


def test_a_province_has_many_county_governors(agencies: Agencies, refusals: Refusals) -> None:
    assert agencies("حکم دو فرماندار استان سمنان صادر شد.") == set()
    assert "class-noun" in refusals("حکم فرماندار استان سمنان صادر شد.").values()


def test_a_governor_of_a_foreign_state_is_foreign(refusals: Refusals) -> None:
    assert list(refusals("فرماندار ایالت ورمونت استعفا داد.").values()) == ["foreign"]


@pytest.mark.parametrize("past", ["پیش از این", "پیشتر", "پیش‌تر"])
def test_an_office_held_before_says_nothing_of_today(agencies: Agencies, past: str) -> None:
    assert agencies(f"او {past} مدیرکل زندان‌های استان فارس بود.") == set()


def test_a_team_of_staff_is_a_club(agencies: Agencies) -> None:
    body = "در لیگ فوتسال، بازیکنان و سرمربی تیم خوشحال بودند. کارکنان فرمانداری تفت سه گل زدند."

    assert agencies(body) == set()


def test_what_helps_a_match_is_no_club(agencies: Agencies) -> None:
    body = (
        "مسابقات کشتی با حضور بازیکنان چهار تیم با همکاری فرمانداری شهرستان بیجار برگزار شد. داور مدال داد."
    )

    assert "county-governor@کردستان/بیجار" in agencies(body)


def test_one_head_stands_before_two_names(agencies: Agencies) -> None:
    body = "فرماندار مریوان گفت: اداره منابع طبیعی و محیط زیست استان کردستان درخت کاشتند."

    assert {"natural-resources@کردستان", "environment@کردستان"} <= agencies(body)


def test_a_short_place_name_is_not_read_out_of_two_words(agencies: Agencies) -> None:
    assert agencies("خودروهای آتش‌نشانی به شهرهای شاهرود و گرمسار رسید.") <= {"municipality@سمنان/شاهرود"}


def test_a_professor_does_not_speak_for_the_university(attribute: Attribute) -> None:
    found = attribute(FILLER + "استاد نورولوژی دانشگاه علوم پزشکی تهران، گفت: آب بنوشید.").attributions[0]

    assert not found.speaks


def test_a_guest_named_last_does_not_speak(attribute: Attribute) -> None:
    body = FILLER + "در نشستی با حضور استاندار یزد و شهردار تفت، پژوهشگری گفت: سپاس."

    assert not any(a.speaks for a in attribute(body).attributions)


def test_an_office_inside_a_name_is_a_person_who_speaks(attribute: Attribute) -> None:
    body = "مدیرکل زندان‌های استان تهران با تقدیر از نیکوکاران و همه یاران این راه دراز گفت: سپاس."

    assert attribute(body).attributions[0].speaks


def test_a_surer_ground_gives_more_confidence(attribute: Attribute) -> None:
    clear = attribute("فرماندار مریوان گفت: برف بارید.", title="فرماندار مریوان خبر داد").attributions[0]
    doubtful = attribute(FILLER + "به گفته او، نزد فرمانداری مریوان نامه‌ای هست. " + FILLER).attributions[0]

    assert 0 < doubtful.confidence < clear.confidence < 1
