"""The time of day in a text: 20:14, «ساعت ۸ و نیم», «۲ بعدازظهر», with its zone."""

import re
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from core.calendar import TEHRAN
from core.moments import Precision

_HALVES = (
    ("pm", r"بعد ?از ?ظهر|ب ?\. ?ظ\.?|ب ظ|عصر|غروب|مساء?|p\.? ?m\.?"),
    ("am", r"(?:قبل|پیش) ?از ?ظهر|ق ?\. ?ظ\.?|ق ظ|صبح|بامداد|سحر|صباحا|a\.? ?m\.?"),
    ("noon", r"ظهر"),
    ("night", r"نیمه ?شب|شب|امشب|دیشب"),
)
_HALF = "|".join(f"(?P<{name}>(?<![^\\W\\d_])(?:{words})(?![^\\W\\d_]))" for name, words in _HALVES)
_ANY_HALF = re.compile(_HALF)
_HALF_WORDS = "(?:" + "|".join(words for _, words in _HALVES) + r")(?![^\W\d_])"

_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "irst": 210, "irt": 210, "irdt": 270, "aft": 270, "msk": 180,
    "cet": 60, "cest": 120, "eet": 120, "eest": 180, "bst": 60, "wet": 0, "gst": 240, "est": -300,
    "edt": -240, "trt": 180, "met": 60, "mest": 120,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
_REGIONS = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    "asia/tehran": "Asia/Tehran", "asia/kabul": "Asia/Kabul", "asia/dubai": "Asia/Dubai",
    "europe/london": "Europe/London", "asia/baghdad": "Asia/Baghdad",
    "etc/gmt": "Etc/GMT", "etc/utc": "Etc/UTC",
}  # fmt: skip
_ZONE = (
    r"(?:\s*(?P<zone>(?:(?:gmt|utc)\s*)?[+-]\d{2}:?\d{2}(?![\d/])|(?:gmt|utc)\s*[+-]\d{1,2}(?::?\d{2})?(?!\d)"
    r"|(?:asia|europe|etc)/[a-z]+"
    # Words that go on to say by whom and where are no zones.
    r"|(?<=[\d ])(?!(?:by|in|at|on|und|via)\s+[^\W\d_]|(?:uhr|hrs?|h)(?![a-z]))[a-z]{1,4}(?![a-z])))?"
)
_AT = r"(?:(?:در )?ساعت ?(?:: ?)?){0,3}"

_COLONS = re.compile(
    rf"{_AT}(?<![\d:/.])(?P<hour>\d{{1,2}})\s?:\s?(?P<minute>\d{{1,2}})(?:\s?:\s?(?P<second>\d{{1,2}})(?:[.,]\d{{1,9}})?)?"
    rf"(?![\d:])(?:\s*(?P<half>{_HALF_WORDS}))?{_ZONE}"
)
_WORDS = re.compile(
    rf"{_AT}(?<!\d)(?P<hour>\d{{1,2}})\s*(?:ساعت\s*)?و\s*(?P<minute>\d{{1,2}})\s*دقیقه"
    r"(?:\s*و\s*(?P<second>\d{1,2})\s*ثانیه)?"
)
_AFTER_WORD = re.compile(
    r"ساعت\s*:?\s*(?P<hour>\d{1,2})(?!\d|\s?[:/]\s?\d)(?:\s*و\s*(?P<fraction>نیم|ربع|\d{1,2}(?!\d))|[.,](?P<minute>\d{2})(?!\d))?"
)
_BEFORE_HALF = re.compile(rf"(?<![\d:/.-])(?P<hour>\d{{1,2}})\s*(?=(?:{_HALF_WORDS}))")
_FRACTIONS = {"نیم": 30, "ربع": 15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day, how exact it is, and its zone if one is written."""

    hour: int
    minute: int = 0
    second: int = 0
    precision: Precision
    zone: tzinfo | None = None
    is_twelve_hour: bool = False
    """Latin AM or PM stood beside it, as only American formats have it."""


class BadClockError(ValueError):
    """What looks like a time of day is none: 25:00, 20:75, an unknown zone."""


def take_clock(text: str) -> tuple[Clock | None, str]:
    """The time of day and the text without it; raises BadClockError."""
    for pattern in (_COLONS, _WORDS, _AFTER_WORD, _BEFORE_HALF):
        match = pattern.search(text)
        if match:
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            half, rest = _half(match, rest)
            return _clock(match, half), " ".join(rest.split())
    return None, text


def zone_named(name: str) -> tzinfo:
    """`+0330`, `GMT+3:30`, `IRST`; raises BadClockError."""
    compact = name.replace(" ", "").lower()
    for prefix in ("gmt", "utc"):
        compact = compact.removeprefix(prefix) or compact
    if compact in _ZONES:
        return timezone(timedelta(minutes=_ZONES[compact]))
    if compact in _REGIONS:
        return ZoneInfo(_REGIONS[compact])
    match = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", compact)
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        raise BadClockError(f"unknown zone {name!r}")
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))


def _half(match: re.Match[str], rest: str) -> tuple[str | None, str]:
    """Which half of the day, from beside the time or from anywhere in the text."""
    groups = match.groupdict()
    beside = _ANY_HALF.search(groups["half"]) if groups.get("half") else None
    found = beside or _ANY_HALF.search(rest)
    if found is None:
        return None, rest
    if beside is None and found.group() not in {"شب", "امشب", "دیشب"}:
        # «شب گذشته» and «دیشب» also name the day, so they stay in the text.
        rest = rest[: found.start()] + " " + rest[found.end() :]
    return found.group() if found.lastgroup in {
        "am",
        "pm",
    } and found.group().isascii() else found.lastgroup, rest


def _clock(match: re.Match[str], half: str | None) -> Clock:
    groups = match.groupdict()
    hour = int(groups["hour"])
    minute = groups.get("minute") or _FRACTIONS.get(groups.get("fraction") or "", groups.get("fraction"))
    second = groups.get("second")
    is_latin = half is not None and half not in {"am", "pm", "noon", "night"}
    name = ("pm" if half and half.startswith("p") else "am") if is_latin else half
    if hour > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        raise BadClockError(f"{match.group().strip()!r} is no time of day")
    precision = Precision.SECOND if second else Precision.MINUTE if minute is not None else Precision.HOUR
    zone = zone_named(groups["zone"]) if groups.get("zone") else None
    return Clock(
        hour=_on_24(hour, name),
        minute=int(minute or 0),
        second=int(second or 0),
        precision=precision,
        zone=zone,
        is_twelve_hour=is_latin,
    )


def _on_24(hour: int, half: str | None) -> int:
    """An hour of the day from an hour of a half; what is beyond twelve says it all."""
    if half is None or hour > 12 or hour == 0:
        return hour
    if half == "am":
        return hour % 12
    if half == "pm":
        return hour % 12 + 12
    if half == "noon":
        return hour + 12 if hour < 6 else hour
    return hour % 12 if hour == 12 or hour < 5 else hour + 12


def tehran_or(zone: tzinfo | None) -> tzinfo:
    """A text that names no zone speaks of Tehran."""
    return zone or TEHRAN
