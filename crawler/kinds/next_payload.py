"""The objects inside a Next.js page: pushed piece by piece (`self.__next_f`), or whole (`__NEXT_DATA__`)."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PUSH = re.compile(r'self\.__next_f\.push\(\s*\[\s*1\s*,\s*("(?:[^"\\]|\\.)*")\s*\]\s*\)', re.DOTALL)
_WHOLE = re.compile(r'<script[^>]*\bid="__NEXT_DATA__"[^>]*>(.*?)</script>', re.DOTALL | re.IGNORECASE)
_ROW = re.compile(rb"([0-9a-f]+):(?:T([0-9a-f]{1,7}),)?")


def objects(html: str) -> list[dict[str, Any]]:
    """Every JSON object of the page's data, inner ones before those that hold them, else in order."""
    found: list[dict[str, Any]] = []
    for match in _WHOLE.finditer(html):
        _collect(match.group(1), found, {})
    pieces = [piece for match in _PUSH.finditer(html) if isinstance(piece := _json(match.group(1)), str)]
    rows = list(_rows("".join(pieces).encode("utf-8", "replace")))
    # A long text stands in a row of its own, and `$1a` where it belongs.
    texts = {f"${name}": text for name, text, is_text in rows if is_text}
    for _, text, is_text in rows:
        if not is_text:
            _collect(text, found, texts)
    return found


def _collect(text: str, found: list[dict[str, Any]], texts: Mapping[str, str]) -> None:
    def take(pairs: dict[str, Any]) -> dict[str, Any]:
        whole = {
            name: texts.get(value, value) if isinstance(value, str) else value
            for name, value in pairs.items()
        }
        found.append(whole)
        return whole

    try:
        json.loads(text, object_hook=take, strict=False)
    except (ValueError, RecursionError):
        # Rows of other kinds (imports, hints) are no JSON, and a broken one loses only itself.
        return


def _rows(stream: bytes) -> Iterator[tuple[str, str, bool]]:
    """Name, content and whether it is a plain text; texts may hold line ends, so they give their length."""
    position = 0
    # A search, so that what is no row is stepped over; a whole row begins where the last one ended.
    while match := _ROW.search(stream, position):
        start = match.end()
        if match.group(2) is not None:
            end = start + int(match.group(2), 16)
            position = end
        else:
            newline = stream.find(b"\n", start)
            end = newline if newline >= 0 else len(stream)
            position = end + 1
        yield match.group(1).decode(), stream[start:end].decode("utf-8", "replace"), bool(match.group(2))


def _json(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
