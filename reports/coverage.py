"""Which days of an outlet we saw: the ground every count stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import day_start
from core.coverage import SourceDay
from reports.facts import Facts
from reports.persian import of_text, percent_text

ARCHIVE = "import:"
"""A source day of an archive names its source `import:<outlet>`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCoverage:
    """The days of one outlet that were seen, of those that should have been."""

    outlet: str
    seen: int
    expected: int
    text: str
    share_text: str
    is_enough: bool
    """Whether a measure of this outlet alone would get a number, by the scheme's rule."""


def outlet_coverage(facts: Facts, outlet_id: str) -> OutletCoverage:
    """How many of the month's days (those that are over) we saw of an outlet, by the rule scoring counts by.

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

    seen = sum(map(is_seen, days))
    return OutletCoverage(
        outlet=facts.outlet_name(outlet_id),
        seen=seen,
        expected=len(days),
        text=of_text(seen, len(days)),
        share_text=percent_text(seen / len(days)) if days else "—",
        is_enough=bool(days) and seen / len(days) >= least,
    )


def days_by_source(facts: Facts) -> Mapping[str, Mapping[date, SourceDay]]:
    by_source: dict[str, dict[date, SourceDay]] = {}
    for source_day in facts.inputs.source_days:
        by_source.setdefault(source_day.source, {})[source_day.day] = source_day
    return by_source


def days_over(facts: Facts) -> tuple[date, ...]:
    """The days of the month that had ended at `as_of`."""
    as_of = facts.inputs.as_of
    return tuple(d for d in facts.inputs.round.month.days if day_start(d + timedelta(days=1)) <= as_of)


def _has_shown_its_day(source_day: SourceDay | None, least: float) -> bool:
    """A source that answered but whose pages mostly failed has not shown its day."""
    if source_day is None or source_day.answered is not True:
        return False
    return source_day.failed <= (1 - least) * source_day.expected
