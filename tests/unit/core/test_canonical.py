"""Equal records give equal bytes, and a field that keeps its default changes none."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import pytest

from core.agencies import AgencyKey
from core.canonical import canonical_bytes, content_hash


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    name: str
    share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    name: str
    share: float = 0.5
    notes: tuple[str, ...] = ()
    limits: dict[str, int] = field(default_factory=dict)


def test_a_field_added_with_a_default_keeps_the_bytes() -> None:
    assert canonical_bytes(Before(name="بهار")) == canonical_bytes(Later(name="بهار"))
    assert canonical_bytes(Before(name="بهار", share=0.6)) == canonical_bytes(Later(name="بهار", share=0.6))


def test_a_field_that_says_something_changes_them() -> None:
    assert canonical_bytes(Later(name="بهار")) != canonical_bytes(Later(name="بهار", limits={"a": 1}))


def test_the_order_of_keys_and_of_a_set_does_not_matter() -> None:
    one = {"b": frozenset({3, 1, 2}), "a": 1}
    other = {"a": 1, "b": frozenset({2, 3, 1})}

    assert canonical_bytes(one) == canonical_bytes(other) == b'{"a":1,"b":[1,2,3]}'


def test_every_kind_of_value_we_keep_has_its_form() -> None:
    value = {
        AgencyKey("gas", "سمنان"): [Colour.RED, None, True, 1 / 3],
        "at": datetime(2025, 3, 4, 5, tzinfo=UTC),
        "day": date(2025, 3, 4),
        "every": timedelta(hours=1),
    }
    written = canonical_bytes(value).decode()

    assert written == (
        '{"at":"2025-03-04T05:00:00+00:00","day":"2025-03-04","every":3600,'
        '"gas@سمنان":["red",null,true,0.3333333333333333]}'
    )


def test_equal_numbers_are_written_alike() -> None:
    assert canonical_bytes([1, 0.5]) == canonical_bytes([1.0, 0.5]) == b"[1,0.5]"


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="teach core"):
        canonical_bytes(object())
    with pytest.raises(ValueError, match="Out of range"):
        canonical_bytes(float("nan"))


def test_a_hash_names_its_bytes() -> None:
    assert content_hash(b"a") != content_hash(b"b")
    assert len(content_hash(b"a")) == 64
