"""Names of weekdays in Persian, Arabic, Dari and English; numbered as Python does, Monday is 0."""

import re

_NAMES = {
    0: ("(?:دو|2) ?شنبه", "الاثنین", "monday", "mon", "doshanbeh"),
    1: ("(?:سه|3) ?شنبه", "الثلاثا", "tuesday", "tues?", "seshanbeh"),
    2: ("(?:چهار|چار|4) ?شنبه", "الاربعا", "wednesday", "wed", "chaharshanbeh"),
    3: ("(?:پنج|5) ?شنبه", "الخمیس", "thursday", "thu(?:rs?)?", "panjshanbeh"),
    4: ("جمعه", "ادینه", "الجمعه", "friday", "fri", "jomeh"),
    5: ("شنبه", "السبت", "saturday", "sat", "shanbeh"),
    6: ("(?:یک|1) ?شنبه", "الاحد", "sunday", "sun", "yekshanbeh"),
}
_PATTERNS = [
    (number, re.compile(r"(?<![^\W_])(?:" + "|".join(names) + r")(?![^\W\d_])"))
    # «شنبه» alone is looked for last, for it ends the other names.
    for number, names in sorted(_NAMES.items(), key=lambda pair: pair[0] == 5)
]


def take_weekday(text: str) -> tuple[int | None, str]:
    """The first weekday named, and the text without any weekday."""
    found: list[tuple[int, int]] = []
    for number, pattern in _PATTERNS:
        match = pattern.search(text)
        if match:
            found.append((match.start(), number))
            text = pattern.sub(lambda hit: " " * len(hit.group()), text)
    return (min(found)[1] if found else None), " ".join(text.split())
