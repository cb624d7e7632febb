"""When two spellings are one name: letters, spaces, ZWNJ and case do not tell names apart."""

_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی"}
)
_SILENT = frozenset("\u200c\u200d\u200e\u200f\u00a0\u0640")


def same_name(name: str) -> str:
    """The form in which equal names are equal; only for comparing, never for showing."""
    kept = (letter for letter in name if not letter.isspace() and letter not in _SILENT)
    return "".join(kept).translate(_LETTERS).casefold()
