"""Reads the JSON that Telegram Desktop exports of a channel: each message becomes an Item."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from core.errors import InputError
from core.items import Item, Origin
from core.methodology import Methodology
from core.moments import Moment, Precision
from core.outlets import Outlet
from crawler.dates import read_date
from crawler.identity import canonical
from crawler.json_lists import objects_of_list
from crawler.kinds.post_text import hashtags, kept_lines, split_post
from rasad.collecting.archive import ArchiveLine
from rasad.collecting.find_outlet import outlet_of

EXTRACTOR = "telegram-export/1"
TELEGRAM = "t.me/"
AHEAD = timedelta(days=1)
"""How far another computer's clock may be ahead."""


def read_export(
    path: Path, methodology: Methodology, now: datetime, outlet: str = ""
) -> Iterator[ArchiveLine]:
    """Every message, with the line of the file on which it stands.

    The export names the channel but not its address, so the outlet is found by that name unless it is given.
    Raises InputError when the file is no export of one channel, or nobody can tell whose.
    """
    text = _text(path)
    head = _head(text, path)
    owner = _owner(head, methodology, outlet, path)
    number = scanned = 0
    try:
        for position, message in objects_of_list(text, "messages"):
            number += text.count("\n", scanned, position)
            scanned = position
            yield _read_message(number + 1, message, owner, head, now)
    except ValueError as error:
        yield ArchiveLine(
            number=text.count("\n") + 1, item=None, problem=f"the file breaks off here: {error}"
        )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror}; check the name") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 at byte {error.start}; export the channel again") from error


def _head(text: str, path: Path) -> Mapping[str, Any]:
    """What stands before the messages: the channel's name, type and number."""
    before, found, _ = text.partition('"messages"')
    if not found:
        raise InputError(f"{path}: has no list 'messages'; give the result.json of one exported channel")
    try:
        head = json.loads(before.rstrip().rstrip(",") + "}")
    except ValueError as error:
        raise InputError(
            f"{path}: is no export of one channel ({error}); export the channel by itself, as JSON"
        ) from error
    return head if isinstance(head, dict) else {}


def _owner(head: Mapping[str, Any], methodology: Methodology, outlet: str, path: Path) -> Outlet:
    name = str(head.get("name") or "")
    owner = outlet_of(methodology, name=outlet or name, url=None)
    if owner is None:
        raise InputError(
            f"{path}: no outlet of config/ is called '{outlet or name}'; say whose channel it is: --outlet ID"
        )
    return owner


def _read_message(
    number: int, message: dict[str, Any], owner: Outlet, head: Mapping[str, Any], now: datetime
) -> ArchiveLine:
    if message.get("type") != "message":
        name = f"message {message.get('id')}"
        return ArchiveLine(number=number, item=None, name=name, empty="a service message")
    identifier = message.get("id")
    if not isinstance(identifier, int) or isinstance(identifier, bool):
        return ArchiveLine(number=number, item=None, problem="a message without a numeric id")
    name = f"message {identifier}"
    parts = _parts(message.get("text"))
    if parts is None:
        return ArchiveLine(number=number, item=None, name=name, problem=f"{name}: its text is no text")
    text = kept_lines("".join(text for _, text in parts)) or _poll(message)
    if not text:
        return ArchiveLine(number=number, item=None, name=name, empty=f"{name} has no text")
    published, doubt = _published(message, now)
    title, body = split_post(text)
    address = _address(owner, identifier)
    item = Item(
        key=canonical(address) if address else f"telegram:{head.get('id')}/{identifier}",
        outlet=owner.id,
        url=address,
        title=title,
        lead=None,
        body=body,
        byline=_string(message.get("author")) or _string(message.get("forwarded_from")),
        tags=hashtags(text.strip() for kind, text in parts if kind == "hashtag"),
        published=published,
        first_seen=now,
        origin=Origin.IMPORT,
        extractor=EXTRACTOR,
    )
    return ArchiveLine(number=number, item=item, name=name, doubt=doubt)


def _parts(text: object) -> list[tuple[str, str]] | None:
    """A text is one string, or a list of strings and of marked pieces, which have a kind."""
    pieces = text if isinstance(text, list) else [text]
    parts: list[tuple[str, str]] = []
    for piece in pieces:
        kind, content = (
            (piece.get("type"), piece.get("text")) if isinstance(piece, dict) else ("plain", piece)
        )
        if not isinstance(content, str):
            return None
        parts.append((str(kind), content))
    return parts


def _poll(message: dict[str, Any]) -> str:
    """The question and the answers of a poll, as the preview shows them."""
    poll = message.get("poll")
    if not isinstance(poll, dict):
        return ""
    answers = poll.get("answers")
    texts = (
        [answer.get("text") for answer in answers if isinstance(answer, dict)]
        if isinstance(answers, list)
        else []
    )
    lines = [_string(poll.get("question")), *map(_string, texts)]
    return kept_lines("\n".join(line for line in lines if line))


def _published(message: dict[str, Any], now: datetime) -> tuple[Moment | None, str]:
    """The exact second where the export has it; else the written time, by the exporter's clock."""
    seconds, written = str(message.get("date_unixtime", "")), str(message.get("date", ""))
    if seconds.isascii() and seconds.isdecimal() and len(seconds) < 12:
        at = datetime.fromtimestamp(int(seconds), UTC)
        moment = Moment(at=at, precision=Precision.SECOND, rule="export:date_unixtime/epoch")
    elif (read := read_date(written, now)) is not None:
        moment = Moment(at=read.at, precision=read.precision, rule=f"export:date/{read.rule}")
    else:
        return None, f"message {message.get('id')}: '{written}' is no date we can read; kept without one"
    if moment.at > now + AHEAD:
        return None, f"message {message.get('id')}: '{written}' is in the future; kept without a date"
    return moment, ""


def _address(owner: Outlet, identifier: int) -> str | None:
    """Where the post stands, if the outlet has one Telegram channel: the address a crawl knows it by."""
    channels = [domain for domain in owner.domains if domain.startswith(TELEGRAM)]
    return f"https://{channels[0].lower()}/{identifier}" if len(channels) == 1 else None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
