"""Numbers that count items, and the lists of exactly the items they count."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from core.agencies import AgencyKey
from reports.persian import count_text

NOTHING = "none"
"""The list that every zero opens: it is empty and says what a zero means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A count of items as it stands in the report; the list has exactly `value` items."""

    value: int
    text: str
    list_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """The items behind a number, newest first, under a heading that says what was counted."""

    id: str
    title: str
    item_ids: tuple[int, ...]
    note: str = ""


_EMPTY = ItemList(
    id=NOTHING,
    title="هیچ مطلبی شمرده نشد",
    item_ids=(),
    note="صفر یعنی منبع‌ها دیده شدند و مطلبی نبود. "
    "هر جا منبع‌ها دیده نشده باشند، به جای عدد «سنجیده نشد» می‌آید.",
)


@dataclass(frozen=True, slots=True)
class ListBook:
    """Collects the lists while the sections are computed; one id is one set of items."""

    order: Mapping[int, int]
    """Item id to its place in every list."""
    lists: dict[str, ItemList] = field(default_factory=lambda: {NOTHING: _EMPTY})

    def number(self, list_id: str, title: str, item_ids: Iterable[int], *, note: str = "") -> Number:
        """Count the items and keep their list; the same id again must mean the same items."""
        list_id = file_name(list_id)
        ids = tuple(sorted(set(item_ids), key=lambda item_id: self.order[item_id]))
        if not ids:
            return Number(value=0, text=count_text(0), list_id=NOTHING)
        new = ItemList(id=list_id, title=title, item_ids=ids, note=note)
        known = self.lists.setdefault(list_id, new)
        if known.item_ids != ids:
            raise ValueError(
                f"list '{list_id}' would hold other items in two places; give one of them its own id"
            )
        return Number(value=len(ids), text=count_text(len(ids)), list_id=list_id)


def file_name(text: str) -> str:
    """A name any file system takes, and still a different one for each text."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", text)
    return plain if plain == text else f"{plain}-{_short_hash(text)}"


def agency_id(key: AgencyKey) -> str:
    """A name for files and anchors that stays the same from month to month."""
    return f"{file_name(key.type)}-{_short_hash(str(key))}"


def _short_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
