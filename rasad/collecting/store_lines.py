"""Stores the lines of a file as items, each with exactly one outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import compress

from core.items import Item, StoredItem
from core.outcomes import Outcome, StageOutcome
from rasad.collecting.archive import ArchiveLine
from storage.database import Connection
from storage.items import items_by_key
from storage.stage_outcomes import record_outcomes
from storage.store_items import store_items


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """A line, how it ended, and its item as it now stands; None where there is none, or another's is kept."""

    line: ArchiveLine
    outcome: Outcome
    kept: StoredItem | None = None
    detail: str = ""


def store_lines(
    connection: Connection,
    lines: Sequence[ArchiveLine],
    stage: str,
    made_by: str,
    now: datetime,
    *,
    gives_way: bool,
) -> list[StoredLine]:
    """Store what the lines hold, in their order.

    With `gives_way` an item that came to us in another way (from a crawl, say) is left as it is: what
    somebody sends or types later is no newer version of what the outlet itself showed.
    """
    held = _held(connection, lines) if gives_way else {}
    is_waiting = [bool(line.item) and not _is_anothers(line.item, held) for line in lines]
    waiting = [line.item for line in compress(lines, is_waiting) if line.item]
    stored = iter(store_items(connection, waiting))
    ends = [
        _end(line, next(stored) if waits else None) for line, waits in zip(lines, is_waiting, strict=True)
    ]
    outcomes = [StageOutcome(input=one.line.input, outcome=one.outcome, detail=one.detail) for one in ends]
    record_outcomes(connection, stage, made_by, outcomes, at=now)
    return ends


def _end(line: ArchiveLine, stored: tuple[StoredItem, Outcome] | None) -> StoredLine:
    if stored is not None:
        return StoredLine(line=line, outcome=stored[1], kept=stored[0], detail=line.doubt)
    if line.item is not None:
        return StoredLine(line=line, outcome=Outcome.DUPLICATE, detail="held already, from the outlet itself")
    if line.empty:
        return StoredLine(line=line, outcome=Outcome.NOTHING_FOUND, detail=line.empty)
    return StoredLine(line=line, outcome=Outcome.UNREADABLE, detail=line.problem)


def _held(connection: Connection, lines: Sequence[ArchiveLine]) -> dict[tuple[str, str], StoredItem]:
    keys: dict[str, list[str]] = {}
    for line in lines:
        if line.item:
            keys.setdefault(line.item.outlet, []).append(line.item.key)
    return {
        (outlet, key): stored
        for outlet, of_outlet in keys.items()
        for key, stored in items_by_key(connection, outlet, of_outlet).items()
    }


def _is_anothers(item: Item | None, held: dict[tuple[str, str], StoredItem]) -> bool:
    stored = held.get((item.outlet, item.key)) if item else None
    return item is not None and stored is not None and stored.item.origin is not item.origin
