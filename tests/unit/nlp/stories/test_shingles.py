"""Shingles: equal texts give equal numbers whatever their spelling, different texts different ones."""

from hypothesis import given
from hypothesis import strategies as st

from core.items import ItemText
from nlp.stories.shingles import letters_hash, letters_of, shingles_of

SENTENCE = "شهردار از آغاز نوسازی خیابان‌های شهر در هفته آینده خبر داد"


def text(body: str | None, title: str | None = None) -> ItemText:
    return ItemText(title=title, lead=None, body=body)


def shingles(body: str) -> list[int]:
    numbers: list[int] = shingles_of(letters_of(text(body))).tolist()
    return numbers


def test_a_shingle_is_three_words_in_a_row() -> None:
    assert len(shingles("یک دو سه چهار پنج")) == 3


def test_fewer_than_three_words_give_none() -> None:
    assert shingles("یک دو") == shingles("") == []


def test_a_shingle_is_the_same_wherever_it_stands() -> None:
    alone = set(shingles("نوسازی خیابان شهر"))

    assert alone <= set(shingles("دیروز در جلسه گفتند نوسازی خیابان شهر پایان یافت"))


def test_the_order_of_words_matters() -> None:
    assert shingles("یک دو سه") != shingles("سه دو یک")


def test_spelling_variants_and_punctuation_make_no_difference() -> None:
    published = "مدیركل گفت: «هزینهٔ طرح، ۱۲ میلیارد ريال است»."

    assert shingles(published) == shingles("مدیرکل گفت هزینه طرح 12 میلیارد ریال است")


def test_a_half_space_parts_words_as_a_space_does() -> None:
    assert shingles("می‌شود و خانه‌های نو") == shingles("می شود و خانه های نو")


def test_repeated_shingles_are_counted_once() -> None:
    numbers = shingles(f"{SENTENCE}\n{SENTENCE}")

    assert len(numbers) == len(set(numbers))
    assert numbers == sorted(numbers)


def test_fields_are_one_text() -> None:
    whole = letters_of(text("دو سه چهار", title="یک"))

    assert shingles_of(whole).tolist() == shingles("یک دو سه چهار")


def test_the_hash_ignores_spacing_and_spelling() -> None:
    assert letters_hash(letters_of(text("خانه‌ها، كتاب"))) == letters_hash(letters_of(text("خانه ها کتاب")))


def test_the_hash_tells_digits_apart() -> None:
    assert letters_hash(letters_of(text("قیمت ۱۰"))) != letters_hash(letters_of(text("قیمت ۱۱")))


@given(st.text(max_size=200))
def test_any_text_has_shingles(body: str) -> None:
    assert shingles(body) == sorted(set(shingles(body)))
