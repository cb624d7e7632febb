"""Names of months: Jalali, Afghan, Gregorian in four languages, and lunar ones, which are set aside."""

import re
from enum import StrEnum


class Calendar(StrEnum):
    """Which calendar a name or a number belongs to."""

    JALALI = "jalali"
    AFGHAN = "afghan"
    GREGORIAN = "gregorian"
    LUNAR = "lunar"


_JALALI = """
1 فروردین farvardin
2 اردیبهشت ordibehesht ardibehesht
3 خرداد khordad
4 تیر tir
5 مرداد امرداد mordad amordad
6 شهریور shahrivar sharivar
7 مهر mehr
8 ابان aban
9 اذر azar
10 دی dey dei
11 بهمن bahman
12 اسفند اسپند esfand
"""

_AFGHAN = """
1 حمل وری hamal
2 ثور غویی sawr saur
3 جوزا غبرگولی jawza
4 سرطان چنگاښ saratan
5 اسد زمری asad
6 سنبله وږی sonbola sunbula
7 میزان تله mizan
8 عقرب لړم aqrab
9 قوس لیندی qaws qaus
10 جدی مرغومی jadi
11 دلو سلواغه dalw dalv
12 حوت کب hut hoot
"""

_GREGORIAN = """
1 ژانویه جنوری ینایر کانون_الثانی january jan
2 فوریه فبروری فروری فبرایر شباط february feb
3 مارس مارچ اذار march mar
4 اوریل اپریل ابریل نیسان april apr
5 مه می مای مایو ایار may
6 ژوین ژوان جون یونیو یونیه حزیران june jun
7 ژوییه ژویه جولای جولایی یولیو یولیه تموز july jul
8 اوت اگوست اگست اوگوست اغسطس اب august aug
9 سپتامبر سپتمبر ستمبر سبتمبر ایلول september sept sep
10 اکتبر اکتوبر تشرین_الاول october oct
11 نوامبر نومبر نوفمبر تشرین_الثانی november nov
12 دسامبر دسمبر دیسمبر کانون_الاول december dec
"""

_EUROPEAN = """
1 januar jänner janvier enero gennaio janeiro januari ocak
2 februar février fevrier febrero febbraio fevereiro februari şubat subat
3 märz maerz mär mars marzo março maart mart
4 avril abril aprile nisan
5 mai mayo maggio maio mei mayıs mayis
6 juni juin junio giugno junho haziran
7 juli juillet julio luglio julho temmuz
8 août aout agosto augustus ağustos agustos
9 septembre septiembre settembre setembro eylül eylul
10 oktober okt octobre octubre ottobre outubro ekim
11 novembre noviembre novembro kasım kasim
12 dezember dez décembre decembre diciembre dicembre dezembro aralık aralik
"""

_LUNAR = """
1 محرم_الحرام محرم muharram
2 صفر_المظفر صفر safar
3 ربیع_الاول ربیع_الاولی
4 ربیع_الثانی ربیع_الاخر
5 جمادی_الاولی جمادی_الاول
6 جمادی_الثانیه جمادی_الثانی جمادی_الاخره جمادی_الاخر
7 رجب_المرجب رجب
8 شعبان_المعظم شعبان shaban
9 رمضان_المبارک رمضان ramadan
10 شوال_المکرم شوال shawwal
11 ذی_القعده_الحرام ذی_القعده ذیقعده ذوالقعده ذی_قعده ذو_القعده
12 ذی_الحجه_الحرام ذی_الحجه ذیحجه ذوالحجه ذی_حجه ذو_الحجه
"""


def _table(lines: str) -> dict[str, int]:
    rows = (line.split() for line in lines.strip().splitlines())
    return {name.replace("_", " "): int(number) for number, *names in rows for name in names}


MONTHS: dict[str, tuple[Calendar, int]] = {
    name: (calendar, number)
    for calendar, lines in (
        (Calendar.AFGHAN, _AFGHAN),
        (Calendar.GREGORIAN, _GREGORIAN),
        (Calendar.GREGORIAN, _EUROPEAN),
        (Calendar.JALALI, _JALALI),
    )
    for name, number in _table(lines).items()
}

LUNAR_MONTHS = _table(_LUNAR)


def one_of(names: dict[str, int] | dict[str, tuple[Calendar, int]]) -> str:
    """A pattern for any of the names as a whole word, the longest first; a space may be missing."""
    longest_first = sorted(names, key=len, reverse=True)
    return (
        r"(?<![^\W\d_])(?:" + "|".join(name.replace(" ", r"\s?") for name in longest_first) + r")(?![^\W\d_])"
    )


def month_named(name: str) -> tuple[Calendar, int]:
    """The calendar and number of a name found by `one_of(MONTHS)`."""
    known = MONTHS.get(name)
    if known is not None:
        return known
    spaceless = name.replace(" ", "")
    return next(value for key, value in MONTHS.items() if key.replace(" ", "") == spaceless)


MONTH_WORD = re.compile(rf"({one_of(MONTHS)})\s+ماه(?![^\W\d_])")
MONTH_WORD_BEFORE = re.compile(rf"(?<![^\W\d_])ماه\s+({one_of(MONTHS)})")
MONTH_GLUED = re.compile(
    r"(?<![^\W\d_])(" + "|".join(sorted(_table(_JALALI), key=len, reverse=True)) + r")ماه(?![^\W\d_])"
)


MONTH_WITH_YEH = re.compile(rf"({one_of(MONTHS)})\s+ی(?=\s+\d)")


def without_month_word(text: str) -> str:
    """«آبان ماه», «آبانماه» and «ماه آبان» are «آبان», «ژانویه‌ی» is «ژانویه»; «ماه جاری» stays."""
    text = MONTH_WITH_YEH.sub(r"\1", text)
    return MONTH_WORD_BEFORE.sub(r"\1", MONTH_WORD.sub(r"\1", MONTH_GLUED.sub(r"\1", text)))
