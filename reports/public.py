"""The public page of a month: few small static files for any web server, without sign-in or script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment

from reports.formats.html_pages import page_environment
from reports.items import ItemView
from reports.month import MonthReport
from reports.numbers import Number
from reports.outline.records import Query
from reports.release import Release, release_of, release_picture, release_text
from reports.sections.league import League

STYLE = Path(__file__).parent / "templates" / "public" / "public.css"
FONT = Path(__file__).parent / "static" / "fonts" / "vazirmatn-arabic-wght-normal.woff2"
LICENCE = FONT.parent / "OFL.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedScore:
    """One agency's total before and after a correction."""

    agency: str
    old: str
    new: str
    old_rank: str
    new_rank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCorrection:
    """What a correction after publication changed, and why."""

    number: str
    date: str
    reason: str
    rows: tuple[ChangedScore, ...]
    """Empty when only parts of totals changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicVersion:
    """One version of a published month: the first, or that after a correction."""

    folder: str
    """Beside the month's page: `1`, `2` …"""
    date: str
    is_newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedMonth:
    """A line of the list of months."""

    folder: str
    name: str
    office: str


def version_files(
    report: MonthReport, query: Query, query_hash: str, corrections: Sequence[PublicCorrection]
) -> Iterator[tuple[str, bytes]]:
    """The files of one version; the same round gives the same bytes."""
    release, at = release_of(report), datetime.fromisoformat(query.as_of)
    lists = list(_lists(report))
    page = _environment().get_template("public/month.html")
    yield (
        "index.html",
        page.render(
            root="../../",
            heading=report.heading,
            release=release,
            league=report.sections.get("league"),
            quality=report.sections.get("quality"),
            corrections=corrections,
            query_hash=query_hash,
        ).encode(),
    )
    for name, title, number, items in lists:
        yield f"{name}.html", _list_page(report, title, number, items)
    yield "release.txt", release_text(release).encode()
    for kind in ("png", "svg"):
        yield f"release.{kind}", _picture(release, at, kind)


def month_page(
    report: MonthReport, versions: Sequence[PublicVersion], corrections: Sequence[PublicCorrection]
) -> bytes:
    """The month's own address: leads to the newest version, and to those before it."""
    page = _environment().get_template("public/versions.html")
    return page.render(
        root="../", heading=report.heading, versions=versions, corrections=corrections
    ).encode()


def front_page(months: Sequence[PublishedMonth]) -> bytes:
    """The list of all published months."""
    return _environment().get_template("public/front.html").render(root="", months=months).encode()


def shared_files() -> Iterator[tuple[str, bytes]]:
    """What all pages use."""
    yield "public.css", STYLE.read_bytes()
    yield "vazirmatn.woff2", FONT.read_bytes()
    yield "OFL.txt", LICENCE.read_bytes()


def _picture(release: Release, at: datetime, kind: str) -> bytes:
    return release_picture(release, at, kind=kind)


def _lists(report: MonthReport) -> Iterator[tuple[str, str, Number, list[ItemView]]]:
    """The items behind each agency's number; their texts stay with those who wrote them."""
    league = report.sections.get("league")
    for group in league.groups if isinstance(league, League) else ():
        for row in group.rows:
            items = [report.items[i] for i in report.lists[row.press.list_id].item_ids]
            yield row.agency_id, row.name, row.press, items


def _list_page(report: MonthReport, title: str, number: Number, items: Sequence[ItemView]) -> bytes:
    page = _environment().get_template("public/list.html")
    return page.render(
        root="../../", heading=report.heading, title=title, number=number, items=items
    ).encode()


@cache
def _environment() -> Environment:
    return page_environment()
