"""Stale portals, and the sources that did not answer, which is not held against anybody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.agencies import Agency
from core.calendar import tehran_day
from core.coverage import Probe, SourceDay
from reports.coverage import days_by_source
from reports.facts import Facts
from reports.numbers import ListBook, agency_id
from reports.persian import count_text, day_text, of_text
from reports.words import cause_words


@dataclass(frozen=True, slots=True, kw_only=True)
class StalePortal:
    """An agency's own site whose newest item is old; how it was seen is said beside it."""

    agency_id: str
    agency: str
    outlet: str
    newest: str
    age_days: int
    age_text: str
    nights: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPortal:
    """An own site that cannot be judged, with the reason."""

    agency_id: str
    agency: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingSource:
    """A source that did not answer on some days; nothing about its outlet follows from that."""

    outlet: str
    source: str
    failed: str
    failed_days: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portals:
    """Own sites that stood still, those we could not judge, and sources that failed."""

    stale_after_text: str
    stale: tuple[StalePortal, ...]
    fresh: int
    fresh_text: str
    unknown: tuple[UnknownPortal, ...]
    failing: tuple[FailingSource, ...]


def portals(facts: Facts, lists: ListBook) -> Portals:
    """A portal is judged by the newest item its last good probe of the month saw."""
    judged = [(agency, _last_good(facts, agency)) for agency in facts.agencies]
    known = [(agency, probe) for agency, probe in judged if probe is not None]
    rows = [_portal(facts, agency, probe) for agency, probe in known]
    limit = facts.inputs.definition.stale_after_days
    stale = sorted((r for r in rows if r.age_days > limit), key=lambda r: (-r.age_days, r.agency))
    return Portals(
        stale_after_text=count_text(limit),
        stale=tuple(stale),
        fresh=len(rows) - len(stale),
        fresh_text=count_text(len(rows) - len(stale)),
        unknown=tuple(_unknown(facts, agency) for agency, probe in judged if probe is None),
        failing=_failing(facts),
    )


def _last_good(facts: Facts, agency: Agency) -> Probe | None:
    good = [p for p in _probes(facts, agency) if p.answered and p.newest_item_at is not None]
    return max(good, key=lambda p: p.at, default=None)


def _probes(facts: Facts, agency: Agency) -> list[Probe]:
    month, as_of = facts.inputs.round.month, facts.inputs.as_of
    return [
        p
        for p in facts.inputs.probes
        if p.outlet == agency.own_outlet and month.start <= p.at < month.end and p.at <= as_of
    ]


def _portal(facts: Facts, agency: Agency, probe: Probe) -> StalePortal:
    newest = probe.newest_item_at or probe.at
    age = max(0, (tehran_day(probe.at) - tehran_day(newest)).days)
    probes = _probes(facts, agency)
    nights = {tehran_day(p.at) for p in probes}
    answered = {tehran_day(p.at) for p in probes if p.answered}
    return StalePortal(
        agency_id=agency_id(agency.key),
        agency=agency.name,
        outlet=facts.outlet_name(agency.own_outlet or ""),
        newest=day_text(newest),
        age_days=age,
        age_text=f"{count_text(age)} روز",
        nights=of_text(len(answered), len(nights)),
    )


def _unknown(facts: Facts, agency: Agency) -> UnknownPortal:
    return UnknownPortal(agency_id=agency_id(agency.key), agency=agency.name, why=_why_unknown(facts, agency))


def _why_unknown(facts: Facts, agency: Agency) -> str:
    if agency.own_outlet is None:
        return "نشانی سایت رسمی این دستگاه ثبت نشده است."
    probes = _probes(facts, agency)
    if not probes:
        return "در این ماه شبی سر زده نشد."
    if any(p.answered for p in probes):
        return "سایت پاسخ داد، ولی تاریخ هیچ مطلبی خوانده نشد."
    reasons = Counter(cause_words(p.why) for p in probes if p.why)
    most_common = reasons.most_common(1)
    why = f" ({most_common[0][0]})" if most_common else ""
    return f"سایت در {count_text(len(probes))} بار سرزدن پاسخ نداد{why}؛ این را ایراد دستگاه نمی‌شماریم."


def _failing(facts: Facts) -> tuple[FailingSource, ...]:
    outlets = {s.id: o.id for o in facts.inputs.outlets.values() for s in o.sources}
    rows = [
        _failing_source(facts, source, outlets.get(source, source), list(days.values()))
        for source, days in days_by_source(facts).items()
        if any(_failed_in(facts, day) for day in days.values())
    ]
    return tuple(sorted(rows, key=lambda row: (-row.failed_days, row.source)))


def _failed_in(facts: Facts, day: SourceDay) -> bool:
    return day.answered is False and day.day in facts.inputs.round.month.days


def _failing_source(facts: Facts, source: str, outlet: str, days: Sequence[SourceDay]) -> FailingSource:
    asked = [d for d in days if d.answered is not None and d.day in facts.inputs.round.month.days]
    failed = [d for d in asked if d.answered is False]
    reasons = Counter(cause_words(d.why) for d in failed if d.why)
    most_common = reasons.most_common(1)
    return FailingSource(
        outlet=facts.outlet_name(outlet),
        source=source,
        failed=of_text(len(failed), len(asked)),
        failed_days=len(failed),
        why=most_common[0][0] if most_common else "علت ثبت نشده است.",
    )
