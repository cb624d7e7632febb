"""One folded form of a text without its spaces, with an exact way back to the published characters.

A numpy table does the folding: it is about a hundred times faster than a text normaliser, and the
positions that survive it are the offset map (docs/decisions: why a table replaces hazm's Normalizer).
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Positions = NDArray[np.int64]
Bytes = NDArray[np.uint8]

NO_BOUNDARY, SOFT_BOUNDARY, HARD_BOUNDARY = 0, 1, 2
"""Between two folded characters: nothing, a ZWNJ only, or a space, a mark or another kind of character."""

_SAME_LETTERS = {
    "ی": "يىئېۍےێ",
    "ک": "كڪ",
    "ه": "ةۀۂھہەۃ",
    "ا": "أإآٱ",
    "و": "ؤۆۏ",
}
_DIGITS = ("۰۱۲۳۴۵۶۷۸۹", "0123456789", "٠١٢٣٤٥٦٧٨٩")
_TRANSPARENT = (
    "ـًٌٍَُِّْٰٕٓٔٗ٘\u00ad\u200b\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0f"
)
_ZWNJ = "\u200c"
# «_» joins the words of a hashtag.
_SPACES = (
    " _\t\r\x00\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u3000"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
_LINE_ENDS = "\n\u2028\u2029"
_LAM_ALEF = "\ufef5\ufef6\ufef7\ufef8\ufef9\ufefa\ufefb\ufefc"

_SPACE, _JOINER, _LETTER, _DIGIT, _MARK, _LIGATURE = 1, 2, 3, 4, 5, 6

_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,500}|!--.{0,2000}?--)>", re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|table|section|article)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Folded:
    """The letters of a text: compact[i] came from text[offsets[i]]."""

    text: str
    compact: str
    offsets: Positions
    boundaries: Bytes
    """boundaries[i] tells what stands before compact[i]; one more for the end."""
    breaks: bytes
    """The same as plain bytes, for loops that ask one position at a time."""
    codes: Codes
    """The folded characters as numbers."""

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where compact[start:end] stands in the text as published."""
        return int(self.offsets[start]), int(self.offsets[end - 1]) + 1


# Attribution and reading fold the same text one after the other, with a name or two between.
@lru_cache(maxsize=4)
def fold(text: str) -> Folded:
    """Fold letters and digits, drop spaces and invisible marks, keep line ends and punctuation."""
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if "&" in text or "<" in text:
        raw = _without_markup(text, raw)
    table, classes = _tables()
    folded = table.take(raw)
    kinds = classes.take(raw)
    folded[_ezafe_after_he(folded, kinds)] = 0
    offsets = (folded != 0).nonzero()[0]
    codes = folded.take(offsets)
    if kinds.max(initial=0) == _LIGATURE:
        kinds[kinds == _LIGATURE] = _LETTER
        codes, offsets = _split_lam_alef(raw, codes, offsets)
    compact = codes.tobytes().decode("utf-32-le", "surrogatepass")
    boundaries = _boundaries(kinds, offsets)
    return Folded(text, compact, offsets, boundaries, boundaries.tobytes(), codes)


def compact_form(text: str) -> str:
    """A name as it is looked up: folded and without spaces."""
    return fold(text).compact


def _ezafe_after_he(folded: Codes, kinds: Bytes) -> Positions:
    """Where a ZWNJ and «ی» after «ه» only write the ezafe: «اداره‌ی کل» is «اداره کل»."""
    joiners = (kinds[1:-1] == _JOINER).nonzero()[0] + 1
    joiners = joiners[folded.take(joiners - 1) == ord("ه")]
    joiners = joiners[folded.take(joiners + 1) == ord("ی")]
    ends = joiners + 2
    last = len(kinds) - 1
    goes_on = (kinds.take(ends, mode="clip") == _LETTER) & (ends <= last)
    found: Positions = ends[~goes_on] - 1
    return found


