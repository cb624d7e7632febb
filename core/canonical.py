"""One way to write a record as bytes: equal records give equal bytes, and equal bytes one hash."""

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any

from core.agencies import AgencyKey


def canonical_bytes(value: object) -> bytes:
    """JSON without spaces, keys in order, numbers unrounded; what has its default value is left out.

    A record that gains a field with a default so keeps its bytes, and its hash.
    """
    plain = _plain(value)
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def content_hash(content: bytes) -> str:
    """The name of some bytes: SHA-256 in hexadecimal."""
    return sha256(content).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        # 1 and 1.0 are equal, so they must not be told apart.
        return int(value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _plain(value.total_seconds())
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if not _is_default(value, f)}
    if isinstance(value, Mapping):
        return {_key(key): _plain(held) for key, held in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(_plain(one) for one in value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no canonical form; teach core.canonical how to write it")


def _key(key: object) -> str:
    return str(key) if isinstance(key, AgencyKey) else str(_plain(key))


def _is_default(value: object, field: Field[Any]) -> bool:
    held = getattr(value, field.name)
    if field.default is not MISSING:
        return bool(held == field.default)
    return field.default_factory is not MISSING and bool(held == field.default_factory())
