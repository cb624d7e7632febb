"""Nights of an office that watches an agency's own site: its certificate, its dead links, its second look."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from typer.testing import CliRunner

from rasad.collecting.between_nights import look_between_nights
from rasad.commands import app
from rasad.commands.options import open_home, read_now
from storage.probes import probes_between
from storage.source_states import source_states
from tests.crawls.hostile import article
from tests.crawls.loopback import Answer, Reply, Site, serving
from tests.crawls.test_other_traps import KEY, certificate

pytestmark = pytest.mark.long

NIGHT = read_now("2025-11-21T01:30")
A_DAY = timedelta(days=1)
PROFILE = """\
id: mine
name: استان نمونه
province: سمنان
scheme: media-activity-sample
groups: {services: خدماتی}
tracks: {agencies: دستگاه‌ها}
watched_outlets: []
allowed_private: ["PAIR"]
"""
AGENCIES = """\
agencies:
  - {type: gas, group: services, track: agencies, own_outlet: gas-site}
"""
OUTLETS = """\
outlets:
  - id: gas-site
    name: شرکت گاز
    kind: agency_site
    tier: E
    sources:
      - {id: gas-news, kind: listing, address: "ROOT/list", delay_seconds: 0, selectors: {links: ".news a"}}
"""


def listing(*paths: str) -> str:
    return '<ul class="news">' + "".join(f'<li><a href="{p}">خبر {p}</a></li>' for p in paths) + "</ul>"


class Watch:
    """An office with one agency's site, and `rasad` at the hours of its nights."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.home = folder / "home"
        self.site = site
        mine = self.home / "config" / "provinces" / "mine"
        mine.mkdir(parents=True)
        (self.home / "config" / "settings.yaml").write_text("profiles: [mine]\n", encoding="utf-8")
        for name, text in (("profile", PROFILE), ("agencies", AGENCIES), ("outlets", OUTLETS)):
            whole = text.replace("PAIR", site.pair).replace("ROOT", site.url(""))
            (mine / f"{name}.yaml").write_text(whole, encoding="utf-8")

    def run(self, *words: str, after: timedelta = timedelta(0)) -> Any:
        at = (NIGHT + after).isoformat()
        result = CliRunner().invoke(app, [*words, "--home", str(self.home), "--now", at, "--json"])
        return json.loads(result.stdout)


@contextmanager
def watching(folder: Path, pages: dict[str, Answer], tls: ssl.SSLContext | None = None) -> Iterator[Watch]:
    with serving(pages, tls=tls) as site:
        yield Watch(folder, site)


def tls_until(folder: Path, end: timedelta) -> ssl.SSLContext:
    path = folder / "site.pem"
    private = KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    shown = certificate(since=NIGHT - 90 * A_DAY, until=NIGHT + end)
    path.write_bytes(private + shown.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_a_certificate_that_ends_within_weeks_is_said_by_the_night_and_by_the_doctor(tmp_path: Path) -> None:
    pages: dict[str, Answer] = {"/list": listing("/1"), "/1": article()}
    with watching(tmp_path, pages, tls_until(tmp_path, 9 * A_DAY + timedelta(hours=2))) as watch:
        [night] = watch.run("crawl")
        findings = watch.run("doctor")
        later = watch.run("doctor", after=10 * A_DAY)
    said = "gas-news: its certificate ends on 2025-11-30, in 9 days; tell the agency"

    assert said in night["alarms"]
    assert [f["said"] for f in findings if f["said"].startswith(said)]
    assert [f for f in later if "its certificate ended on 2025-11-30: browsers warn" in f["said"]]


def test_a_certificate_with_months_to_go_is_not_mentioned(tmp_path: Path) -> None:
    pages: dict[str, Answer] = {"/list": listing("/1"), "/1": article()}
    with watching(tmp_path, pages, tls_until(tmp_path, 200 * A_DAY)) as watch:
        [night] = watch.run("crawl")

    assert night["alarms"] == []


def test_the_sample_of_a_site_is_the_same_every_night_and_finds_the_page_that_is_gone(tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(25)]
    pages: dict[str, Answer] = {p: article(title=f"خبر شمارهٔ {p}") for p in paths}
    with watching(tmp_path, {"/list": listing(*paths), **pages}) as watch:
        watch.run("crawl")
        watch.site.pages["/list"] = listing("/24")
        asked = []
        for night in (1, 2):
            watch.site.requests.clear()
            watch.run("crawl", after=night * A_DAY)
            asked.append([path for path in watch.site.paths() if path != "/list"])
        watch.site.pages[asked[0][0]] = Reply(status=404)
        watch.run("crawl", after=3 * A_DAY)
        office = open_home(watch.home)
        with office.database.read() as connection:
            looks = probes_between(connection, NIGHT, NIGHT + 9 * A_DAY)
        office.database.close()

    assert asked[0] == asked[1]
    assert len(asked[0]) == 20
    assert [(look.tried_links, look.broken_links) for look in looks] == [
        (None, None),
        (20, 0),
        (20, 0),
        (20, 1),
    ]


def test_a_site_that_failed_at_night_is_looked_at_again_before_noon_and_others_are_left_alone(
    tmp_path: Path,
) -> None:
    with watching(tmp_path, {"/list": Reply(status=500)}) as watch:
        watch.run("crawl")
        office = open_home(watch.home)
        watch.site.requests.clear()
        early = look_between_nights(office, NIGHT + timedelta(hours=2))
        asked_early = watch.site.paths()
        watch.site.pages["/list"] = listing()
        look_between_nights(office, NIGHT + timedelta(hours=4))
        look_between_nights(office, NIGHT + timedelta(hours=5))
        with office.database.read() as connection:
            looks = probes_between(connection, NIGHT, NIGHT + A_DAY)
        office.database.close()

    assert (early.inputs, asked_early) == (0, [])
    assert [look.answered for look in looks] == [False, False]
    assert "no link" in looks[1].why


def test_a_list_that_turns_over_within_a_day_is_looked_at_by_day_without_asking_for_known_pages(
    tmp_path: Path,
) -> None:
    paths = [f"/{n}" for n in range(30)]
    pages: dict[str, Answer] = {p: article(title=f"خبر شمارهٔ {p}") for p in paths}
    with watching(tmp_path, {"/list": listing(*paths[:10]), **pages}) as watch:
        watch.run("crawl")
        watch.site.pages["/list"] = listing(*paths[10:20])
        [night] = watch.run("crawl", after=A_DAY)
        watch.site.pages["/list"] = listing(*paths[14:24])
        watch.site.requests.clear()
        office = open_home(watch.home)
        look_between_nights(office, NIGHT + A_DAY + timedelta(hours=13))
        with office.database.read() as connection:
            state = source_states(connection)["gas-news"]
        office.database.close()

    assert night["alarms"] == []
    assert sorted(watch.site.paths()) == ["/20", "/21", "/22", "/23", "/list"]
    assert state.interval_seconds == pytest.approx(13 / 4 * 10 / 2 * 3600, rel=0.01)
