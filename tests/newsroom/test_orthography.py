"""What sites do to Persian text."""

from newsroom.orthography import written_as


def test_arabic_letters_replace_persian_yeh_and_kaf() -> None:
    assert written_as("یک کار نیک", ["arabic-letters"]) == "يك كار نيك"


def test_mixed_letters_change_some_words_only() -> None:
    assert written_as("یک کیک یک کیک یک", ["mixed-arabic-letters"]) == "یک كيك یک کیک يك"


def test_a_half_space_becomes_a_space_or_is_lost() -> None:
    assert written_as("دستگاه‌های", ["spaced-zwnj"]) == "دستگاه های"
    assert written_as("دستگاه‌های", ["glued-zwnj"]) == "دستگاههای"


def test_a_second_space_follows_every_tenth_word() -> None:
    words = [str(n) for n in range(12)]

    assert written_as(" ".join(words), ["double-spaces"]) == "0 1 2 3 4 5 6 7 8 9  10 11"


def test_non_breaking_spaces_stand_here_and_there_and_no_word_is_lost() -> None:
    written = written_as("یک دو سه چهار پنج", ["non-breaking-spaces"])

    assert written == "یک دو سه چهار\u00a0پنج"


def test_orthographies_add_up() -> None:
    assert written_as("می‌کند", ["arabic-letters", "spaced-zwnj"]) == "مي كند"
