"""CMS families that recur on Iranian sites: each is recognised by its markup and read by its selectors."""

from lxml.html import HtmlElement

from crawler.extractors.families import (
    asam,
    iransamaneh,
    nastooh,
    raakcms,
    studiokhabar,
    websamaneh,
    wordpress,
)
from crawler.extractors.html import select
from crawler.extractors.rules import Rules

FAMILIES: dict[str, Rules] = {
    "nastooh": nastooh.RULES,
    "studiokhabar": studiokhabar.RULES,
    "asam": asam.RULES,
    "iransamaneh": iransamaneh.RULES,
    "raakcms": raakcms.RULES,
    "websamaneh": websamaneh.RULES,
    "wordpress": wordpress.RULES,
}
"""The one table of families, the surest marks first."""


def family_of(tree: HtmlElement) -> Rules | None:
    """The family whose every mark is on the page."""
    for rules in FAMILIES.values():
        if all(select(tree, mark) for mark in rules.marks):
            return rules
    return None
