"""CMS families that recur on Iranian sites: each is recognised by its markup and read by its selectors."""

import re

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
from crawler.extractors.html import alternatives, select
from crawler.extractors.rules import Rules

_NAME = re.compile(r'[.#]([a-zA-Z_][\w-]*)|="([^"]+)"')

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


def _names(part: str) -> tuple[bytes, ...]:
    return tuple((name or value).encode() for name, value in _NAME.findall(part))


_NAMES = tuple(
    tuple(tuple(_names(part) for part in alternatives(mark)) for mark in rules.marks)
    for rules in FAMILIES.values()
)
"""For each family, mark and alternative: the classes and ids without which it is not on a page."""


def may_be_of_family(page: bytes) -> bool:
    """Whether the names of some family's marks stand in a page, read or not; most other pages have none."""
    return any(
        all(any(all(name in page for name in names) for names in mark) for mark in marks) for marks in _NAMES
    )


def family_of(tree: HtmlElement) -> Rules | None:
    """The family whose every mark is on the page."""
    for rules in FAMILIES.values():
        if all(select(tree, mark) for mark in rules.marks):
            return rules
    return None
