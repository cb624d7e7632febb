"""Pages an extractor could not read, or read badly, are read again when the office mends its selectors."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from rasad.commands import app
from tests.crawls.hostile import feed_of
from tests.crawls.loopback import Site, serving

pytestmark = pytest.mark.long

NIGHT = ("--now", "2025-11-21T01:30")
NEXT_NIGHT = ("--now", "2025-11-22T01:30")
LATER = ("--now", "2025-11-22T12:00")
TEXT = "شرکت گاز استان سمنان امروز گازرسانی به روستای سپیدار را به پایان رساند و چراغ خانه‌ها روشن شد."

PROFILE = """\
id: mine
name: استان نمونه
province: سمنان
scheme: media-activity-sample
groups: {services: خدماتی}
tracks: {agencies: دستگاه‌ها}
watched_outlets: [sepidar]
allowed_private: ["PAIR"]
"""
AGENCIES = """\
agencies:
  - {type: gas, group: services, track: agencies}
"""
OUTLETS = """\
outlets:
  - id: sepidar
    name: آوای سپیدار
    tier: C
    home_province: سمنان
    sources:
      - id: sepidar-feed
        kind: feed
        address: http://PAIR/feed
        delay_seconds: 0
        expect_a_day: [1, 5]
        selectors: {title: h1, body: "BODY"}
