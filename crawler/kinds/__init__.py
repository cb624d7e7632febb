"""The kinds of source: each reads one page of a source into links and items, and does nothing else."""

from collections.abc import Callable
from datetime import datetime

from core.outlets import Source
from core.pages import Page
from crawler.kinds import aparat, bale, eitaa, feed, listing, sitemap, telegram
from crawler.kinds.found import Discovered

Discover = Callable[[Page, Source, datetime], Discovered]

KINDS: dict[str, Discover] = {
    "aparat": aparat.discover,
    "bale": bale.discover,
    "eitaa": eitaa.discover,
    "feed": feed.discover,
    "listing": listing.discover,
    "sitemap": sitemap.discover,
    "telegram": telegram.discover,
}
"""The one table of source kinds: add a file and its line."""

CHANNELS = frozenset({"aparat", "bale", "eitaa", "telegram"})
"""Kinds whose posts are whole items: no page behind them is ever fetched."""
