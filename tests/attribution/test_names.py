"""Names with their places: role, unit, agency, place, in all the ways they are written."""

from collections.abc import Callable

import pytest

Keys = Callable[..., set[str]]


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("استاندار سمنان از طرح تازه بازدید کرد.", "governor-office@سمنان"),
        ("مدیرکل روابط عمومی استانداری یزد خبر داد.", "governor-office@یزد"),
        ("معاون سیاسی، امنیتی و اجتماعی استاندار ایلام گفت: راه باز است.", "governor-office@ایلام"),
        ("مديركل ثبت احوال خراسان جنوبي افزود: دفتر باز است.", "civil-registration@خراسان جنوبی"),
        ("ادارهکل راهداری و حملونقل جادهای کرمان اعلام کرد.", "road-maintenance@کرمان"),
        ("فرماندار نیشابور گفت: جلسه فردا است.", "county-governor@خراسان رضوی/نیشابور"),
        ("فرماندار بم کرمان گفت: باغ‌ها سبزند.", "county-governor@کرمان/بم"),
        ("فرماندار مهران ایلام گفت: مرز باز است.", "county-governor@ایلام/مهران"),
        ("فرمانده انتظامی مشهد هشدار داد.", "police@خراسان رضوی/مشهد"),
        ("شهردار شاهرود از پارک تازه خبر داد.", "municipality@سمنان/شاهرود"),
        ("عضو شورای اسلامی شهر بجنورد پیشنهاد داد.", "city-council@خراسان شمالی/بجنورد"),
        ("رئیس محترم شورای محترم شهر بجنورد پیشنهاد داد.", "city-council@خراسان شمالی/بجنورد"),
        ("دادستان عمومی و انقلاب مرکز استان لرستان هشدار داد.", "justice@لرستان"),
        ("فرمانده انتظامی شرق استان تهران گفت: سارق دستگیر شد.", "police@تهران"),
        ("پلیس راه استان بوشهر هشدار داد.", "police@بوشهر"),
        ("اداره دامپزشکی شهرستان نهبندان واکسن می‌زند.", "veterinary@خراسان جنوبی/نهبندان"),
        ("مدیرعامل شرکت آب و فاضلاب استان قزوین گفت: آب وصل شد.", "water-wastewater@قزوین"),
        ("آبفای اردبیل شبکه را نوسازی کرد.", "water-wastewater@اردبیل"),
        ("رئیس سازمان صمت زنجان گفت: کارخانه فعال شد.", "industry-mine-trade@زنجان"),
        ("اداره کل مسکن و شهرسازی گیلان زمین داد.", "roads-urban@گیلان"),
        ("سپاه کرمان: صدای انفجار کنترل‌شده است.", "irgc@کرمان"),
        ("سازمان منطقه آزاد قشم فراخوان داد.", "free-zone@هرمزگان"),
        ("دانشگاه علوم پزشکی مشهد پذیرش دارد.", "medical-university@خراسان رضوی"),
        ("رئیس دانشگاه شیراز سخن گفت.", "university@فارس"),
        ("رئیس دانشگاه تربیت مدرس سخن گفت.", "university@تهران"),
        ("سازمان آتش‌نشانی شهرداری رشت آماده است.", "municipality@گیلان/رشت"),
        ("استاندار محترم قم حضور داشت.", "governor-office@قم"),
        ("صدا و سیمای مرکز کردستان گزارش داد.", "broadcasting@کردستان"),
    ],
)
def test_a_name_with_its_place_is_linked(sentence: str, key: str, agencies: Keys) -> None:
    found = {name.partition("#")[0] for name in agencies(sentence)}

    assert found == {key}


def test_the_longest_role_belongs_to_the_rightmost_agency(agencies: Keys) -> None:
    assert agencies("معاون حمل و نقل و ترافیک شهرداری کرج گفت: خط تازه باز شد.") == {"municipality@البرز/کرج"}


def test_two_names_share_the_place_behind_the_second(agencies: Keys) -> None:
    assert agencies("شهرداری و شورای شهر اراک طرح را نوشتند.") == {
        "municipality@مرکزی/اراک",
        "city-council@مرکزی/اراک",
    }


def test_a_list_of_places_gives_one_agency_for_each(agencies: Keys) -> None:
    assert agencies("مدیران کل بنیاد مسکن استان‌های یزد، کردستان و همدان آمدند.") == {
        "housing-foundation@یزد",
        "housing-foundation@کردستان",
        "housing-foundation@همدان",
    }


def test_a_municipality_prefers_the_town_to_the_province_of_the_same_name(agencies: Keys) -> None:
    assert agencies("شهردار گلستان در استان تهران گفت: پل باز شد.") == {"municipality@تهران/گلستان"}


def test_a_county_office_and_the_provincial_office_are_two_agencies(agencies: Keys) -> None:
    found = agencies("مدیرکل بهزیستی فارس و رئیس بهزیستی شهرستان کازرون آمدند.")

    assert found == {"welfare@فارس", "welfare@فارس/کازرون"}


def test_an_agency_is_credited_once_however_often_it_is_named(attribute: Callable[..., object]) -> None:
    body = "شهرداری ساری پل ساخت.\nشهردار ساری گفت: پل باز است.\nشهرداری ساری پارک هم ساخت."

    attributions = attribute(body).attributions  # type: ignore[attr-defined]

    assert len(attributions) == 1
    assert len(attributions[0].evidence) >= 2


def test_the_usual_full_name_stands_in_the_claim(attribute: Callable[..., object]) -> None:
    names = {
        attribution.name
        for attribution in attribute(  # type: ignore[attr-defined]
            "مدیرکل ثبت احوال یزد، فرماندار تفت و رئیس ثبت احوال شهرستان تفت آمدند."
        ).attributions
    }

    assert names == {"اداره کل ثبت احوال یزد", "فرمانداری تفت", "اداره ثبت احوال تفت"}
