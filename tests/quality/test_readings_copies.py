"""Copies of one text share a story, so that none is guessed by what was learned of the other."""

from quality.readings_copies import stories

ROAD = ["جاده", "روستای", "بالا", "پس", "از", "دو", "سال", "کار", "آسفالت", "شد", "و", "مردم", "گذشتند"]
SCHOOL = ["مدرسه", "تازه", "شهر", "با", "ده", "کلاس", "درس", "برای", "محله", "پایین", "باز", "شد"]


def test_a_copy_under_another_headline_belongs_to_the_same_story() -> None:
    first, other, copy = stories([ROAD, SCHOOL, ["خبر", "فوری", *ROAD]])

    assert first == copy != other


def test_copies_of_copies_are_one_story() -> None:
    middle = [*ROAD, *SCHOOL]

    assert len(set(stories([ROAD, SCHOOL, middle]))) == 1


def test_one_shared_phrase_makes_no_copies() -> None:
    assert len(set(stories([ROAD, [*SCHOOL, *ROAD[:3]]]))) == 2


def test_texts_without_enough_words_stand_alone() -> None:
    assert len(set(stories([["آب"], ["برق"], []]))) == 3
