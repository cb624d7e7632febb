"""What somebody looks for, as an address says it, and the same as a question to storage."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from persiantools.jdatetime import JalaliDate

from core.attributions import Role
from core.calendar import day_start
from core.digits import latin_digits
from review.looking.folding import folded_words
from storage.item_search import ItemQuery

MOST_WORDS = 12
_DATE = re.compile(r"^\s*(1[34]\d\d)[/\-.](\d{1,2})[/\-.](\d{1,2})\s*$")

FIELDS = ("q", "agency", "role", "outlet", "about", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """The fields as they were filled; an empty one asks for all."""

    q: str = ""
    agency: str = ""
    role: str = ""
    outlet: str = ""
    about: str = ""
    since: str = ""
    until: str = ""

    @property
    def fields(self) -> Mapping[str, str]:
        return {name: getattr(self, name) for name in FIELDS}

    @property
    def is_empty(self) -> bool:
        return not any(self.fields.values())

    def address(self, path: str = "/search", **more: object) -> str:
        chosen = {name: value for name, value in self.fields.items() if value}
        return f"{path}?{urlencode(chosen | more)}"


def search_form(params: Mapping[str, str]) -> SearchForm:
    return SearchForm(**{name: params.get(name, "")[:300].strip() for name in FIELDS})


def problem_of(form: SearchForm) -> str:
    """Why this cannot be looked for, in Persian; empty when it can."""
    for text in (form.since, form.until):
        if text and _day(text) is None:
            return f"«{text}» تاریخ نیست؛ مانند ۱۴۰۴/۷/۱۵ بنویسید."
    if form.q and not folded_words(form.q):
        return "واژه‌ای برای جست‌وجو در آن نیست."
    if form.role and form.role not in list(Role):
        return "این نقش شناخته نیست."
    return ""


def item_query(form: SearchForm) -> ItemQuery:
    """The question; both days belong to what is looked for."""
    since, until = _day(form.since), _day(form.until)
    return ItemQuery(
        words=tuple(folded_words(form.q)[:MOST_WORDS]),
        outlet=form.outlet,
        topic=form.about,
        agencies=(form.agency,) if form.agency else (),
        role=form.role,
        start=day_start(since) if since else None,
        end=day_start(until + timedelta(days=1)) if until else None,
    )


def _day(text: str) -> date | None:
    match = _DATE.match(latin_digits(text))
    if match is None:
        return None
    try:
        day: date = JalaliDate(*map(int, match.groups())).to_gregorian()
    except ValueError:
        return None
    return day
