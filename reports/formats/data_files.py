"""The report as data: CSV of each table and of the items, JSON of everything, with the query's hash."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from io import StringIO

from reports.outline.records import ItemRow, Outline, Piece
from reports.outline.sheets import Sheet, sheets_of
from reports.persian import plain_cell_text

BYTE_ORDER_MARK = "\ufeff"
"""Without it sheet programs read Persian as Latin letters."""
QUERY = "query"


def csv_files(outline: Outline) -> Mapping[str, bytes]:
    """File name to content; the last column of every line is the hash of the query it answers."""
    files = {
        f"{sheet.id}.csv": _csv(outline, sheet.columns, ([_value(p) for p in row] for row in sheet.rows))
        for sheet in sheets_of(outline)
    }
    names = [each.name for each in fields(ItemRow)]
    rows = ([_guarded(getattr(item, name)) for name in names] for item in outline.items)
    return {**files, "items.csv": _csv(outline, names, rows)}


def json_bytes(outline: Outline) -> bytes:
    """Every table with values and printed words, every item, and the items behind every number."""
    data = {
        "title": outline.title,
        "office": outline.office,
        "month": outline.month,
        "notices": outline.notices,
        QUERY: asdict(outline.query),
        "query_hash": outline.query_hash,
        "tables": {sheet.id: _table(sheet) for sheet in sheets_of(outline)},
        "items": [asdict(item) for item in outline.items],
        "lists": outline.lists,
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _csv(outline: Outline, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([*columns, QUERY])
    writer.writerows([*row, outline.query_hash] for row in rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _value(piece: Piece) -> str:
    """The number itself where there is one: programs read it, and it can begin no formula."""
    return plain_cell_text(piece.text) if piece.value is None else _number(piece.value)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(round(value, 6))


def _guarded(value: str | int) -> str:
    return plain_cell_text(value) if isinstance(value, str) else str(value)


def _table(sheet: Sheet) -> dict[str, object]:
    return {
        "title": sheet.title,
        "columns": sheet.columns,
        "rows": [[_json_piece(piece) for piece in row] for row in sheet.rows],
    }


def _json_piece(piece: Piece) -> object:
    """Words alone, or the value with its words and the list that it counts."""
    if piece.value is None:
        return {"text": piece.text, "note": piece.note} if piece.note else piece.text
    words = {"text": piece.text, "note": piece.note, "page": piece.link}
    kept = {"value": piece.value, "unit": piece.unit.value, **words}
    return {name: value for name, value in kept.items() if value != ""}
