"""Feed text into entries, by feedparser on text we decoded ourselves, and JSON feeds by hand."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import feedparser

from crawler.json_lists import objects_of_list

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<(?:\?xml|(?:\w+:)?(?:rss|feed|RDF|channel))\b", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_CHARACTER = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+))", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^\[>]*\[.*?\]\s*>|[^>]*>)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as the feed has it: texts may hold HTML, dates are as written."""

    id: str | None = None
    link: str | None = None
    title: str | None = None
    summary: str | None = None
    content: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    tags: tuple[str, ...] = ()


def read_entries(text: str, *, most: int) -> tuple[list[Entry] | None, list[str]]:
    """The first entries of a feed, and what was wrong with it; None if it is no feed."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _json_entries(text, most)
    start = _ROOT.search(text)
    if start is None:
        return None, ["not a feed: there is neither an rss nor a feed element"]
    problems = ["text before the feed was skipped"] if text[: start.start()].strip() else []
    cleaned = _CHARACTER.sub(_possible, _DOCTYPE.sub("", text[start.start() :]))
    kept, was_cut = _first_entries(cleaned, most)
    if was_cut:
        problems.append(f"only the first {most} entries were read")
    # The text is decoded already, so what the declaration says of the charset is wrong by now.
    parsed = feedparser.parse(
        _DECLARATION.sub("", kept).encode(),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    if parsed.bozo:
        problems.append(
            f"badly formed feed: {type(parsed.bozo_exception).__name__}: {parsed.bozo_exception}"[:200]
        )
    if not parsed.entries and not parsed.version:
        return None, [*problems, "not a feed: no known feed format"]
    return [_entry(entry) for entry in parsed.entries[:most]], problems


def _possible(reference: re.Match[str]) -> str:
    """A numbered character as it stands, unless there is none of that number: it would end the parser."""
    digits, base = (reference.group(1), 16) if reference.group(1) else (reference.group(2), 10)
    number = int(digits, base) if len(digits) < 9 else 0
    is_possible = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return reference.group() if is_possible else "&#65533"


def _first_entries(text: str, most: int) -> tuple[str, bool]:
    for number, end in enumerate(_ENTRY_END.finditer(text), start=1):
        if number == most and _ENTRY_END.search(text, end.end()):
            return text[: end.end()], True
    return text, False


def _entry(entry: Any) -> Entry:
    contents = [part.get("value") for part in entry.get("content", ()) if part.get("value")]
    summary = entry.get("summary") or None
    content = max(contents, key=len) if contents else None
    return Entry(
        id=entry.get("id") or None,
        link=_link(entry),
        title=entry.get("title") or None,
        summary=None if summary == content else summary,
        content=content,
        author=entry.get("author") or None,
        published=entry.get("published") or entry.get("created") or None,
        # Asked politely, feedparser would answer with `published`, and warn of it.
        updated=dict.get(entry, "updated") or None,
        tags=_unique(tag.get("term") or tag.get("label") for tag in entry.get("tags", ())),
    )


def _link(entry: Any) -> str | None:
    """The link to the piece; a guid will do only if it is an address."""
    link = str(entry.get("link") or "").strip()
    identifier = str(entry.get("id") or "").strip()
    if link and link != identifier:
        return link
    return identifier if identifier.lower().startswith(("http://", "https://", "/")) else None


def _json_entries(text: str, most: int) -> tuple[list[Entry] | None, list[str]]:
    try:
        feed = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        return _whole_entries(text, most, f"badly formed feed: {error}"[:200])
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return None, ["not a feed: JSON without a list of items"]
    problems = [f"only the first {most} entries were read"] if len(items) > most else []
    return [_json_entry(item) for item in items[:most] if isinstance(item, dict)], problems


def _whole_entries(text: str, most: int, problem: str) -> tuple[list[Entry] | None, list[str]]:
    """What stands before the place where a JSON feed breaks."""
    entries: list[Entry] = []
    try:
        for _, item in islice(objects_of_list(text, "items"), most):
            entries.append(_json_entry(item))
    except ValueError:
        return (entries or None), [problem]
    return entries, [problem]


def _json_entry(item: dict[str, Any]) -> Entry:
    author = item.get("author") or next(iter(item.get("authors") or ()), None)
    return Entry(
        id=_text(item.get("id")),
        link=_text(item.get("url") or item.get("external_url")),
        title=_text(item.get("title")),
        summary=_text(item.get("summary")),
        content=_text(item.get("content_html") or item.get("content_text")),
        author=_text(author.get("name") if isinstance(author, dict) else author),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        tags=_unique(_text(tag) for tag in item.get("tags") or ()),
    )


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and value != "" else None


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value and value.strip()))
