"""Files that people send and clips they enter: stored once, with who entered them, replacing nothing."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from core.errors import InputError
from core.items import Item, Origin
from core.moments import Moment, Precision
from rasad.commands import app
from rasad.home import Home
from rasad.wiring import Office, open_office
from storage.audit import audit_between
from storage.items import known_addresses
from storage.source_days import source_days_between
from storage.store_items import store_items
from tests.crawls.crawling import NOW

CLOCK = ("--now", NOW.isoformat())
OUTLETS = """outlets:
  - {id: kavir, name: کویر خبر, tier: C, domains: [kavirnews.example, t.me/kavirnews]}
"""
CLIP = ("--outlet", "کویر خبر", "--date", "۱۴۰۵/۰۸/۲۹", "--title", "پل تازه", "--by", "roya")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    config = tmp_path / "home" / "config" / "outlets"
    config.mkdir(parents=True)
    (config / "own.yaml").write_text(OUTLETS, encoding="utf-8")
    run("user", "add", "roya", "--home", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, list(words))
    if isinstance(result.exception, InputError):
        raise result.exception
    return result


def office_of(home: Path) -> Office:
    return open_office(Home(folder=home, database_url=f"sqlite:///{home / 'rasad.sqlite'}"))


def outcomes(result: Result) -> dict[str, int]:
    outcomes: dict[str, int] = json.loads(result.stdout)[0]["outcomes"]
    return outcomes


def import_file(home: Path, name: str, text: str, *more: str) -> Result:
    path = home.parent / name
    path.write_text(text, encoding="utf-8")
    return run("import", str(path), "--home", str(home), "--json", *CLOCK, *more)


def export(text: str = "پل تازه") -> str:
    messages = [
        {"id": 1, "type": "service"},
        {"id": 7, "type": "message", "date_unixtime": "1795156200", "text": text},
    ]
    return json.dumps({"name": "کویر خبر", "id": 12, "messages": messages}, ensure_ascii=False)


def test_a_file_given_again_changes_nothing(home: Path) -> None:
    table = "رسانه,تاریخ,تیتر\nکویر خبر,۱۴۰۵/۰۸/۲۹,پل تازه\n"
    first = import_file(home, "sent.csv", table)
    again = import_file(home, "sent.csv", table)

    assert (outcomes(first), first.exit_code) == ({"stored": 1}, 0)
    assert outcomes(again) == {"unchanged": 1}


def test_a_bad_row_is_named_with_its_line_and_the_rest_is_kept(home: Path) -> None:
    result = import_file(home, "sent.csv", "رسانه,تیتر\n,پل تازه\nکویر خبر,راه تازه\n")

    assert outcomes(result) == {"stored": 1, "unreadable": 1}
    assert "sent.csv:2: names no outlet" in result.stderr
    assert result.exit_code == 3


def test_an_exported_channel_is_stored_and_its_mended_text_is_a_version(home: Path) -> None:
    first = import_file(home, "result.json", export())
    mended = import_file(home, "result.json", export("پل تازه باز شد"))

    assert (outcomes(first), first.exit_code) == ({"stored": 1, "nothing_found": 1}, 0)
    assert outcomes(mended) == {"updated": 1, "nothing_found": 1}


def test_what_a_crawl_brought_is_not_replaced_by_an_export_or_a_clip(home: Path) -> None:
    office = office_of(home)
    crawled = Item(
        key="https://t.me/kavirnews/7", outlet="kavir", url="https://t.me/kavirnews/7", title="پل بسته شد",
        lead=None, body=None, first_seen=NOW, origin=Origin.CRAWL,
        published=Moment(at=NOW, precision=Precision.SECOND, rule="telegram:time/iso"),
    )  # fmt: skip
    with office.database.begin() as connection:
        store_items(connection, [crawled])
    exported = import_file(home, "result.json", export())
    clip = run("clip", *CLIP, "--url", "https://t.me/kavirnews/7", "--home", str(home), *CLOCK)
    with office.database.read() as connection:
        held = known_addresses(connection, "kavir")

    assert outcomes(exported) == {"duplicate": 1, "nothing_found": 1}
    assert "nothing was changed" in clip.stdout
    assert held == {crawled.key: crawled.text_hash}


def test_a_clip_is_an_item_with_the_name_of_who_entered_it(home: Path) -> None:
    stored = run("clip", *CLIP, "--text", "کار پل تمام شد.", "--home", str(home), *CLOCK)
    again = run("clip", *CLIP, "--text", "کار پل تمام شد.", "--home", str(home), *CLOCK)
    mended = run("clip", *CLIP, "--text", "کار پل پایان یافت.", "--home", str(home), *CLOCK)
    with office_of(home).database.read() as connection:
        entries = audit_between(connection, NOW, NOW.replace(year=NOW.year + 1))

    assert "stored as item 1" in stored.stdout
    assert "already there as item 1" in again.stdout
    assert "version 2 of item 1" in mended.stdout
    clips = {(e.who, e.subject, e.new) for e in entries if e.action == "clip"}
    assert clips == {("roya", "item 1", "پل تازه")}
    assert sum(e.action == "clip" for e in entries) == 2


def test_a_file_of_clips_is_clips_and_proves_no_day_of_its_outlets(home: Path) -> None:
    table = "رسانه,تاریخ,تیتر\nکویر خبر,۱۴۰۵/۰۸/۲۹,پل تازه\nکویر خبر,بهار,راه تازه\n"
    result = import_file(home, "clips.csv", table, "--clipped-by", "roya")
    with office_of(home).database.read() as connection:
        days = source_days_between(connection, NOW.date().replace(year=2000), NOW.date())

    assert outcomes(result) == {"stored": 2}
    assert days == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--by": "nobody"}, "rasad user add"),
        ({"--outlet": "روزنامه ناشناس"}, "no outlet of config/"),
        ({"--date": "بهار"}, "no date that has been"),
        ({"--date": "۱۴۰۶/۰۸/۲۹"}, "no date that has been"),
        ({"--title": " "}, "none of title"),
    ],
)
def test_a_clip_that_cannot_be_kept_says_why(home: Path, changed: dict[str, str], said: str) -> None:
    options = dict(zip(CLIP[::2], CLIP[1::2], strict=True)) | changed
    words = [word for option in options.items() for word in option]

    with pytest.raises(InputError, match=said):
        run("clip", *words, "--home", str(home), *CLOCK)


def test_clips_of_nobody_are_refused_before_anything_is_stored(home: Path) -> None:
    result = import_file(home, "clips.csv", "رسانه,تیتر\nکویر خبر,پل تازه\n", "--clipped-by", "nobody")
    with office_of(home).database.read() as connection:
        held = known_addresses(connection, "kavir")

    assert result.exit_code == 1
    assert "rasad user add" in result.stderr
    assert held == {}
