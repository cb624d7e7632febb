"""What `rasad probe` prints is an entry as it stands: checked, crawled, and the same items come."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rasad.commands import app
from tests.crawls.hostile import TEXT, article
from tests.crawls.loopback import Answer, serving

pytestmark = pytest.mark.long

NOW = ("--now", "2025-11-21T12:00")
PROFILE = """\
id: mine
name: استان نمونه
province: سمنان
scheme: media-activity-sample
groups: {services: خدماتی}
tracks: {agencies: دستگاه‌ها}
watched_outlets: [OUTLETS]
allowed_private: ["PAIR"]
"""


def front_page() -> str:
    lines = "".join(
        f'<li class="row"><a href="/n/10{n}">پل شماره {n} روستای سپیدار باز شد</a>'
        '<i class="when">۲۹ آبان ۱۴۰۴</i></li>'
        for n in range(6)
    )
    return f"<html><head><title>آوای «سپیدار»: خبرها</title></head><body><ul>{lines}</ul></body></html>"


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(home)])


def write_profile(home: Path, pair: str, outlets: str = "") -> Path:
    folder = home / "config" / "provinces" / "mine"
    folder.mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.yaml").write_text("profiles: [mine]\n", encoding="utf-8")
    (folder / "agencies.yaml").write_text("agencies:\n  - {type: gas, group: services, track: agencies}\n")
    (folder / "profile.yaml").write_text(
        PROFILE.replace("PAIR", pair).replace("OUTLETS", outlets), encoding="utf-8"
    )
    return folder / "outlets.yaml"


def test_the_printed_entry_is_valid_and_crawls_what_the_look_saw(tmp_path: Path) -> None:
    pages: dict[str, Answer] = {f"/n/10{n}": article(f"{TEXT} {n}", title=f"پل شماره {n}") for n in range(6)}
    with serving({"/": front_page(), **pages}) as site:
        entry = write_profile(tmp_path, site.pair)
        probed = run(tmp_path, "probe", site.url("/"), "--delay", "0", *NOW)
        assert probed.exit_code == 0, probed.output
        name = f"site-{site.pair.rpartition(':')[2]}"
        write_profile(tmp_path, site.pair, name)
        entry.write_text(probed.stdout.replace("delay_seconds: 2", "delay_seconds: 0"), encoding="utf-8")
        checked = run(tmp_path, "check")
        crawled = run(tmp_path, "crawl", f"{name}-listing", "--json", *NOW)

    assert "# not found: no feed, neither named by its pages nor in the usual places" in probed.stdout
    assert "robots.txt" in probed.stdout
    assert checked.exit_code == 0, checked.output
    assert '"stored": 6' in crawled.stdout


def test_a_site_that_cannot_be_looked_at_ends_with_one_line(tmp_path: Path) -> None:
    with serving({}) as site:
        write_profile(tmp_path, "127.0.0.1:1")
        refused = run(tmp_path, "probe", site.url("/"), *NOW)

    assert refused.exit_code == 1
    assert "could not be looked at: refused_address" in str(refused.exception)
    assert site.requests == []


@pytest.mark.parametrize("address", ["file:///etc/passwd", "a b", ""])
def test_what_is_no_web_address_is_said_at_once(tmp_path: Path, address: str) -> None:
    refused = run(tmp_path, "probe", address, *NOW)

    assert refused.exit_code == 1
    assert address in str(refused.exception)
