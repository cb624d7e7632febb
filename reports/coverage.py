"""Which days of an outlet we saw: the ground every count stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import day_start, jalali_date_words
from core.coverage import SourceDay
from reports.facts import Facts
from reports.numbers import ListBook, Number
from reports.persian import count_text, of_text, percent_text

ARCHIVE = "import:"
"""A source day of an archive names its source `import:<outlet>`."""
DAY, OUTLET_DAY = "روز", "روزِ رسانه"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCoverage:
    """The days of one outlet that were seen, of those that should have been."""

    outlet: str
    seen: int
    expected: int
    expected_text: str
    text: str
    share_text: str
    is_enough: bool
    """Whether a measure of this outlet alone would get a number, by the scheme's rule."""
    seen_days: tuple[date, ...] = ()


def outlet_coverage(facts: Facts, outlet_id: str) -> OutletCoverage:
    """How many of the period's days (those that are over) we saw of an outlet, by the rule scoring counts by.

    A day is seen when every source answered and gave most of its pages, or when an archive covers it.
    """
    by_source = days_by_source(facts)
    days = days_over(facts)
    outlet = facts.inputs.outlets.get(outlet_id)
    sources = [source.id for source in outlet.sources] if outlet else []
    least = facts.inputs.scheme.least_completeness

    def has_shown(source: str, day: date) -> bool:
        return _has_shown_its_day(by_source.get(source, {}).get(day), least)

    def is_seen(day: date) -> bool:
        crawled = bool(sources) and all(has_shown(source, day) for source in sources)
        return crawled or has_shown(ARCHIVE + outlet_id, day)

    seen_days = tuple(filter(is_seen, days))
    seen = len(seen_days)
    return OutletCoverage(
        outlet=facts.outlet_name(outlet_id),
        seen=seen,
        expected=len(days),
        expected_text=count_text(len(days)),
        text=of_text(seen, len(days)),
        share_text=percent_text(seen / len(days)) if days else "—",
        is_enough=bool(days) and seen / len(days) >= least,
        seen_days=seen_days,
    )


def seen_days_number(lists: ListBook, outlet_id: str, coverage: OutletCoverage) -> Number:
    """The days of one outlet that were seen, as a number that opens them."""
    return lists.count(
        f"seen-{outlet_id}",
        f"روزهای دیده‌شدهٔ {coverage.outlet}",
        map(jalali_date_words, coverage.seen_days),
        unit=DAY,
    )


def outlet_days_numbers(facts: Facts, lists: ListBook) -> tuple[Number, Number]:
    """The days of all watched outlets together: those seen, and those that should have been."""
    watched = [outlet_coverage(facts, outlet) for outlet in facts.inputs.profile.watched_outlets]
    seen = [f"{one.outlet}: {jalali_date_words(day)}" for one in watched for day in one.seen_days]
    expected = [
        f"{one.outlet}: {jalali_date_words(day)}{'' if day in one.seen_days else ' — دیده نشد'}"
        for one in watched
        for day in days_over(facts)
    ]
    return (
        lists.count("outlet-days-seen", "روزهای دیده‌شدهٔ رسانه‌های زیر پوشش", seen, unit=OUTLET_DAY),
        lists.count("outlet-days", "روزهایی که باید دیده می‌شد", expected, unit=OUTLET_DAY),
    )


def days_by_source(facts: Facts) -> Mapping[str, Mapping[date, SourceDay]]:
    by_source: dict[str, dict[date, SourceDay]] = {}
    for source_day in facts.inputs.source_days:
        by_source.setdefault(source_day.source, {})[source_day.day] = source_day
    return by_source


def days_over(facts: Facts) -> tuple[date, ...]:
    """The days of the period that had ended at `as_of`."""
    as_of = facts.inputs.as_of
    return tuple(d for d in facts.inputs.period.days if day_start(d + timedelta(days=1)) <= as_of)


def _has_shown_its_day(source_day: SourceDay | None, least: float) -> bool:
    """A source that answered but whose pages mostly failed has not shown its day."""
    if source_day is None or source_day.answered is not True:
        return False
    return source_day.failed <= (1 - least) * source_day.expected
