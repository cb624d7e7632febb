"""The truth about the items, the imported archive, and the profile that watches the newsroom."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from core.agencies import AgencyKey
from core.attributions import Role
from core.calendar import JalaliMonth
from core.methodology import Methodology
from core.outlets import OutletKind
from newsroom.archive import write_archive
from newsroom.overlay import overlay_with_ports
from newsroom.sites import DEFAULT_BASE_PORT, load_sites, root_of
from newsroom.truth import ExpectedItem, expected, month_totals
from rasad.load_config import load_methodology

MEHR, ABAN = JalaliMonth(1404, 7), JalaliMonth(1404, 8)


def items_of(story: str) -> dict[str, ExpectedItem]:
    return {item.outlet: item for item in expected() if item.story == story}


def test_addresses_are_unique() -> None:
    assert len({item.url for item in expected()}) == len(expected())


def test_addresses_move_with_the_base_port() -> None:
    first = expected(29_000)[-1]

    assert first.url.startswith(f"{root_of(first.outlet, 29_000)}/")


def test_totals_count_what_a_crawl_can_reach() -> None:
    reachable, all_items = month_totals(expected()), month_totals(expected(), reachable_only=False)

    assert reachable[MEHR] == all_items[MEHR] >= 100
    assert 100 <= reachable[ABAN] == all_items[ABAN] - 2


def test_an_item_published_into_silence_and_a_broken_page_cannot_be_reached() -> None:
    assert {(item.story, item.outlet) for item in expected() if not item.is_reachable} == {
        ("ab-unseen-flood-wall", "semnan-ab"),
        ("court-land-case", "dasht-kohan"),
    }


def test_an_item_published_in_a_short_outage_is_reached_later() -> None:
    assert items_of("dust-schools-closed")["sayeban"].is_reachable


def test_changes_are_told() -> None:
    changed = [item for item in expected() if item.retitled or item.redated or item.deleted]

    assert sum(item.retitled is not None for item in changed) == 2
    assert sum(item.redated is not None for item in changed) == 1
    assert sum(item.deleted is not None for item in changed) == 1


def test_truth_carries_agency_role_and_topic() -> None:
    item = items_of("abfa-damghan-well")["semnan-abfa"]

    assert [(a.agency, a.role) for a in item.agencies] == [
        (AgencyKey("water-wastewater", "سمنان"), Role.ACTOR),
        (AgencyKey("county-governor", "سمنان", "دامغان"), Role.MENTIONED),
    ]
    assert (item.topic, item.service_reflection.value) == ("water-energy", "yes")


def test_the_archive_holds_the_items_of_mehr_in_import_form(tmp_path: Path) -> None:
    count = write_archive(tmp_path / "archive.jsonl")
    lines = [
        json.loads(line) for line in (tmp_path / "archive.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    by_url = {item.url: item for item in expected() if JalaliMonth.of(item.published) == MEHR}

    assert count == len(lines) == len(by_url)
    assert len({line["id"] for line in lines}) == count
    for line in lines:
        assert set(line) == {"id", "url", "outlet", "title", "lead", "body", "published"}
        assert line["title"] == by_url[line["url"]].title
        assert line["outlet"] in load_sites()
        assert datetime.fromisoformat(line["published"]) == by_url[line["url"]].published


def test_the_profile_watches_every_site_at_its_port(methodology: Methodology) -> None:
    profile = methodology.profiles["semnan-sample"]
    ports = [f"127.0.0.1:{DEFAULT_BASE_PORT + n}" for n in range(len(load_sites()))]

    assert profile.sample
    assert list(profile.allowed_private) == ports
    for site, port in zip(load_sites().values(), ports, strict=True):
        (source,) = methodology.outlets[site.id].sources
        path = "/feed/" if site.feed != "none" else "/"
        assert (source.address, source.delay_seconds) == (f"http://{port}{path}", 0)
        assert source.kind == ("feed" if site.feed != "none" else "listing")


def test_the_profile_has_groups_tracks_outlets_and_an_unscored_governor(methodology: Methodology) -> None:
    profile = methodology.profiles["semnan-sample"]
    unscored = [agency.key.type for agency in profile.agencies if not agency.scored]
    own_sites = [
        o for o in methodology.outlets.values() if o.kind is OutletKind.AGENCY_SITE and o.id in load_sites()
    ]

    assert len(profile.agencies) >= 14
    assert len(profile.groups) >= 3
    assert len(profile.tracks) == 2
    assert len(profile.watched_outlets) == 6
    assert len({methodology.outlets[outlet].tier for outlet in profile.watched_outlets}) == 5
    assert unscored == ["governor-office"]
    assert {outlet.id for outlet in own_sites} == {a.own_outlet for a in profile.agencies if a.own_outlet}
    assert {a.own_outlet: a.key for a in profile.agencies if a.own_outlet} == {
        site.id: site.agency for site in load_sites().values() if site.agency
    }


@pytest.mark.parametrize("month", [MEHR, ABAN], ids=str)
def test_every_watched_agency_but_one_at_most_is_covered_in_the_month(
    methodology: Methodology, month: JalaliMonth
) -> None:
    items = [item for item in expected() if JalaliMonth.of(item.published) == month]
    covered = {found.agency for item in items for found in item.agencies}
    watched = {agency.key for agency in methodology.profiles["semnan-sample"].agencies}

    assert len(watched - covered) <= 1, watched - covered


def test_an_overlay_moves_the_whole_profile_to_other_ports(
    checkout: Path, sample_office: Path, tmp_path: Path
) -> None:
    overlay_with_ports(checkout / "config", 29_000, tmp_path)
    methodology = load_methodology([checkout / "config", sample_office, tmp_path])

    assert methodology.outlets["kavirban"].sources[0].address == "http://127.0.0.1:29000/feed/"
    assert (
        methodology.profiles["semnan-sample"].allowed_private[-1]
        == f"127.0.0.1:{29_000 + len(load_sites()) - 1}"
    )
