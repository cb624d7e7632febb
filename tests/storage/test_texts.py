"""Texts that no database can hold are made storable without moving a character."""

from hypothesis import given
from hypothesis import strategies as st

from storage.texts import LONGEST_KEY_BYTES, short_key, storable, storable_text
from tests.storage.samples import item


@given(st.text(alphabet=st.characters()))
def test_any_text_can_be_stored_and_keeps_its_positions(text: str) -> None:
    clean = storable_text(text)

    assert "\x00" not in clean.encode().decode()
    assert len(clean) == len(text)
    assert all(new in (old, "\ufffd") for old, new in zip(text, clean, strict=True))


def test_an_ordinary_item_is_the_same_object() -> None:
    given_item = item(tags=("آب",))

    assert storable(given_item) is given_item


def test_a_long_key_is_cut_and_still_its_own() -> None:
    one, other = "خ" * 2000, "خ" * 2000 + "."

    assert len(short_key(one).encode()) <= LONGEST_KEY_BYTES
    assert short_key(one) != short_key(other)
    assert short_key(short_key(one)) == short_key(one)
    assert short_key("خ" * (LONGEST_KEY_BYTES // 2)) == "خ" * (LONGEST_KEY_BYTES // 2)
