"""The demo, from nothing to the report: what the newsroom published is what the product shows."""

import re
import sqlite3
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.calendar import JalaliMonth
from core.digits import latin_digits
from core.observations import State
from core.outcomes import Outcome
from core.scores import TOTAL
from crawler.identity import canonical
from newsroom.archive import ARCHIVE_MONTH
from newsroom.truth import ExpectedItem, expected
from rasad.demo import CRAWLED_MONTH, DemoResult, run_demo
from rasad.home import Home
from rasad.reporting.month import write_report
from rasad.rounds.explain import adds_up, explain_score
from rasad.wiring import no_progress

LINK_TO_LIST = re.compile(r'href="([^"]*lists/[^"]+\.html)" data-count="(\d+)">([۰-۹٬]+)</a>')
ENTRY = re.compile(r'<article class="item"|<li class="line"')

FIRST_PORT = 23000


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("demo") / "home"
    return Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}")


@pytest.fixture(scope="module")
def demo(home: Home) -> DemoResult:
    return run_demo(home, no_progress, lambda _line: None, first_port=FIRST_PORT)


@pytest.fixture(scope="module")
def truth(demo: DemoResult) -> list[ExpectedItem]:
    address = next(iter(demo.office.methodology.outlets["kavirban"].sources)).address
    port = int(re.findall(r":(\d+)/", address)[0])
    return [item for item in expected(port) if item.is_reachable]


def _rows(home: Home, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(home.folder / "rasad.sqlite")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_every_item_that_could_be_reached_is_stored_once(
    demo: DemoResult, home: Home, truth: list[ExpectedItem]
) -> None:
    stored = Counter(key for (key,) in _rows(home, "SELECT key FROM item"))

    assert {key: n for key, n in stored.items() if n > 1} == {}
    assert set(stored) == {canonical(item.url) for item in truth}


def test_each_night_stores_only_what_is_new(demo: DemoResult, home: Home) -> None:
    by_night = sum(
        report.outcomes[Outcome.STORED]
        for _, reports in demo.nights
        for report in reports
        if report.stage == "crawl"
    )

    [(crawled,)] = _rows(home, "SELECT count(*) FROM item WHERE origin != 'import'")
    assert by_night == crawled


def test_a_corrected_headline_is_a_new_version_of_the_same_item(
    demo: DemoResult, home: Home, truth: list[ExpectedItem]
) -> None:
    retitled = {canonical(item.url): item.retitled for item in truth if item.retitled}
    titles: dict[str, str] = dict(
        _rows(home, "SELECT key, title FROM item JOIN item_version v ON v.item_id = item.id WHERE number = 2")
    )

    assert retitled
    assert {key: titles.get(key) for key in retitled} == retitled


def test_attribution_agrees_with_the_truth(demo: DemoResult, home: Home, truth: list[ExpectedItem]) -> None:
    found = set(
        _rows(
            home,
            "SELECT key, agency FROM attribution a JOIN item_version v ON v.id = a.version_id"
            " JOIN item ON item.id = v.item_id WHERE number = 1 AND province IS NOT NULL",
        )
    )
    wanted = {(canonical(item.url), str(one.agency)) for item in truth for one in item.agencies}

    assert len(found & wanted) / len(found) > 0.93
    assert len(found & wanted) / len(wanted) > 0.93


def test_a_source_that_failed_makes_no_zero(demo: DemoResult) -> None:
    """The water company's site answered 503 from the tenth on."""
    crawled = demo.counted[-1]
    own_site = [
        o
        for o in crawled.observations
        if o.agency.type == "regional-water" and o.measure.startswith("own_site")
    ]

    assert own_site
    assert {o.state for o in own_site} == {State.NOT_MEASURED}
    assert all(o.why for o in own_site)


def test_a_stale_portal_is_seen_as_stale(demo: DemoResult) -> None:
    [staleness] = [
        o
        for o in demo.counted[-1].observations
        if o.agency.type == "post" and o.measure == "own_site_staleness_days"
    ]

    assert staleness.state is State.MEASURED
    assert staleness.value == 30


def test_the_archived_month_has_no_probes_and_says_so(demo: DemoResult) -> None:
    archived = [o for o in demo.counted[0].observations if o.measure == "own_site_staleness_days"]

    assert {o.state for o in archived} == {State.NOT_MEASURED}


def test_items_of_the_archive_are_labelled_so(demo: DemoResult) -> None:
    origins = {name for o in demo.counted[0].observations for name, _ in o.origins}

    assert origins == {"import"}


@pytest.mark.parametrize("month", [ARCHIVE_MONTH, CRAWLED_MONTH])
def test_every_number_of_every_page_opens_exactly_what_was_counted(
    demo: DemoResult, month: JalaliMonth
) -> None:
    [index] = [path for path in demo.reports if str(month) in str(path)]
    numbers = [
        (page.parent / address, int(count), shown)
        for page in (index, *sorted((index.parent / "agencies").glob("*.html")))
        for address, count, shown in LINK_TO_LIST.findall(page.read_text(encoding="utf-8"))
    ]

    assert len(numbers) > 300
    assert {
        shown for _, count, shown in numbers if latin_digits(shown).replace("٬", "") != str(count)
    } == set()
    assert [first for first, count, _ in numbers if _entries_listed(first) != count] == []


@cache
def _entries_listed(first: Path) -> int:
    """Items of a list, or the lines that name what is no item, over all its pages."""
    pages = [first, *sorted(first.parent.glob(f"{first.stem}--*.html"))]
    return sum(len(ENTRY.findall(page.read_text(encoding="utf-8"))) for page in pages)


@pytest.mark.parametrize("month", [ARCHIVE_MONTH, CRAWLED_MONTH])
def test_every_score_can_be_walked_down_to_its_items_and_probes_and_adds_up(
    demo: DemoResult, month: JalaliMonth
) -> None:
    profile = demo.office.methodology.profiles["semnan-sample"]
    for agency in profile.agencies:
        explained = explain_score(demo.office, profile, str(agency.key), TOTAL, month)
        probed = [o.probes for o in explained.observations if o.probes]

        assert [s.subject for s in (explained.score, *explained.parts) if not adds_up(s)] == []
        for item in {i for o in explained.observations for i in o.items}:
            assert all(
                getattr(explained.items[item].item, m.field)[m.start : m.end] == m.surface
                for m in explained.evidence[item]
            )
            assert explained.evidence[item] or item not in explained.findings
        assert set(probed) <= {len(explained.probes)}


def test_the_same_round_gives_the_same_bytes(demo: DemoResult, tmp_path: Path) -> None:
    profile = demo.office.methodology.profiles["semnan-sample"]
    again = write_report(demo.office, profile, CRAWLED_MONTH, folder=tmp_path / "again")
    first = demo.reports[-1].parent

    def contents(folder: Path) -> dict[str, bytes]:
        return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    assert contents(again.parent) == contents(first)
