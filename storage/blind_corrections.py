"""Blind corrections: what second analysts decided without knowing the first; they change no claim."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, select

from core.corrections import Correction, standing
from storage.corrections import correction_columns, correction_of, correction_row
from storage.metadata import metadata
from storage.upserts import insert_or_skip

blind_correction = Table("blind_correction", metadata, *correction_columns())


def append_blind_corrections(connection: Connection, corrections: Sequence[Correction]) -> int:
    """Keep decisions of a second analyst; how many are new."""
    return insert_or_skip(connection, blind_correction, [correction_row(one) for one in corrections])


def blind_corrections_of(connection: Connection, item_id: int, who: str) -> list[Correction]:
    """What somebody decided blind on an item and did not take back."""
    return standing(blind_corrections_ever_made(connection, item_id, who))


def blind_corrections_ever_made(connection: Connection, item_id: int, who: str) -> list[Correction]:
    """The same with withdrawals and what they took back."""
    mine = (blind_correction.c.item_id == item_id, blind_correction.c.decided_by == who)
    query = select(blind_correction).where(*mine).order_by(blind_correction.c.id)
    return [correction_of(row) for row in connection.execute(query)]
