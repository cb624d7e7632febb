"""A view of the queue: which part of it somebody works on, kept in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from core.calendar import JalaliMonth
from core.errors import InputError
from review.desk import Desk
from storage.review_cards import CardFilter

type Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What was chosen; an empty field is everything."""

    month: str
    group: str = ""
    agency: str = ""
    outlet: str = ""
    about: str = ""

    @property
    def fields(self) -> Mapping[str, str]:
        return {
            "month": self.month,
            "group": self.group,
            "agency": self.agency,
            "outlet": self.outlet,
            "about": self.about,
        }

    @property
    def address(self) -> str:
        """The page of this view; it can be kept as a bookmark and given to others."""
        chosen = {name: value for name, value in self.fields.items() if value}
        return f"/review?{urlencode(chosen)}"

    @property
    def is_narrow(self) -> bool:
        return any(value for name, value in self.fields.items() if name != "month")


def view_of(months: Sequence[str], fields: Mapping[str, str]) -> View:
    """The view an address asks for; a month that is none becomes the newest there is."""
    wanted = fields.get("month", "")
    month = wanted if _is_month(wanted) else next(iter(months), "")
    others = {name: fields.get(name, "")[:300] for name in ("group", "agency", "outlet", "about")}
    return View(month=month, **others)


def card_filter(desk: Desk, view: View) -> CardFilter:
    """The same as a question to the queue."""
    agencies: tuple[str, ...] = (view.agency,) if view.agency else ()
    if view.group and not agencies:
        of_group = (str(one.key) for one in desk.agencies.watched.values() if one.group == view.group)
        # An unknown group holds nobody, which is not the same as asking for all.
        agencies = tuple(of_group) or ("",)
    return CardFilter(month=view.month, outlet=view.outlet, topic=view.about, agencies=agencies)


def view_words(desk: Desk, view: View) -> str:
    """«مهر ۱۴۰۴، شهرداری‌ها»."""
    words = [
        JalaliMonth.parse(view.month).name if view.month else "بی‌ماه",
        dict(group_choices(desk)).get(view.group, ""),
        dict(agency_choices(desk)).get(view.agency, view.agency),
        dict(outlet_choices(desk)).get(view.outlet, view.outlet),
        dict(topic_choices(desk)).get(view.about, view.about),
    ]
    return "، ".join(filter(None, words))


def month_choices(months: Sequence[str]) -> Choices:
    return [(month, JalaliMonth.parse(month).name) for month in months]


def group_choices(desk: Desk) -> Choices:
    return [
        (group, name)
        for profile in desk.methodology.profiles.values()
        for group, name in profile.groups.items()
    ]


def agency_choices(desk: Desk) -> Choices:
    return [(str(one.key), one.name) for one in desk.agencies.watched.values()]


def outlet_choices(desk: Desk) -> Choices:
    outlets = desk.methodology.outlets
    watched = {name for profile in desk.methodology.profiles.values() for name in profile.watched_outlets}
    own = {one.own_outlet for one in desk.agencies.watched.values() if one.own_outlet}
    return [(name, outlets[name].name) for name in sorted(watched | own) if name in outlets]


def topic_choices(desk: Desk) -> Choices:
    return [(topic.slug, topic.name) for topic in desk.methodology.topics]


def _is_month(text: str) -> bool:
    try:
        return str(JalaliMonth.parse(text)) == text
    except InputError:
        return False
