"""What the month was, in three sentences made from the numbers."""

from dataclasses import dataclass

from core.agencies import Agency
from reports.coverage import outlet_coverage
from reports.facts import Facts
from reports.numbers import ListBook, Number
from reports.persian import count_text, decimal_text, percent_text

type Sentence = tuple[str | Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Three sentences: how much was said, who moved, and what we could not see."""

    sentences: tuple[Sentence, ...]


def changes(facts: Facts, lists: ListBook) -> Changes:
    """Sentences whose numbers are links like every other number."""
    return Changes(sentences=(_volume(facts, lists), _movement(facts), _gaps(facts)))


def _volume(facts: Facts, lists: ListBook) -> Sentence:
    items = lists.number("all", "همهٔ مطالب شمرده‌شدهٔ ماه", facts.press_items)
    if not items.value:
        return (f"در {facts.inputs.round.month.name} مطلبی از رسانه‌های زیر پوشش شمرده نشد.",)
    outlets = {facts.stored(i).item.outlet for i in facts.press_items}
    seen = [a for a in facts.agencies if facts.press[a.key]]
    most = max(seen, key=lambda a: len(facts.press[a.key]))
    return (
        f"در {facts.inputs.round.month.name}، ",
        items,
        f" مطلب از {count_text(len(outlets))} رسانه دربارهٔ {count_text(len(seen))} دستگاه شمرده شد؛ "
        f"بیشترین آن دربارهٔ {most.name} بود.",
    )


def _movement(facts: Facts) -> Sentence:
    moved = sorted(_moved(facts), key=lambda pair: (pair[0], pair[1].name))
    if not moved:
        return (_first_or_still(facts),)
    (down, loser), (up, winner) = moved[0], moved[-1]
    parts = []
    if up > 0:
        parts.append(f"بیشترین پیشرفت از آنِ {winner.name} است، با {decimal_text(up)} امتیاز بیشتر از ماه پیش")
    if down < 0:
        parts.append(f"بیشترین افت از آنِ {loser.name} است، با {decimal_text(-down)} امتیاز کمتر")
    return ("؛ ".join(parts) + ".",)


def _moved(facts: Facts) -> list[tuple[float, Agency]]:
    """Change in points, as it is printed, of the ranked agencies that have a score in both months."""
    pairs = []
    for agency in facts.agencies:
        now, before = facts.total(agency.key), facts.inputs.previous_scores.get(agency.key)
        if agency.scored and now and before and now.points is not None and before.points is not None:
            pairs.append((round(now.points - before.points, 1), agency))
    return [pair for pair in pairs if pair[0]]


def _first_or_still(facts: Facts) -> str:
    if facts.inputs.previous_scores:
        return "هیچ دستگاهی نسبت به ماه پیش جابه‌جا نشد."
    return "این نخستین دور است و ماه پیشی برای مقایسه نیست."


def _gaps(facts: Facts) -> Sentence:
    coverage = [outlet_coverage(facts, outlet) for outlet in facts.inputs.profile.watched_outlets]
    seen, expected = sum(c.seen for c in coverage), sum(c.expected for c in coverage)
    share = percent_text(seen / expected) if expected else "هیچ‌یک"
    unscored = [a for a in facts.agencies if a.scored and _points(facts, a) is None]
    view = f"{share} از روزهای رسانه‌های زیر پوشش دیده شد"
    if not unscored:
        return (f"{view} و همهٔ دستگاه‌ها امتیاز گرفتند.",)
    return (
        f"{view} و {count_text(len(unscored))} دستگاه امتیاز نگرفت؛ "
        "دلیل هر یک در جدول آمده است و «سنجیده نشد» به معنای صفر نیست.",
    )


def _points(facts: Facts, agency: Agency) -> float | None:
    score = facts.total(agency.key)
    return score.points if score else None
