"""Text prepared for reading dates: one kind of digit, letter, space and separator."""

import re

from core.digits import latin_digits

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("يىئېۍ", "ی"),
        **dict.fromkeys("كګ", "ک"),
        **dict.fromkeys("آأإٱ", "ا"),
        **dict.fromkeys("ةۀھە", "ه"),
        "ګ": "گ",
        "ؤ": "و",
        "ء": None,
        "ـ": None,
    }
)
_SEPARATORS = str.maketrans(
    {
        **dict.fromkeys("–—−‐‑‒―﹣－", "-"),
        **dict.fromkeys("⁄∕／＼\\", "/"),
        **dict.fromkeys("،٬，؛;", ","),
        **dict.fromkeys("：∶﹕", ":"),
        **dict.fromkeys("٫．", "."),
        # East Asian dates name their parts after the number.
        **dict.fromkeys("年月", "-"),
        "日": " ",
        **dict.fromkeys("«»“”„\"'’‘`()[]{}<>|•●·*_=", " "),
    }
)
_MARKS = re.compile(
    "[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u00ad]"
)
_JOINERS = re.compile("[\u200b\u200c\u200d\u2060]")
_SPACES = re.compile(r"\s+")
_DIGIT_LETTER = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
LONGEST = 400
"""A date stands at the head of what a page writes around it; more is running text."""


def normalise(text: str) -> str:
    """Latin digits, Persian letters without alef madda and marks, plain separators, single spaces."""
    text = _MARKS.sub("", text[: LONGEST * 2])
    text = _JOINERS.sub(" ", text).translate(_LETTERS).translate(_SEPARATORS)
    return _SPACES.sub(" ", latin_digits(text)).strip().lower()[:LONGEST]


def parted(text: str) -> str:
    """Digits and letters that were glued together are parted: «۱۳۸۷ساعت», `1396/04/17Power`."""
    return _SPACES.sub(" ", _DIGIT_LETTER.sub(" ", text)).strip()
