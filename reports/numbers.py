"""Numbers that count, and the lists of exactly what they count: items, or lines that name probes and days."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from core.agencies import AgencyKey
from reports.persian import count_text

NOTHING = "none"
"""The list that every zero opens: it is empty and says what a zero means."""
ITEM = "مطلب"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A count as it stands in the report; the list has exactly `value` entries."""

    value: int
    text: str
    list_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """The entries behind a number under a heading that says what was counted.

    They are items, newest first, or what is no item (a probe, a day of an outlet, an agency), a line each.
    """

    id: str
    title: str
    item_ids: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    unit: str = ITEM
    note: str = ""

    @property
    def size(self) -> int:
        return len(self.item_ids) + len(self.lines)


_EMPTY = ItemList(
    id=NOTHING,
    title="هیچ مطلبی شمرده نشد",
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
        ids = tuple(sorted(set(item_ids), key=lambda item_id: self.order[item_id]))
        return self._kept(ItemList(id=file_name(list_id), title=title, item_ids=ids, note=note))

    def count(self, list_id: str, title: str, lines: Iterable[str], *, unit: str, note: str = "") -> Number:
        """Count what is no item, each named by a line, in the order given; `unit` says what one is."""
        return self._kept(
            ItemList(id=file_name(list_id), title=title, lines=tuple(lines), unit=unit, note=note)
        )

    def _kept(self, new: ItemList) -> Number:
        if not new.size:
            return Number(value=0, text=count_text(0), list_id=NOTHING)
        known = self.lists.setdefault(new.id, new)
        if (known.item_ids, known.lines) != (new.item_ids, new.lines):
            raise ValueError(
                f"list '{new.id}' would hold other entries in two places; give one of them its own id"
            )
        return Number(value=new.size, text=count_text(new.size), list_id=new.id)


def file_name(text: str) -> str:
    """A name any file system takes, and still a different one for each text."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", text)
    return plain if plain == text else f"{plain}-{_short_hash(text)}"


def agency_id(key: AgencyKey) -> str:
    """A name for files and anchors that stays the same from month to month."""
    return f"{file_name(key.type)}-{_short_hash(str(key))}"


def _short_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
