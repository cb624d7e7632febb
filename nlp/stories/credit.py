"""Credits: whom a text says it is taken from («به نقل از ایسنا», «به گزارش روابط عمومی شهرداری»)."""

import re
from collections.abc import Iterable, Mapping

from core.items import ItemText
from nlp.fold import compact_form

MOST_CHARACTERS = 900
"""Newsrooms say their source in the first paragraph; further down others are quoted."""
MOST_WORDS = 10
PRESS_OFFICE = "روابط عمومی"

_SAME = (("ي", "ی"), ("ك", "ک"), ("\u200c", " "), ("\u00a0", " "), ("\u0640", ""))
_OPENING = re.compile(r"(?<!\w)به (نقل از|گزارش) ")
_SPACES = re.compile(" +")
_WORDS = re.compile(r"[\w ]+")
# The name of a source ends where the sentence goes on.
_GOES_ON = frozenset({
    "از", "در", "به", "با", "که", "تا", "طی", "روز", "امروز", "دیروز", "صبح", "عصر", "شامگاه", "مورخ",
    "شنبه", "یکشنبه", "دوشنبه", "سه", "چهارشنبه", "پنجشنبه", "جمعه", "گفت", "نوشت", "افزود", "اعلام",
    "اظهار", "مبنی", "درباره", "پیرامون", "هم", "نیز", "این", "آن", "است", "بود", "شد", "کرد", "می",
    "ما",
})  # fmt: skip
_REPORTERS = frozenset({"خبرنگار", "گروه", "سرویس"})
_HOUSES = (
    "خبرگزاری", "پایگاه خبری تحلیلی", "پایگاه خبری", "پایگاه اطلاع رسانی", "پایگاه", "روزنامه", "سایت خبری",
    "سایت", "وب سایت", "کانال خبری", "کانال",
)  # fmt: skip
_MOST_REPORTER_WORDS = 3


def credit_of(text: ItemText) -> str | None:
    """The source as it is named; «به نقل از» says more than «به گزارش», with which most pieces open."""
    opening = "\n".join(part for part in (text.lead, text.body) if part)[:MOST_CHARACTERS]
    # A few replacements are much faster than a translation of text that is not ASCII.
    for written, meant in _SAME:
        opening = opening.replace(written, meant)
    opening = _SPACES.sub(" ", opening)
    named: dict[str, str] = {}
    for said in _OPENING.finditer(opening):
        words = _WORDS.match(opening, said.end())
        name = _name(words.group().split()) if words else ""
        if name:
            named.setdefault(said.group(1), name)
    return named.get("نقل از") or named.get("گزارش")


def outlet_names(names: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Outlet ids by each folded name; a name of two outlets names neither."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for outlet, its_names in names:
        for name in map(compact_form, its_names):
            if name and found.setdefault(name, outlet) != outlet:
                shared.add(name)
    return {name: outlet for name, outlet in found.items() if name not in shared}


def credited_outlet(credit: str | None, names: Mapping[str, str]) -> str | None:
    """The outlet that a credit names: by itself, as a house, or as that of a reporter."""
    if credit is None or credit.startswith(PRESS_OFFICE):
        return None
    words = credit.split()
    is_reporter = words[0] in _REPORTERS
    starts = range(1, min(len(words), _MOST_REPORTER_WORDS + 1)) if is_reporter else range(1)
    for start in starts:
        name = " ".join(words[start:])
        for one in (name, _without_house(name)):
            if (outlet := names.get(compact_form(one))) is not None:
                return outlet
    return None


def _name(words: list[str]) -> str:
    end = next((n for n, word in enumerate(words[:MOST_WORDS]) if word in _GOES_ON), MOST_WORDS)
    return " ".join(words[:end])


def _without_house(name: str) -> str:
    return next((name[len(house) + 1 :] for house in _HOUSES if name.startswith(f"{house} ")), name)
