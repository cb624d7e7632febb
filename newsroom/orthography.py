"""What sites do to Persian text: Arabic letters, lost or glued half-spaces, odd spaces."""

from collections.abc import Callable, Iterable

from newsroom.sites import Orthography

_ZWNJ = "\u200c"
_NBSP = "\u00a0"
_ARABIC = str.maketrans("یک", "يك")


def arabic_letters(text: str) -> str:
    """ی and ک in their Arabic forms, as papers with old keyboards write them."""
    return text.translate(_ARABIC)


def mixed_arabic_letters(text: str) -> str:
    """Every third word in Arabic letters, as where several people with several keyboards write."""
    words = text.split(" ")
    return " ".join(arabic_letters(word) if n % 3 == 1 else word for n, word in enumerate(words))


def spaced_zwnj(text: str) -> str:
    return text.replace(_ZWNJ, " ")


def glued_zwnj(text: str) -> str:
    """The half-space is simply gone: دستگاههای."""
    return text.replace(_ZWNJ, "")


def double_spaces(text: str) -> str:
    """A second space after every tenth word."""
    words = text.split(" ")
    return " ".join(f"{word} " if n % 10 == 9 else word for n, word in enumerate(words)).strip()


def non_breaking_spaces(text: str) -> str:
    """Word processors leave non-breaking spaces here and there."""
    words = text.split(" ")
    return "".join(
        word + ("" if n == len(words) - 1 else _NBSP if n % 7 == 3 else " ") for n, word in enumerate(words)
    )


ORTHOGRAPHIES: dict[Orthography, Callable[[str], str]] = {
    "arabic-letters": arabic_letters,
    "mixed-arabic-letters": mixed_arabic_letters,
    "spaced-zwnj": spaced_zwnj,
    "glued-zwnj": glued_zwnj,
    "double-spaces": double_spaces,
    "non-breaking-spaces": non_breaking_spaces,
}


def written_as(text: str, orthography: Iterable[Orthography]) -> str:
    """The text as a site with this orthography prints it."""
    for name in orthography:
        text = ORTHOGRAPHIES[name](text)
    return text
