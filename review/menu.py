"""The menu of every page: what somebody may open, in groups short enough for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.users import UserRole
from review.doors.access import Right
from review.doors.signed_in import SignedIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One screen."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Screens behind one word; a group of one screen is a plain link."""

    name: str
    entries: tuple[Entry, ...]


type Screens = Sequence[tuple[Right, str, str]]

_GROUPS: Sequence[tuple[str, Screens]] = (
    ("بازبینی", [(Right.DECIDE, "بازبینی", "/review")]),
    ("جست‌وجو", [(Right.READ, "جست‌وجو", "/search")]),
    ("گزارش‌ها", [(Right.READ, "گزارش‌ها", "/")]),
    ("سندها", [(Right.READ, "سندها", "/records")]),
    (
        "کیفیت",
        [
            (Right.READ, "دقت و پوشش", "/quality"),
            (Right.READ, "هم‌رأیی", "/agreement"),
            (Right.ADJUDICATE, "داوری", "/disagreements"),
            (Right.READ, "آموختن", "/learning"),
            (Right.READ, "دستور کدگذاری", "/codebook"),
            (Right.READ, "بریده‌ها", "/clips"),
        ],
    ),
    (
        "کارها",
        [
            (Right.READ, "منبع‌ها", "/sources"),
            (Right.OVERSEE, "نشان‌شده‌ها", "/flags"),
            (Right.OVERSEE, "کارهای سامانه", "/operations"),
            (Right.OVERSEE, "رد کارها", "/trail"),
            (Right.MANAGE, "کاربران", "/users"),
        ],
    ),
)

_OF_OFFICERS = (
    Group(name="مطالب دستگاه من", entries=(Entry(name="مطالب دستگاه من", address="/agency"),)),
    Group(name="سندهای دستگاه من", entries=(Entry(name="سندهای دستگاه من", address="/records"),)),
)


def menu_of(who: SignedIn) -> Sequence[Group]:
    """The groups that hold something for this person."""
    if who.user.role is UserRole.OFFICER:
        return _OF_OFFICERS
    groups = [
        (name, tuple(Entry(name=said, address=to) for right, said, to in screens if who.may(right)))
        for name, screens in _GROUPS
    ]
    return [Group(name=name, entries=entries) for name, entries in groups if entries]
