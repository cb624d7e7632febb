"""Actor or mentioned, who speaks, and what names remember."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from core.agencies import Agency, AgencyKey, Head
from core.attributions import Attribution, Prominence, Role
from core.items import ItemText
from core.methodology import Methodology, Profile
from nlp.attribute import Attributed, Attributor

Attribute = Callable[..., Attributed]
PROVINCE = "سمنان"
FILLER = "باران در دشت بارید و رودها پر شدند و کشاورزان شاد بودند. " * 12


def claim(found: Attributed, key: str) -> Attribution:
    return next(a for a in found.attributions if str(a.agency) == key)


def test_an_official_before_a_speech_verb_speaks_and_acts(attribute: Attribute) -> None:
    found = claim(attribute("فرماندار مریوان گفت: برف بارید. " + FILLER), "county-governor@کردستان/مریوان")

    assert (found.role, found.speaks) == (Role.ACTOR, True)


def test_an_agency_before_a_colon_speaks(attribute: Attribute) -> None:
    found = claim(attribute("استانداری بوشهر: صدا از تمرین است. " + FILLER), "governor-office@بوشهر")

    assert found.speaks


def test_who_is_named_after_according_to_speaks(attribute: Attribute) -> None:
    body = FILLER + "به گفته مینا کاویانی، مدیرعامل شرکت گاز استان سمنان، لوله‌ها نو شدند."

    assert claim(attribute(body), "gas@سمنان").speaks


def test_a_headline_about_an_announcement_is_speech(attribute: Attribute) -> None:
    found = attribute("🔹 پلیس فتا تهران از دستگیری یک کلاهبردار خبر داد")

    assert found.attributions[0].speaks


def test_a_guest_of_a_meeting_is_only_mentioned(attribute: Attribute) -> None:
    body = FILLER + "نشست انجمن با حضور استاندار بوشهر برگزار شد و گوینده گفت: سپاس."

    found = claim(attribute(body), "governor-office@بوشهر")

    assert (found.role, found.speaks) == (Role.MENTIONED, False)


def test_a_venue_does_not_speak(attribute: Attribute) -> None:
    body = FILLER + "پژوهشگری در همایشی که در دانشگاه شیراز برگزار شد، اظهار کرد: کار خوب است."

    found = attribute(body).attributions[0]

    assert (found.role, found.speaks) == (Role.MENTIONED, False)


def test_an_agency_by_whose_order_something_happens_acts(attribute: Attribute) -> None:
    body = "راه روستا به دستور استاندار سمنان باز شد. " + FILLER

    assert claim(attribute(body), "governor-office@سمنان").role is Role.ACTOR


def test_the_name_beside_an_office_is_remembered(attribute: Attribute) -> None:
    body = f"در نشست امروز، بهمن سروستانی، فرماندار تفت حاضر بود. {FILLER}\nسروستانی افزود: راه باز است."

    assert claim(attribute(body), "county-governor@یزد/تفت").speaks


def test_a_surname_that_two_offices_share_speaks_for_none(attribute: Attribute) -> None:
    body = (
        "در نشست با حضور آرش سروستانی، فرماندار تفت و با حضور مینو سروستانی، بخشدار نیر برگزار شد. "
        f"{FILLER}\nسروستانی افزود: راه باز است."
    )

    assert not any(a.speaks for a in attribute(body).attributions)


def test_the_opening_actor_is_the_main_one(attribute: Attribute) -> None:
    found = attribute("شهرداری قم پل ساخت. " + FILLER, title="پل تازه شهرداری قم")

    assert found.attributions[0].prominence is Prominence.MAIN


def test_a_byline_alone_is_weaker_than_a_deed(attribute: Attribute) -> None:
    byline = FILLER + "به گزارش روابط عمومی شهرداری قم، نمایشگاه کتاب باز است."

    assert claim(attribute(byline), "municipality@قم/قم").role is Role.MENTIONED


def test_publication_on_the_own_site_is_flagged(attributor: Attributor) -> None:
    key = AgencyKey("municipality", "قم", "قم")
    text = ItemText(title=None, lead=None, body="شهرداری قم پل ساخت.", own_agency=key)

    assert attributor.attribute(text).attributions[0].own_site


@pytest.fixture(scope="module")
def with_head(methodology: Methodology) -> Attributor:
    """The shipped methodology with a profile of its own: an invented head with a term in 1403."""
    head = Head(name="کامبیز نیک‌سرشتیان", role="مدیرکل", since=date(2024, 4, 1), until=date(2025, 4, 1))
    agency = Agency(
        key=AgencyKey("tax", PROVINCE), name="خزانه بزرگ شهر", group="g", track="t", heads=(head,)
    )
    profile = Profile(
        id="p",
        name="نمونه",
        province=PROVINCE,
        sample=True,
        groups={"g": "گروه"},
        tracks={"t": "رده"},
        agencies=(agency,),
        scheme="s",
        watched_outlets=(),
    )
    return Attributor(replace(methodology, profiles={"p": profile}))


def found_by_head(attributor: Attributor, body: str, day: date | None) -> list[str]:
    found = attributor.attribute(ItemText(title=None, lead=None, body=body, day=day))
    return [a.reason for a in found.attributions]


def test_a_head_known_from_config_stands_for_the_agency(with_head: Attributor) -> None:
    body = "کامبیز نیک‌سرشتیان از کارگاه بازدید کرد."

    assert found_by_head(with_head, body, date(2024, 9, 1)) == ["known-head"]


def test_after_the_term_the_name_says_nothing(with_head: Attributor) -> None:
    body = "کامبیز نیک‌سرشتیان از کارگاه بازدید کرد."

    assert found_by_head(with_head, body, date(2026, 9, 1)) == []


def test_an_exact_name_from_a_profile_is_the_agency(with_head: Attributor) -> None:
    assert found_by_head(with_head, "خزانه بزرگ شهر فراخوان داد.", None) == ["explicit-place"]


def test_a_surname_alone_needs_speech_and_the_province(with_head: Attributor) -> None:
    in_place = found_by_head(with_head, f"در استان {PROVINCE} باران بارید.\nنیک‌سرشتیان گفت: سد پر شد.", None)
    elsewhere = found_by_head(with_head, "نیک‌سرشتیان گفت: سد پر شد.", None)

    assert (in_place, elsewhere) == (["known-head"], [])


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("در این نشست، فرماندار میبد نیز از روند کارها رضایت داشت و گفت: پل ساخته شد.", True),
        ("کشاورزان راضی‌اند و به گفته مدیرکل گاز استان یزد، لوله‌ها نو شده است.", True),
        ("رئیس کمیسیون عمران، حمل و نقل و ترافیک شورای شهر میبد از بازگشایی گذر خبر داد.", True),
        ("استاندار یزد گزارشی از روند ساخت راه‌آهن ارائه کرد.", True),
        ("وزیر در نشست استاندار یزد گفت: باید بهتر شود.", False),
    ],
)
def test_who_speaks_stands_as_the_subject(sentence: str, speaks: bool, attribute: Attribute) -> None:
    claims = [claim for claim in attribute(sentence).attributions if claim.agency.province == "یزد"]

    assert [claim.speaks for claim in claims] == [speaks]
