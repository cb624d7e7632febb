"""Codings: how one analyst coded one text, kept where a second one coded it without knowing the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from core.corrections import Aspect

type Code = tuple[Aspect, str]
"""What is coded: an aspect of the item, with the agency where it is coded for each of them."""

NOT_NAMED = "none"
"""The code of an agency that the coder does not find in the text."""

# Part of the methodology, like that of the audit stream: another key would draw other items.
_KEY = b"rasad second coding 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What held of a text for one analyst when his card was finished."""

    item_id: int
    version_id: int
    month: str
    coder: str
    coded_at: datetime
    is_second: bool
    share: float
    """The share of cards that went to a second analyst then."""
    codes: Mapping[Code, str]
    codebook: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedTwice:
    """One text as two analysts coded it, neither knowing the other."""

    first: Coding
    second: Coding

    @property
    def item_id(self) -> int:
        return self.first.item_id


def is_coded_twice(outlet: str, key: str, share: float) -> bool:
    """Whether an item was drawn for a second analyst: fixed by its identity, so nobody can steer it."""
    digest = blake2b(f"{outlet}\x1f{key}".encode(), digest_size=8, key=_KEY).digest()
    return int.from_bytes(digest) / 2**64 < share
