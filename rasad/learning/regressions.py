"""Regressions: what people decided, held against what a method says of the same texts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.corrections import Correction
from core.items import StoredItem
from nlp.learning.lessons import last_decisions
from nlp.learning.regressions import Answer, Case, answers, case_of
from rasad.collecting.reader import Reader
from storage.corrections import corrections_of
from storage.database import Database
from storage.items import items_by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Every decision in force that can be replayed, and how many cannot, as their text has changed."""

    by_item: Mapping[int, Sequence[Case]]
    items: Mapping[int, StoredItem]
    of_other_texts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The same cases under two methods."""

    fixed: Sequence[Answer]
    """Wrong before and right now."""
    broken: Sequence[Answer]
    wrong: Sequence[Answer]
    """Wrong now."""
    cases: int


def regression_cases(database: Database) -> Cases:
    """Every correction of the installation as a case."""
    by_item: dict[int, list[Correction]] = defaultdict(list)
    with database.read() as connection:
        for one in corrections_of(connection):
            by_item[one.item_id].append(one)
        items = items_by_id(connection, by_item.keys())
    held = {item_id: list(last_decisions(by_item[item_id]).values()) for item_id in sorted(items)}
    fitting = {
        item_id: [one for one in decisions if one.text_hash == items[item_id].item.text_hash]
        for item_id, decisions in held.items()
    }
    found = {item_id: [c for one in ones if (c := case_of(one))] for item_id, ones in fitting.items()}
    return Cases(
        by_item={item_id: cases for item_id, cases in found.items() if cases},
        items=items,
        of_other_texts=sum(map(len, held.values())) - sum(map(len, fitting.values())),
    )


def replay(cases: Cases, reader: Reader) -> list[Answer]:
    """What a method says on each case, in the order of items."""
    return [
        answer
        for item_id, of_item in cases.by_item.items()
        for answer in answers(of_item, reader.understand(cases.items[item_id].item))
    ]


def compare(before: Sequence[Answer], after: Sequence[Answer]) -> Compared:
    """Two replays of the same cases."""
    pairs = list(zip(before, after, strict=True))
    return Compared(
        fixed=[new for old, new in pairs if new.is_right and not old.is_right],
        broken=[new for old, new in pairs if old.is_right and not new.is_right],
        wrong=[new for _, new in pairs if not new.is_right],
        cases=len(pairs),
    )
