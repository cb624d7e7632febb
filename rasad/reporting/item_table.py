"""Reads a table of items (CSV) as people send it: Persian or English headings, any usual separator."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path

from core.errors import InputError
from core.methodology import Methodology
from crawler.decode import decode
from rasad.collecting.archive import ArchiveLine, item_of, unusable
from rasad.load_config.same_name import same_name

HEADINGS = {
    "id": ("id", "شناسه", "کد", "کد خبر"),
    "url": ("url", "link", "address", "نشانی", "لینک", "پیوند", "آدرس"),
    "outlet": ("outlet", "media", "source", "رسانه", "منبع", "نام رسانه", "خبرگزاری", "روزنامه"),
    "title": ("title", "headline", "عنوان", "تیتر", "عنوان خبر", "تیتر خبر"),
    "lead": ("lead", "summary", "لید", "خلاصه", "چکیده"),
    "body": ("body", "text", "متن", "متن خبر", "متن کامل"),
    "published": ("published", "date", "تاریخ", "تاریخ انتشار", "زمان انتشار", "تاریخ خبر"),
    "time": ("time", "ساعت", "ساعت انتشار"),
    "category": ("category", "section", "دسته", "بخش", "سرویس", "گروه"),
}
"""Each field, and the headings under which it is found."""

SEPARATORS = ",;\t،"
LONGEST_CELL = 10_000_000
_FIELD_OF = {same_name(heading): field for field, headings in HEADINGS.items() for heading in headings}


def read_table(
    path: Path, methodology: Methodology, now: datetime, outlet: str = ""
) -> Iterator[ArchiveLine]:
    """Every row that is not blank, with the line on which it begins; `outlet` is for rows that name none.

    Raises InputError when the file cannot be opened or has no heading we know.
    """
    # One long text in a table would end the reading of it: the usual limit is 131,072 characters.
    csv.field_size_limit(LONGEST_CELL)
    text = _text(path)
    rows = csv.reader(StringIO(text, newline=""), delimiter=_separator(text.partition("\n")[0]))
    try:
        fields = _fields(next(rows, []), path)
        begins = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _read_row(begins, row, fields, methodology, now, outlet)
            begins = rows.line_num + 1
    except csv.Error as error:
        yield ArchiveLine(number=rows.line_num, item=None, problem=f"the table breaks off here: {error}")


def record_of(cells: Mapping[str, str], outlet: str = "") -> dict[str, str]:
    """What stands under our headings as a record: a date with its time, and an id if there is none."""
    record = {"outlet": outlet, **cells}
    if "published" in record and "time" in record:
        record["published"] = f"{record['published']} {record['time']}"
    if "id" not in record and "url" not in record:
        # The text may be mended later; the same outlet, day and headline are still the same piece.
        mark = [record.get(name, "") for name in ("outlet", "published", "title")]
        mark += [] if "title" in record else [record.get("lead", ""), record.get("body", "")]
        record["id"] = f"row:{sha256('\x1f'.join(mark).encode()).hexdigest()[:24]}"
    return record


def _text(path: Path) -> str:
    """The text in whatever charset a spreadsheet wrote it: UTF-8, UTF-16 or windows-1256."""
    try:
        return decode(path.read_bytes()).text
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror}; check the name") from error


def _separator(headings: str) -> str:
    return max(SEPARATORS, key=headings.count)


def _fields(headings: list[str], path: Path) -> list[str | None]:
    fields = [_FIELD_OF.get(same_name(heading)) for heading in headings]
    if not {"title", "lead", "body"} & set(fields):
        known = "، ".join(HEADINGS["title"] + HEADINGS["body"])
        raise InputError(
            f"{path}:1: no column is headed by one of {known}; write the headings in the first line"
        )
    return fields


def _read_row(
    number: int,
    row: list[str],
    fields: list[str | None],
    methodology: Methodology,
    now: datetime,
    outlet: str,
) -> ArchiveLine:
    if len(row) > len(fields) and any(cell.strip() for cell in row[len(fields) :]):
        problem = f"has {len(row)} cells under {len(fields)} headings; put texts with a separator in quotes"
        return ArchiveLine(number=number, item=None, problem=problem)
    cells = {
        field: cell.strip()
        for field, cell in zip(fields, row, strict=False)
        if field is not None and cell.strip()
    }
    record = record_of(cells, outlet)
    problem = unusable(record)
    if problem:
        return ArchiveLine(number=number, item=None, problem=problem)
    item, doubt = item_of(record, methodology, now)
    return ArchiveLine(number=number, item=item, doubt=doubt)
