"""What a site answers to a path at a moment, without any network."""

from dataclasses import dataclass
from datetime import datetime

from newsroom.pages import FEED_PATH, feed, item_page, listing_page
from newsroom.shown import Shown, listed_at, shown_at
from newsroom.sites import Site

LISTING_PATH = "/"
ROBOTS_TEXT = "User-agent: *\nDisallow: /admin\nDisallow: /search\n"

_HTML = "text/html; charset=utf-8"
_PLAIN = "text/plain; charset=utf-8"
_RSS = "application/rss+xml; charset=utf-8"
_ATOM = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status, a text and, where the site offers conditional requests, when it last changed."""

    status: int
    text: str
    content_type: str = _HTML
    changed: datetime | None = None


def answer_at(now: datetime, site: Site, path: str, *, base_port: int) -> Answer | None:
    """What the site says; None when it hangs up."""
    if site.outage is not None and site.outage.holds_at(now):
        if site.outage.answer == "hang-up":
            return None
        return Answer(status=503, text="Service Unavailable", content_type=_PLAIN)
    if path == "/robots.txt":
        return Answer(status=200, text=ROBOTS_TEXT, content_type=_PLAIN)
    if path == LISTING_PATH:
        return Answer(status=200, text=listing_page(site, listed_at(now, site.id)))
    if path == FEED_PATH and site.feed != "none":
        return _feed_answer(now, site, base_port)
    return _item_answer(now, site, path, base_port)


def _feed_answer(now: datetime, site: Site, base_port: int) -> Answer:
    items = listed_at(now, site.id)
    return Answer(
        status=200,
        text=feed(site, items, base_port),
        content_type=_ATOM if site.feed == "atom" else _RSS,
        changed=max((shown.changed for shown in items), default=None),
    )


def _item_answer(now: datetime, site: Site, path: str, base_port: int) -> Answer:
    shown = _find(shown_at(now, site.id), path)
    if shown is None:
        return Answer(status=404, text="<h1>صفحه پیدا نشد</h1>")
    page = item_page(shown, others=listed_at(now, site.id), now=now, base_port=base_port)
    return Answer(status=200, text=page)


def _find(items: tuple[Shown, ...], path: str) -> Shown | None:
    for shown in items:
        if shown.publication.path == path and not shown.publication.is_broken:
            return shown
    return None
