"""One release on an agency's site, its channels and in the press: one story, original and copies."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.items import Item, Origin
from core.moments import Moment, Precision
from core.stories import Relation, StoryMember
from rasad.home import Home
from rasad.understanding.group import group_new_items
from rasad.wiring import Office, open_office
from storage.store_items import store_items
from storage.stories import members_of_items

NOON = datetime(2025, 11, 20, 8, 30, tzinfo=UTC)
AGENCIES = """\
agencies:
  - {type: gas, group: services, track: agencies, own_outlet: gas-site, channels: [gas-bale, gas-eitaa]}
"""
PROFILE = """\
id: mine
name: استان نمونه
province: سمنان
scheme: media-activity-sample
groups: {services: خدماتی}
tracks: {agencies: دستگاه‌ها}
watched_outlets: [sepidar, irna]
"""
OUTLETS = """\
outlets:
  - {id: gas-site, name: شرکت گاز سپیدار, kind: agency_site, tier: E}
  - {id: gas-bale, name: کانال بله گاز, kind: channel, tier: E}
  - {id: gas-eitaa, name: کانال ایتا گاز, kind: channel, tier: E}
  - {id: sepidar, name: آوای سپیدار, tier: C, home_province: سمنان}
"""
RELEASE = (
    "گازرسانی به روستای سپیدار پس از دو سال کار به پایان رسید و صد و بیست خانوار از امروز گاز دارند. "
    "مدیر شرکت گفت کار لوله‌گذاری روستای بالا نیز از هفتهٔ آینده آغاز می‌شود و تا پایان سال ادامه دارد."
)
SHORT = "گاز روستای سپیدار فردا قطع است."


@pytest.fixture
def office(tmp_path: Path) -> Office:
    mine = tmp_path / "home" / "config" / "provinces" / "mine"
    mine.mkdir(parents=True)
    (tmp_path / "home" / "config" / "settings.yaml").write_text("profiles: [mine]\n", encoding="utf-8")
    for name, text in (("profile", PROFILE), ("agencies", AGENCIES), ("outlets", OUTLETS)):
        (mine / f"{name}.yaml").write_text(text, encoding="utf-8")
    return open_office(Home(folder=tmp_path / "home", database_url=f"sqlite:///{tmp_path / 'rasad.sqlite'}"))


def piece(outlet: str, body: str, *, hours: float = 0, title: str | None = "گاز به سپیدار رسید") -> Item:
    at = NOON + timedelta(hours=hours)
    return Item(
        key=f"https://{outlet}.example/{hours}",
        outlet=outlet,
        url=f"https://{outlet}.example/{hours}",
        title=title,
        lead=None,
        body=body,
        first_seen=at,
        origin=Origin.CRAWL,
        published=Moment(at=at, precision=Precision.MINUTE, rule="iso"),
    )


def grouped(office: Office, *items: Item) -> list[StoryMember]:
    with office.database.begin() as connection:
        ids = [stored.id for stored, _ in store_items(connection, items)]
    group_new_items(office, NOON + timedelta(days=1))
    with office.database.read() as connection:
        members = members_of_items(connection, ids)
    return [members[one] for one in ids]


def test_a_release_is_linked_to_the_coverage_it_got(office: Office) -> None:
    press = piece("sepidar", f"به گزارش آوای سپیدار به نقل از روابط عمومی شرکت گاز، {RELEASE}")
    release = piece("gas-site", RELEASE, hours=5)
    covered, original = grouped(office, press, release)

    assert covered.story_id == original.story_id
    assert (original.relation, covered.relation) == (Relation.ORIGINAL, Relation.NEAR)
    assert covered.credit == "روابط عمومی شرکت گاز"


def test_a_copy_with_an_earlier_time_that_names_its_source_is_the_copy(office: Office) -> None:
    copy = piece("sepidar", f"به گزارش ایرنا، {RELEASE}")
    source = piece("irna", RELEASE, hours=3)
    copied, original = grouped(office, copy, source)

    assert (copied.relation, original.relation) == (Relation.NEAR, Relation.ORIGINAL)
    assert copied.credit == "ایرنا"


def test_short_posts_of_one_message_are_one_story_however_each_channel_signs_them(office: Office) -> None:
    bale = piece("gas-bale", f"{SHORT}\n@gas_sepidar", title=None)
    eitaa = piece(
        "gas-eitaa", f"{SHORT}\n🆔 کانال شرکت گاز: https://eitaa.com/gas_sepidar", hours=1, title=None
    )
    first, second = grouped(office, bale, eitaa)

    assert first.story_id == second.story_id
    assert second.relation is Relation.EXACT


def test_what_comes_later_joins_the_story_and_running_again_changes_nothing(office: Office) -> None:
    [release] = grouped(office, piece("gas-site", RELEASE))
    [late] = grouped(office, piece("sepidar", f"به نقل از روابط عمومی شرکت گاز؛ {RELEASE}", hours=20))
    again = group_new_items(office, NOON + timedelta(days=2))

    assert late.story_id == release.story_id
    assert again.outcomes.total() == 0
