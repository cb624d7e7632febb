"""The pages of a site: items, listings and feeds, filled into the templates of its family."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from persiantools.jdatetime import JalaliDateTime

from core.calendar import TEHRAN, jalali_date_words, tehran_day
from newsroom.date_styles import written_time
from newsroom.shown import Shown
from newsroom.sites import Site, root_of

FEED_PATH = "/feed/"
_TEMPLATES = Path(__file__).parent / "templates"


def item_page(shown: Shown, *, others: Sequence[Shown], now: datetime, base_port: int) -> str:
    """The page of one item, with the furniture that stands around it."""
    publication, site = shown.publication, shown.publication.site
    return _filled(
        f"{site.template}_item.html",
        site=site,
        title=shown.title,
        lead=publication.lead,
        paragraphs=publication.paragraphs,
        tail=[line.format(number=publication.number) for line in site.tail],
        number=publication.number,
        address=root_of(site.id, base_port) + publication.path,
        written_time=written_time(shown.published, site.date_style),
        machine_time=_local_iso(shown.published) if site.date_style == "iso" else None,
        machine_changed=_local_iso(shown.changed),
        today=jalali_date_words(tehran_day(now)),
        views=_views(shown, now),
        feed_path=FEED_PATH if site.feed != "none" else None,
        related=[_line(other) for other in others if other != shown][:4],
    )


def listing_page(site: Site, items: Sequence[Shown]) -> str:
    """The page with the newest items."""
    return _filled(f"{site.template}_list.html", site=site, items=[_line(shown) for shown in items])


def feed(site: Site, items: Sequence[Shown], base_port: int) -> str:
    """The site's feed; its text changes only when an item does, never with the hour."""
    newest = max((shown.changed for shown in items), default=None)
    return _filled(
        "atom.xml" if site.feed == "atom" else "rss.xml",
        site=site,
        root=root_of(site.id, base_port),
        items=[_entry(site, shown) for shown in items],
        updated=_local_iso(newest) if newest else "",
    )


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)


def _filled(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values)


def _line(shown: Shown) -> dict[str, str | None]:
    site = shown.publication.site
    return {
        "path": shown.publication.path,
        "title": shown.title,
        "lead": shown.publication.lead,
        "written_time": written_time(shown.published, site.date_style),
    }


def _entry(site: Site, shown: Shown) -> dict[str, str | None]:
    """An item as it stands in a feed; the Jalali feed carries the whole text."""
    whole_text = "".join(f"<p>{escape(part)}</p>" for part in shown.publication.paragraphs)
    return _line(shown) | {
        "feed_time": _feed_time(site, shown.published),
        "changed": _local_iso(shown.changed),
        "html": whole_text if site.feed == "rss-jalali" else None,
    }


def _feed_time(site: Site, at: datetime) -> str:
    local = at.astimezone(TEHRAN)
    if site.feed == "rss-jalali":
        return str(JalaliDateTime(local).strftime("%Y/%m/%d %H:%M:%S", locale="en"))
    return local.isoformat() if site.feed == "atom" else format_datetime(local)


def _local_iso(at: datetime) -> str:
    return at.astimezone(TEHRAN).isoformat()


def _views(shown: Shown, now: datetime) -> int:
    """A counter that grows with every hour: a page that changes though its text does not."""
    hours = int((now - shown.publication.published).total_seconds() // 3600)
    return 17 + shown.publication.number % 90 + 3 * hours
