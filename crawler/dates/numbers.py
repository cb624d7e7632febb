"""Numbers in words as digits: «بیست و چهارم» is 24, «هزار و سیصد و نود و پنج» is 1395."""

import re

_WORDS = {
    1: "یک", 2: "دو", 3: "سه", 4: "چهار", 5: "پنج", 6: "شش", 7: "هفت", 8: "هشت", 9: "نه", 10: "ده",
    11: "یازده", 12: "دوازده", 13: "سیزده", 14: "چهارده", 15: "پانزده", 16: "شانزده", 17: "هفده", 18: "هجده",
    19: "نوزده", 20: "بیست", 30: "سی", 40: "چهل", 50: "پنجاه", 60: "شصت", 70: "هفتاد", 80: "هشتاد", 90: "نود",
    100: "صد", 200: "دویست", 300: "سیصد", 400: "چهارصد", 500: "پانصد", 600: "ششصد", 700: "هفتصد",
    800: "هشتصد", 900: "نهصد", 1000: "هزار", 2000: "دوهزار",
}  # fmt: skip

_CARDINALS = {word: value for value, word in _WORDS.items()} | {
    "شیش": 6, "هیجده": 18, "پونزده": 15, "یکهزار": 1000, "یکصد": 100
}  # fmt: skip

_ORDINALS = {f"{word}م": value for word, value in _CARDINALS.items() if not word.endswith(("ه", "ی", "و"))}
_ORDINALS |= {
    "اول": 1, "نخست": 1, "یکم": 1, "دوم": 2, "سوم": 3, "نهم": 9, "دهم": 10, "یازدهم": 11, "دوازدهم": 12,
    "سیزدهم": 13, "چهاردهم": 14, "پانزدهم": 15, "شانزدهم": 16, "هفدهم": 17, "هجدهم": 18, "هیجدهم": 18,
    "نوزدهم": 19, "سیم": 30, "سیام": 30,
}  # fmt: skip
_ORDINALS |= {f"{word}ین": value for word, value in _ORDINALS.items()}

_THOUSANDS = re.compile(r"(?<![^\W\d_])(یک|دو) هزار(?![^\W\d_])")
_SUFFIXES = frozenset({"ام", "م", "امین", "st", "nd", "rd", "th"})
_LAST_DAY = 31
_LATIN_ORDINAL = re.compile(r"(?<!\d)(\d{1,2}) ?(?:st|nd|rd|th|er)(?![^\W\d_])")


def with_digits(text: str) -> str:
    """The text with its spelled numbers and ordinals as digits."""
    text = _LATIN_ORDINAL.sub(r"\1", text)
    words, out, position = _parted_and(_THOUSANDS.sub(r"\1هزار", text).split(" ")), [], 0
    while position < len(words):
        value, after = _number(words, position)
        if value is None:
            out.append(words[position])
            position += 1
        else:
            out.append(str(value))
            position = after
    return " ".join(out)


def _parted_and(words: list[str]) -> list[str]:
    """«بیست وچهارم», as a ZWNJ leaves it, is «بیست و چهارم»."""
    parted: list[str] = []
    for word in words:
        is_joined = word.startswith("و") and bool(parted) and parted[-1] in _CARDINALS
        if is_joined and (word[1:] in _CARDINALS or word[1:] in _ORDINALS):
            parted.extend(("و", word[1:]))
        else:
            parted.append(word)
    return parted


def _number(words: list[str], start: int) -> tuple[int | None, int]:
    """The number that begins at a word, and where the words go on."""
    if words[start].isdecimal():
        return _digits(words, start)
    total, smallest, position = 0, 10_000, start
    while position < len(words):
        value = _CARDINALS.get(words[position])
        ordinal = _ORDINALS.get(words[position])
        found = ordinal if value is None else value
        if found is None or not _fits(found, smallest):
            break
        total, smallest, position = total + found, found, position + 1
        if value is None:
            return total, position
        if position < len(words) and words[position] in _SUFFIXES:
            return total, position + 1
        if not _goes_on(words, position, smallest):
            return total, position
        position += words[position] == "و"
    return (total, position) if total else (None, start)


def _digits(words: list[str], start: int) -> tuple[int | None, int]:
    """A number in digits keeps its form; only an ordinal's ending is taken away."""
    has_suffix = start + 1 < len(words) and words[start + 1] in _SUFFIXES
    if has_suffix and int(words[start]) <= _LAST_DAY:
        return int(words[start]), start + 2
    return None, start


def _goes_on(words: list[str], position: int, smallest: int) -> bool:
    """Whether «و» and a smaller number follow."""
    if position + 1 >= len(words) or words[position] != "و":
        return False
    following = _CARDINALS.get(words[position + 1]) or _ORDINALS.get(words[position + 1])
    return following is not None and _fits(following, smallest)


def _fits(value: int, smallest: int) -> bool:
    """Tens take units, hundreds take what is below a hundred; «بیست و چهارده» is two numbers."""
    if smallest <= 19:
        return False
    if smallest < 100:
        return value < 10
    return value < smallest
