"""Folding for search: one spelling for all, and half-spaces that do not hide a word."""

import pytest

from review.looking.folding import LONGEST_TEXT, folded_words, indexed_words


@pytest.mark.parametrize("text", ["شهرداري", "شهرداری", "شهـرداری", "شَهرداری"])
def test_spellings_of_a_word_are_one_word(text: str) -> None:
    assert folded_words(text) == folded_words("شهرداری")


def test_a_half_space_joins_a_word_and_its_parts_are_found_too() -> None:
    assert folded_words("آب‌رسانی روستا") == folded_words("آبرسانی روستا")
    assert set(folded_words("رسانی")) <= set(indexed_words("آب‌رسانی روستا").split())


def test_marks_and_markup_are_no_words() -> None:
    assert folded_words("«!؟، — <b>گاز</b>»") == folded_words("گاز")


def test_of_an_endless_text_the_beginning_is_indexed() -> None:
    words = indexed_words("گاز " * LONGEST_TEXT)

    assert len(words) <= LONGEST_TEXT * 2
