"""Texts no database can hold, made storable before anything is hashed or counted."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from core.items import Item

LONGEST_KEY_BYTES = 1500
"""PostgreSQL indexes at most 2,704 bytes in a row; an address of that length is a trap or a mistake."""

_TEXTS = ("url", "title", "lead", "body", "kicker", "byline", "section")


def storable(item: Item) -> Item:
    """The item as it can be kept: nearly always the same object."""
    texts = {name: text for name in _TEXTS if (text := getattr(item, name)) is not None}
    clean: dict[str, Any] = {name: storable_text(text) for name, text in texts.items()}
    clean["key"] = short_key(item.key)
    clean["tags"] = tuple(storable_text(tag) for tag in item.tags)
    changes = {name: value for name, value in clean.items() if value != getattr(item, name)}
    return replace(item, **changes) if changes else item


def storable_text(text: str) -> str:
    """NUL and lone surrogates become U+FFFD, one for one, so that positions keep their meaning."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text.replace("\x00", "\ufffd")


def short_key(key: str) -> str:
    """A key that fits an index: a very long one is kept by its beginning and its hash."""
    key = storable_text(key)
    encoded = key.encode()
    if len(encoded) <= LONGEST_KEY_BYTES:
        return key
    beginning = encoded[: LONGEST_KEY_BYTES - 65].decode(errors="ignore")
    return f"{beginning}#{sha256(encoded).hexdigest()}"
