"""Words are found whatever their spacing and spelling, and only where they are words."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.fold import fold
from nlp.readings.words import WordIndex, longest


def found(words: list[str], text: str) -> list[str]:
    index = WordIndex(words)
    by_number = {index.number_of(word): word for word in words}
    return [by_number[number] for _, _, number in index.find(fold(text))]


def test_a_word_is_found_between_spaces_and_marks() -> None:
    assert found(["بیمارستان"], "در بیمارستان، شب") == ["بیمارستان"]


def test_arabic_letters_and_a_lost_half_space_make_no_difference() -> None:
    assert found(["دانش‌آموز", "کارگاه"], "دانش آموز و دانشآموز در كارگاه") == ["دانش‌آموز"] * 2 + ["کارگاه"]


def test_a_word_may_carry_a_plural() -> None:
    assert found(["بیمارستان"], "بیمارستان‌های شهر") == ["بیمارستان"]


def test_a_word_inside_another_word_is_not_found() -> None:
    assert found(["برق"], "برقع و ابرقو") == []


def test_a_short_word_takes_no_single_letter_ending() -> None:
    assert found(["سیل"], "سیلی خورد") == []
    assert found(["سیل"], "سیل‌ها آمدند") == ["سیل"]


def test_a_single_word_does_not_arise_across_a_space() -> None:
    assert found(["وبا"], "رفت و با او گفت") == []


def test_a_phrase_is_found_with_and_without_its_space() -> None:
    assert found(["آب و فاضلاب"], "شرکت آبوفاضلاب و آب و فاضلاب") == ["آب و فاضلاب"] * 2


def test_the_longest_of_overlapping_words_counts() -> None:
    index = WordIndex(["محیط", "محیط زیست", "زیست"])
    hits = longest(index.find(fold("حفاظت محیط زیست")))

    assert [number for _, _, number in hits] == [index.number_of("محیط زیست")]


def test_of_words_with_the_same_beginning_the_longer_counts() -> None:
    index = WordIndex(["آموزش", "آموزش و پرورش"])
    hits = longest(index.find(fold("آموزش و پرورش استان")))

    assert [number for _, _, number in hits] == [index.number_of("آموزش و پرورش")]


def test_no_words_find_nothing() -> None:
    assert WordIndex([]).find(fold("متن")) == []


@given(st.text(max_size=300))
def test_hits_lie_inside_any_text_and_are_sorted(text: str) -> None:
    folded = fold(text)
    hits = WordIndex(["آب", "برق", "a", "ab", "نفت و گاز"]).find(folded)

    assert hits == sorted(hits)
    assert all(0 <= start < end <= len(folded.compact) for start, end, _ in hits)
