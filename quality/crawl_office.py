"""An office that watches a measuring site: its folder, and `rasad crawl` run there as a user runs it."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from quality.crawl_site import CrawlSite
from rasad.home import Home

PROFILE = """\
id: watching
name: استان نمونه
province: سمنان
scheme: media-activity-sample
groups: {services: خدماتی}
tracks: {agencies: دستگاه‌ها}
"""
AGENCIES = """\
agencies:
  - {type: gas, group: services, track: agencies}
"""


def make_office(folder: Path, site: CrawlSite, sources: int, *, kinds: tuple[str, ...] = ("feed",)) -> Home:
    """A home whose profile watches this many outlets, each with one source of the site; kinds take turns."""
    profile = folder / "config" / "provinces" / "watching"
    profile.mkdir(parents=True)
    (folder / "config" / "settings.yaml").write_text("profiles: [watching]\n", encoding="utf-8")
    names = ", ".join(f"o{number}" for number in range(sources))
    pairs = ", ".join(f'"{pair}"' for pair in site.pairs)
    watched = f"watched_outlets: [{names}]\nallowed_private: [{pairs}]\n"
    outlets = "".join(_outlet(site, number, kinds[number % len(kinds)]) for number in range(sources))
    (profile / "profile.yaml").write_text(PROFILE + watched, encoding="utf-8")
    (profile / "agencies.yaml").write_text(AGENCIES, encoding="utf-8")
    (profile / "outlets.yaml").write_text(f"outlets:\n{outlets}", encoding="utf-8")
    return Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}")


def start_crawl(home: Home, now: datetime) -> subprocess.Popen[bytes]:
    """`rasad crawl` in a process group of its own, which its crawl leaves for one of its own again."""
    words = ["crawl", "--home", str(home.folder), "--now", now.isoformat()]
    return subprocess.Popen(
        [sys.executable, "-m", "rasad", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "RASAD_DATABASE_URL": ""},
        start_new_session=True,
    )


def _outlet(site: CrawlSite, number: int, kind: str) -> str:
    path, selectors = ("/list", ' selectors: {links: ".news a"},') if kind == "listing" else ("/feed", "")
    address = site.address(f"{path}/{number}", number)
    source = f"{{id: s{number}, kind: {kind},{selectors} address: {address!r}, delay_seconds: 0}}"
    return f"  - {{id: o{number}, name: آوای {number}, tier: C, sources: [{source}]}}\n"
