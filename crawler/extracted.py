"""What was read from one page or feed entry, before it becomes an item of an outlet."""

import re
from dataclasses import dataclass

from core.moments import Moment

HEAD = 400
LEAST_WORDS = 3
"""Agencies publish notices of one short sentence; fewer words are a caption or a button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The parts of one published piece; the body's paragraphs are joined by newlines."""

    title: str | None = None
    kicker: str | None = None
    lead: str | None = None
    body: str | None = None
    byline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    published: Moment | None = None
    extractor: str = ""
    """Who read it, with its version: `nastooh/2.2`, `general/2.2`, `feed/1.2`."""
    problems: tuple[str, ...] = ()

    @property
    def has_text(self) -> bool:
        """A title, and at least a few words under it."""
        text = f"{self.lead or ''} {(self.body or '')[:HEAD]}"
        return bool(self.title) and len(re.findall(r"[^\W\d_]{2,}", text)) >= LEAST_WORDS