"""


def page(*, body: str = TEXT) -> str:
    return (
        "<html><head><title>گاز به سپیدار رسید</title></head><body><h1>گاز به سپیدار رسید</h1>"
        f'<div class="matn"><p class="text">{body}</p>'
        '<p class="box">بخوانید: قیمت خودرو در بازار تهران</p></div></body></html>'
    )


class Desk:
    """One office that watches one site, and `rasad` as it is run there."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.home = folder / "home"
        self.site = site

    def configure(self, body: str) -> None:
        """Write the overlay; `body` is the selector of the text."""
        folder = self.home / "config" / "provinces" / "mine"
        folder.mkdir(parents=True, exist_ok=True)
        (self.home / "config" / "settings.yaml").write_text("profiles: [mine]\n", encoding="utf-8")
        files = {"profile.yaml": PROFILE, "agencies.yaml": AGENCIES, "outlets.yaml": OUTLETS}
        for name, text in files.items():
            whole = text.replace("PAIR", self.site.pair).replace("BODY", body)
            (folder / name).write_text(whole, encoding="utf-8")

    def run(self, *words: str) -> str:
        result = CliRunner().invoke(app, [*words, "--home", str(self.home)])
        assert result.exit_code == 0, result.output
        return result.stdout

    def read(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json"))

    def number_of(self, path: str) -> str:
        """The number of the item that stands at this path."""
        numbers = ("1", "2")
        return next(
            n
            for n in numbers
            if self.read("explain", "item", n)["stored"]["item"]["url"] == self.site.url(path)
        )

    def outcomes(self, *words: str) -> dict[str, dict[str, int]]:
        return {stage["stage"]: stage["outcomes"] for stage in self.read(*words)}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with serving({"/feed": feed_of("/1", date="Thu, 20 Nov 2025 10:00:00 +0330"), "/1": page()}) as site:
        yield Desk(tmp_path, site)


def test_a_page_whose_extractor_raised_waits_in_quarantine_until_the_selector_is_mended(desk: Desk) -> None:
    desk.configure("div[")
    crawled = desk.outcomes("crawl", *NIGHT)
    [waiting] = desk.read("quarantine")
    listed = desk.run("quarantine")
    shown = desk.run("quarantine", str(waiting["id"]))
    unchanged = desk.outcomes("reextract", *LATER)
    desk.site.requests.clear()
    desk.configure(".matn")
    read = desk.outcomes("reextract", *LATER)

    assert crawled == {"crawl": {"unreadable": 1, "unchanged": 1}}
    assert waiting["page"]["outcome"] == "unreadable"
    assert "the extractor could not read it: SelectorSyntaxError" in listed
    assert "Traceback" in shown
    assert unchanged == {"reextract": {}, "quarantine": {}}
    assert read == {"reextract": {}, "quarantine": {"stored": 1}}
    assert desk.run("quarantine").strip() == "no page is in quarantine"
    assert desk.site.requests == []
    assert desk.read("explain", "item", "1")["stored"]["item"]["origin"] == "baseline"


def test_a_page_without_text_that_a_later_look_brings_leaves_the_quarantine(desk: Desk) -> None:
    desk.configure(".matn")
    desk.site.pages["/1"] = "<html><head><title>گاز به سپیدار رسید</title></head><body>…</body></html>"
    desk.run("crawl", *NIGHT)
    waiting = desk.read("quarantine")
    desk.site.pages["/1"] = page()
    desk.site.pages["/feed"] = feed_of("/1", date="Thu, 20 Nov 2025 10:00:01 +0330")
    desk.run("crawl", "sepidar-feed", *LATER)

    assert [one["page"]["outcome"] for one in waiting] == ["no_text"]
    assert desk.read("quarantine") == []


def test_only_a_text_that_differs_is_touched_and_a_correction_survives(desk: Desk) -> None:
    desk.site.pages["/feed"] = feed_of("/1", "/2", date="Thu, 20 Nov 2025 10:00:00 +0330")
    desk.site.pages["/2"] = page(
        body="مدرسه‌ی روستای چنار دو کلاس تازه گرفت و دانش‌آموزان شادی کردند."
    ).replace('<p class="box">بخوانید: قیمت خودرو در بازار تهران</p>', "")
    desk.configure(".matn")
    desk.run("night", *NIGHT)
    number, other = desk.number_of("/1"), desk.number_of("/2")
    desk.run("user", "add", "maryam")
    desk.run("correct", number, "gas@سمنان", "reject", "--by", "maryam", "--reason", "آزمون")
    desk.configure(".matn p.text")
    read = desk.outcomes("reextract", *LATER)
    again = desk.outcomes("reextract", *LATER)
    desk.run("attribute", *LATER)
    explained = desk.read("explain", "item", number)
    history = desk.read("explain", "item", number, "--versions")
    shown = desk.run("explain", "item", number, "--versions")

    assert read["reextract"] == {"updated": 1, "unchanged": 1}
    assert again["reextract"] == {}
    assert explained["stored"]["item"]["body"] == TEXT
    assert [claim["agency"]["type"] for claim in explained["understanding"]["attributions"]] == ["gas"]
    assert explained["findings"] == []
    assert [one["changed_by"] for one in history["versions"]] == [None, "extractor"]
    assert "[-بخوانید: قیمت خودرو در بازار تهران-]" in shown
    assert len(desk.read("explain", "item", other, "--versions")["versions"]) == 1


def test_an_edit_of_the_outlet_is_a_version_with_its_difference(desk: Desk) -> None:
    desk.configure(".matn p.text")
    desk.site.pages["/feed"] = feed_of("/gone")
    desk.run("crawl", *NIGHT)
    desk.site.pages["/feed"] = feed_of("/1", date="Thu, 20 Nov 2025 10:00:00 +0330")
    desk.run("crawl", "sepidar-feed", *NEXT_NIGHT)
    desk.site.pages["/1"] = page(body=TEXT.replace("امروز", "دیروز"))
    desk.site.pages["/feed"] = feed_of("/1", date="Thu, 20 Nov 2025 10:00:01 +0330")
    desk.run("crawl", "sepidar-feed", *LATER)
    shown = desk.run("explain", "item", "1", "--versions")

    assert "changed by the outlet" in shown
    assert "body: شرکت گاز استان سمنان [-امروز-] [+دیروز+] گازرسانی به روستای سپیدار را …" in shown


def test_the_kept_pages_of_a_month_leave_as_a_web_archive(desk: Desk, tmp_path: Path) -> None:
    desk.configure(".matn")
    desk.run("crawl", *NIGHT)
    path = tmp_path / "pages.warc.gz"
    ends = desk.outcomes("pages", "export", "--warc", str(path), "--month", "1404-08", *LATER)
    with path.open("rb") as file:
        read = [
            (one.rec_type, one.content_stream().read())
            for one in ArchiveIterator(file, check_digests="raise")
        ]

    assert ends == {"export": {"stored": 1}}
    assert read[1] == ("resource", page().encode())


def test_a_night_below_its_bounds_is_said_by_the_night_and_by_the_doctor(desk: Desk) -> None:
    desk.configure(".matn")
    desk.run("crawl", *NIGHT)
    night = desk.read("crawl", "sepidar-feed", *LATER)
    doctor = CliRunner().invoke(app, ["doctor", "--home", str(desk.home), *LATER])

    assert night[0]["alarms"] == ["sepidar-feed: 0 new items where at least 1 are expected"]
    assert "MEND  source: sepidar-feed: 0 new items where at least 1 are expected" in doctor.output
