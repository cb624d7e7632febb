"""Reads an archive of items (JSON Lines): each line becomes an Item, or a problem with its number."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from core.errors import InputError
from core.items import TEXT_FIELDS, Item, Origin
from core.methodology import Methodology
from core.moments import Moment
from crawler.dates import read_date
from crawler.identity import canonical
from rasad.collecting.find_outlet import outlet_of

_STRINGS = ("id", "url", "outlet", "title", "lead", "body", "published", "category")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLine:
    """One line: an item, or why there is none; `doubt` is what could not be read of a kept item."""

    number: int
    item: Item | None
    problem: str = ""
    doubt: str = ""
    empty: str = ""
    """Why there is no item although nothing is wrong: a message that is only a picture."""
    name: str = ""
    """What it is called where several may stand on one line."""

    @property
    def input(self) -> str:
        """Its name as an input of a stage."""
        return self.name or f"line {self.number}"


def read_archive(
    path: Path, methodology: Methodology, now: datetime, outlet: str = ""
) -> Iterator[ArchiveLine]:
    """Every line that is not blank; `outlet` is for those that name none.

    Raises InputError when the file cannot be opened at all.
    """
    with open_lines(path) as file:
        number = 0
        try:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _read_line(number, line, methodology, now, outlet)
        except (EOFError, OSError, zlib.error) as error:
            yield ArchiveLine(number=number + 1, item=None, problem=f"the file breaks off here: {error}")


def open_lines(path: Path) -> IO[bytes]:
    """The file, unpacked when its name ends in .gz; raises InputError when it cannot be opened."""
    try:
        return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror}; check the name") from error


def decode_record(line: bytes) -> tuple[dict[str, Any], str]:
    """A line as an object whose known fields are text or null, or why it is none."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        return {}, f"is not a JSON object in UTF-8: {error}"
    if not isinstance(record, dict):
        return {}, f"is a JSON {type(record).__name__}, not an object"
    wrong = [name for name in _STRINGS if not isinstance(record.get(name), str | None)]
    if wrong:
        return {}, f"has no text in {', '.join(wrong)}; write a string or null"
    return record, ""


def item_of(record: dict[str, Any], methodology: Methodology, now: datetime) -> tuple[Item, str]:
    """The item of a decoded record, and what could not be read of it."""
    published, doubt = _published(_text(record, "published"), now)
    url = _text(record, "url")
    outlet = outlet_of(methodology, name=_text(record, "outlet"), url=url)
    item = Item(
        key=canonical(url) if url else _text(record, "id") or "",
        outlet=outlet.id if outlet else _text(record, "outlet") or url or "",
        url=url,
        title=_text(record, "title"),
        lead=_text(record, "lead"),
        body=_text(record, "body"),
        section=_text(record, "category"),
        published=published,
        first_seen=now,
        origin=Origin.IMPORT,
    )
    return item, doubt


def _read_line(number: int, line: bytes, methodology: Methodology, now: datetime, outlet: str) -> ArchiveLine:
    record, problem = decode_record(line)
    if outlet and not problem:
        record["outlet"] = _text(record, "outlet") or outlet
    problem = problem or unusable(record)
    if problem:
        return ArchiveLine(number=number, item=None, problem=problem)
    item, doubt = item_of(record, methodology, now)
    return ArchiveLine(number=number, item=item, doubt=doubt)


def unusable(record: dict[str, Any]) -> str:
    """Why a record cannot be stored as an item; empty when it can."""
    if not any(_text(record, name) for name in TEXT_FIELDS):
        return "has none of title, lead and body"
    if not (_text(record, "id") or _text(record, "url")):
        return "has neither id nor url, so it could not be known again"
    if not _text(record, "outlet") and not _text(record, "url"):
        return "names no outlet and has no url to know it by"
    return ""


def _published(text: str | None, now: datetime) -> tuple[Moment | None, str]:
    if text is None:
        return None, ""
    moment = read_date(text, now)
    if moment is None:
        return None, f"published '{text}' is no date we can read; kept without one"
    return Moment(at=moment.at, precision=moment.precision, rule=f"archive:published/{moment.rule}"), ""


def _text(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) and value.strip() else None
