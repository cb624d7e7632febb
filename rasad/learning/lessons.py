"""Lessons of an installation: its corrections beside the texts and the claims that people saw."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.attributions import Claims
from core.audit_stream import stream_position
from core.corrections import Correction
from core.items import Item, ItemText
from nlp.learning.counters import NO_COUNTERS
from nlp.learning.learned import Learned
from nlp.learning.lessons import Decided, claims_taught, counters_of, decided_of
from rasad.collecting.reader import Reader
from storage.corrections import corrections_of
from storage.database import Database
from storage.items import items_by_id
from storage.seen_claims import claims_ever_made


def decided_items(
    database: Database, text_of: Callable[[Item], ItemText], *, audit_share: float
) -> list[Decided]:
    """Every item with a decision that holds for its text of now, in the order of their ids.

    Members of the audit stream are left out: what measures the machine must not have taught it (decision 8).
    """
    with database.read() as connection:
        corrections = _by_item(corrections_of(connection))
        items = items_by_id(connection, corrections.keys())
        seen: dict[int, list[Claims]] = defaultdict(list)
        for claims in claims_ever_made(connection, corrections.keys()):
            seen[claims.item_id].append(claims)
    found = []
    for item_id, stored in sorted(items.items()):
        if stream_position(stored.item.outlet, stored.item.key) < audit_share:
            continue
        mine = corrections[item_id]
        screens = {one.made_by for one in mine}
        text_hash = stored.item.text_hash
        shown = [c for c in seen[item_id] if c.made_by in screens and c.text_hash == text_hash]
        decided = decided_of(item_id, text_of(stored.item), text_hash, mine, shown)
        if decided is not None:
            found.append(decided)
    return found


def with_counters(reader: Reader, learned: Learned, decided: Sequence[Decided]) -> Reader:
    """A reader that has these models, and the counters of everything people decided."""
    taught = reader.taught(replace(learned, counters=NO_COUNTERS))
    attributor = taught.understander.attributor
    counters = counters_of(claims_taught(decided, attributor), attributor)
    return taught.taught(replace(learned, counters=counters)) if counters.by_wording else taught


def _by_item(corrections: list[Correction]) -> dict[int, list[Correction]]:
    found: dict[int, list[Correction]] = defaultdict(list)
    for one in corrections:
        found[one.item_id].append(one)
    return found
