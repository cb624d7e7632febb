"""How an item came to its present text: each version, who changed it, and the difference by words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.errors import InputError
from core.items import TEXT_FIELDS, StoredItem
from core.text_changes import TextChange, text_changes
from rasad.wiring import Office
from storage.versions import redatings_of, versions_of


class ChangedBy(StrEnum):
    """Who made a version."""

    OUTLET = "outlet"
    """The page itself was changed."""
    EXTRACTOR = "extractor"
    """The same page, read by another extractor of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """One version with what differs from the one before; the first differs from nothing."""

    stored: StoredItem
    seen_at: datetime
    changed_by: ChangedBy | None
    changes: Mapping[str, Sequence[TextChange]]
    """By field, only the fields that differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHistory:
    """All versions of an item, and the dates it showed besides the first."""

    versions: Sequence[ShownVersion]
    redatings: Sequence[tuple[datetime, datetime]]


def history_of(office: Office, item_id: int) -> ItemHistory:
    """The versions of an item, first to last; raises InputError when there is no such item."""
    with office.database.read() as connection:
        versions = versions_of(connection, item_id)
        redatings = redatings_of(connection, item_id)
    if not versions:
        raise InputError(f"there is no item {item_id}; the report and `rasad crawl --json` show ids")
    before: list[StoredItem | None] = [None, *(stored for stored, _ in versions)]
    shown = [_shown(old, new, at) for old, (new, at) in zip(before, versions, strict=False)]
    return ItemHistory(versions=shown, redatings=redatings)


def _shown(old: StoredItem | None, new: StoredItem, seen_at: datetime) -> ShownVersion:
    if old is None:
        return ShownVersion(stored=new, seen_at=seen_at, changed_by=None, changes={})
    is_same_page = new.item.page_hash is not None and new.item.page_hash == old.item.page_hash
    read_otherwise = is_same_page and new.item.extractor != old.item.extractor
    pairs = {name: (getattr(old.item, name), getattr(new.item, name)) for name in TEXT_FIELDS}
    return ShownVersion(
        stored=new,
        seen_at=seen_at,
        changed_by=ChangedBy.EXTRACTOR if read_otherwise else ChangedBy.OUTLET,
        changes={name: text_changes(was, now) for name, (was, now) in pairs.items() if was != now},
    )
