"""Tables that only grow, in which the last row on a subject holds: what people hand in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select

from core.handed_in import Evidence, EvidenceKind, HandedIn
from storage.locks import hold

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWords[Word: HandedIn]:
    """One table: how a record becomes a row, and a row a record."""

    table: Table
    to_row: Callable[[Word], Mapping[str, Any]]
    from_row: Callable[[Row[Any]], Word]

    def append(self, connection: Connection, words: Sequence[Word]) -> int:
        """Keep what says something else than the last word on its subject; how many that were."""
        if not words:
            return 0
        hold(connection, self.table.name)
        last = {word.identity: _content(word) for word in self.holding(connection)}
        rows = []
        for word in words:
            if last.get(word.identity) != _content(word):
                last[word.identity] = _content(word)
                rows.append({**self.to_row(word), "given_by": word.given_by, "given_at": word.given_at})
        if rows:
            connection.execute(insert(self.table), rows)
        return len(rows)

    def holding(self, connection: Connection, until: datetime | None = None) -> tuple[Word, ...]:
        """The last word on each subject, as it stood at an instant or stands now, in order of identity."""
        last = {word.identity: word for word in self.history(connection, until)}
        return tuple(last[identity] for identity in sorted(last))

    def history(self, connection: Connection, until: datetime | None = None) -> Iterable[Word]:
        """Every word, from the first to the last."""
        query = select(self.table).order_by(self.table.c.id)
        if until is not None:
            query = query.where(self.table.c.given_at <= until)
        return map(self.from_row, connection.execute(query))


def evidence_as_json(evidence: Sequence[Evidence]) -> list[dict[str, str]]:
    return [{"kind": one.kind.value, "place": one.place, "sha256": one.sha256} for one in evidence]


def evidence_from_json(rows: Sequence[Mapping[str, str]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(kind=EvidenceKind(row["kind"]), place=row["place"], sha256=row["sha256"]) for row in rows
    )


def _content[Word: HandedIn](word: Word) -> Word:
    """What it says, without who brought it when: the same file given again says nothing new."""
    return replace(word, id=0, given_by="", given_at=_NO_TIME, received=_NO_TIME.date())
