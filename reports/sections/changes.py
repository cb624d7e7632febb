"""What the period was, in three sentences made from the numbers."""

from dataclasses import dataclass

from core.agencies import Agency
from reports.coverage import outlet_days_numbers
from reports.facts import Facts
from reports.numbers import ListBook, Number
from reports.persian import decimal_text, percent_text

type Sentence = tuple[str | Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Three sentences: how much was said, who moved, and what we could not see."""

    sentences: tuple[Sentence, ...]


def changes(facts: Facts, lists: ListBook) -> Changes:
    """Sentences whose numbers are links like every other number."""
    return Changes(sentences=(_volume(facts, lists), _movement(facts), _gaps(facts, lists)))


def _volume(facts: Facts, lists: ListBook) -> Sentence:
    items = lists.number("all", "همهٔ مطالب شمرده‌شدهٔ دوره", facts.press_items)
    if not items.value:
        return (f"در {facts.inputs.period_name} مطلبی از رسانه‌های زیر پوشش شمرده نشد.",)
    outlets = {facts.stored(i).item.outlet for i in facts.press_items}
    seen = [a for a in facts.agencies if facts.press[a.key]]
    most = max(seen, key=lambda a: len(facts.press[a.key]))
    return (
        f"در {facts.inputs.period_name}، ",
        items,
        " مطلب از ",
        lists.count(
            "outlets-counted",
            "رسانه‌هایی که مطلبی از آن‌ها شمرده شد",
            sorted(map(facts.outlet_name, outlets)),
            unit="رسانه",
        ),
        " رسانه دربارهٔ ",
        lists.count(
            "agencies-counted",
            "دستگاه‌هایی که مطلبی دربارهٔ آن‌ها شمرده شد",
            (a.name for a in seen),
            unit="دستگاه",
        ),
        f" دستگاه شمرده شد؛ بیشترین آن دربارهٔ {most.name} بود.",
    )


def _movement(facts: Facts) -> Sentence:
    """Tracks are never compared with one another, so each has a clause of its own."""
    moved = sorted(_moved(facts), key=lambda pair: (pair[0], pair[1].name))
    if not moved:
        return (_first_or_still(facts),)
    tracks = dict.fromkeys(agency.track for agency in facts.agencies)
    of_track = {track: [pair for pair in moved if pair[1].track == track] for track in tracks}
    names = facts.inputs.profile.tracks
    clauses = [
        (f"در {names.get(track, track)} " if len(tracks) > 1 else "") + _extremes(pairs)
        for track, pairs in of_track.items()
        if pairs
    ]
    return ("؛ ".join(clauses) + ".",)


def _extremes(moved: list[tuple[float, Agency]]) -> str:
    (down, loser), (up, winner) = moved[0], moved[-1]
    parts = []
    if up > 0:
        parts.append(f"بیشترین پیشرفت از آنِ {winner.name} است، با {decimal_text(up)} امتیاز بیشتر از دور پیش")
    if down < 0:
        parts.append(f"بیشترین افت از آنِ {loser.name} است، با {decimal_text(-down)} امتیاز کمتر")
    return "؛ ".join(parts)


def _moved(facts: Facts) -> list[tuple[float, Agency]]:
    """Change in points, as it is printed, of the ranked agencies that have a score in both rounds."""
    pairs = []
    for agency in facts.agencies:
        now, before = facts.total(agency.key), facts.inputs.previous_scores.get(agency.key)
        if agency.scored and now and before and now.points is not None and before.points is not None:
            pairs.append((round(now.points - before.points, 1), agency))
    return [pair for pair in pairs if pair[0]]


def _first_or_still(facts: Facts) -> str:
    if facts.inputs.previous_scores:
        return "هیچ دستگاهی نسبت به دور پیش جابه‌جا نشد."
    return "این نخستین دور است و دور پیشی برای مقایسه نیست."


def _gaps(facts: Facts, lists: ListBook) -> Sentence:
    seen, expected = outlet_days_numbers(facts, lists)
    share = percent_text(seen.value / expected.value) if expected.value else "هیچ‌یک"
    unscored = [a for a in facts.agencies if a.scored and _points(facts, a) is None]
    view = (f"{share} از روزهای رسانه‌های زیر پوشش دیده شد (", seen, " از ", expected, ")")
    if not unscored:
        return (*view, " و همهٔ دستگاه‌ها امتیاز گرفتند.")
    number = lists.count(
        "unscored", "دستگاه‌هایی که امتیاز نگرفتند", (a.name for a in unscored), unit="دستگاه"
    )
    return (
        *view,
        " و ",
        number,
        " دستگاه امتیاز نگرفت؛ دلیل هر یک در جدول آمده است و «سنجیده نشد» به معنای صفر نیست.",
    )


def _points(facts: Facts, agency: Agency) -> float | None:
    score = facts.total(agency.key)
    return score.points if score else None
