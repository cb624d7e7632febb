"""Table values: numbers of tables that others made, agency by agency."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Date, Float, Index, Integer, Row, String, Table

from core.agencies import AgencyKey
from core.handed_in import TableValue
from storage.last_words import LastWords
from storage.metadata import UtcDateTime, metadata

table_value = Table(
    "table_value",
    metadata,
    Column("id", Integer, primary_key=True),
    # Not `table` and `column`: both are reserved words of SQL.
    Column("table_name", String, nullable=False),
    Column("column_name", String, nullable=False),
    Column("agency", String, nullable=False),
    Column("value", Float, nullable=False),
    Column("day", Date, nullable=False),
    Column("received", Date, nullable=False),
    Column("given_by", String, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    Index(None, "table_name", "column_name", "agency"),
)


def _row(one: TableValue) -> Mapping[str, Any]:
    return {
        "table_name": one.table,
        "column_name": one.column,
        "agency": str(one.agency),
        "value": one.value,
        "day": one.day,
        "received": one.received,
    }


def _value(row: Row[Any]) -> TableValue:
    return TableValue(
        id=row.id,
        table=row.table_name,
        column=row.column_name,
        agency=AgencyKey.parse(row.agency),
        value=row.value,
        day=row.day,
        received=row.received,
        given_by=row.given_by,
        given_at=row.given_at,
    )


TABLE_VALUES: LastWords[TableValue] = LastWords(table=table_value, to_row=_row, from_row=_value)