def _boundaries(kinds: Bytes, offsets: Positions) -> Bytes:
    """Hard where a space was dropped or the kind of character changes, soft beside a dropped ZWNJ."""
    found = np.full(len(offsets) + 1, HARD_BOUNDARY, dtype=np.uint8)
    if len(offsets) > 1:
        before, after = offsets[:-1], offsets[1:]
        own = kinds.take(offsets)
        spaces = (kinds == _SPACE).cumsum(dtype=np.uint32).take(offsets)
        hard = (spaces[1:] != spaces[:-1]) | (own[1:] != own[:-1]) | (own[1:] == _MARK)
        joined = (kinds.take(before + 1, mode="clip") == _JOINER) | (kinds.take(after - 1) == _JOINER)
        # The two letters of a ligature stand at one place: what is beside it is not between them.
        joined &= before != after
        np.maximum(hard * np.uint8(HARD_BOUNDARY), joined * np.uint8(SOFT_BOUNDARY), out=found[1:-1])
    return found


def _split_lam_alef(raw: Codes, codes: Codes, offsets: Positions) -> tuple[Codes, Positions]:
    """The eight lam-alef ligatures become two letters that both point to the one character."""
    ligatures = np.isin(raw[offsets], [ord(mark) for mark in _LAM_ALEF])
    times = np.where(ligatures, 2, 1)
    codes, offsets = np.repeat(codes, times), np.repeat(offsets, times)
    seconds = np.cumsum(times)[ligatures] - 1
    codes[seconds - 1], codes[seconds] = ord("ل"), ord("ا")
    return codes, offsets


def _without_markup(text: str, raw: Codes) -> Codes:
    """Tags become spaces or line ends, an entity becomes its character; nothing moves."""
    raw = raw.copy()
    for tag in _TAG.finditer(text):
        raw[tag.start() : tag.end()] = ord(" ")
        if _BLOCK_TAG.match(tag.group()):
            raw[tag.start()] = ord("\n")
    for entity in _ENTITY.finditer(text):
        meaning = html.unescape(entity.group())
        if len(meaning) == 1:
            raw[entity.start() : entity.end()] = ord("\u200b")
            raw[entity.start()] = ord(meaning)
    return raw


@lru_cache(maxsize=1)
def _tables() -> tuple[Codes, Bytes]:
    """What a character becomes (0: dropped) and which class it belongs to, for all of Unicode."""
    table = np.arange(0x110000, dtype=np.uint32)
    classes = np.full(0x110000, _MARK, dtype=np.uint8)
    for code in range(0x10000):
        character = chr(code)
        if character.isalpha():
            classes[code] = _LETTER
            table[code] = _base_letter(character)
    for letter, variants in _SAME_LETTERS.items():
        _set(table, variants, ord(letter))
    for digits in _DIGITS:
        table[[ord(digit) for digit in digits]] = [ord(digit) for digit in _DIGITS[0]]
        _set(classes, digits, _DIGIT)
    for marks, kind in ((_SPACES, _SPACE), (_ZWNJ, _JOINER), (_TRANSPARENT, 0)):
        _set(table, marks, 0)
        _set(classes, marks, kind)
    _set(table, _LINE_ENDS, ord("\n"))
    _set(classes, _LAM_ALEF, _LIGATURE)
    return table, classes


def _set(array: NDArray[np.uint32] | NDArray[np.uint8], characters: str, value: int) -> None:
    array[[ord(character) for character in characters]] = value


def _base_letter(character: str) -> int:
    """A letter in lower case, out of its presentation form, in Persian spelling."""
    plain = unicodedata.normalize("NFKC", character).lower()
    letters = [c for c in plain if unicodedata.category(c).startswith("L")]
    base = letters[0] if letters else character
    for letter, variants in _SAME_LETTERS.items():
        if base in variants:
            return ord(letter)
    return ord(base)
