"""Stale portals, and the sources that did not answer, which is not held against anybody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.agencies import Agency
from core.calendar import jalali_date_words, jalali_instant_words, tehran_day
from core.coverage import Probe, SourceDay
from reports.coverage import DAY, days_by_source, outlet_coverage, seen_days_number
from reports.facts import Facts
from reports.numbers import ListBook, Number, agency_id
from reports.persian import count_text, day_text
from reports.sections.site_checks import LOOK, SiteChecks, site_checks
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
    answered: Number
    nights: Number
    """Looks at the site, and those of them that it answered."""


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
    failed: Number
    asked: Number
    failed_days: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentChannel:
    """A registered channel that we saw and that said nothing."""

    agency_id: str
    agency: str
    channel: str
    seen_days: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Portals:
    """Own sites that stood still, those we could not judge, and sources that failed."""

    stale_after_text: str
    stale: tuple[StalePortal, ...]
    fresh: int
    fresh_number: Number
    checks: SiteChecks
    """Broken links and certificates."""
    channels: tuple[SilentChannel, ...]
    unknown: tuple[UnknownPortal, ...]
    failing: tuple[FailingSource, ...]


def portals(facts: Facts, lists: ListBook) -> Portals:
    """A portal is judged by the newest item its last good probe of the period saw."""
    judged = [(agency, _last_good(facts, agency)) for agency in facts.agencies]
    known = [(agency, probe) for agency, probe in judged if probe is not None]
    rows = [_portal(facts, lists, agency, probe) for agency, probe in known]
    limit = facts.inputs.definition.stale_after_days
    stale = sorted((r for r in rows if r.age_days > limit), key=lambda r: (-r.age_days, r.agency))
    fresh = [r for r in rows if r.age_days <= limit]
    return Portals(
        stale_after_text=count_text(limit),
        stale=tuple(stale),
        fresh=len(fresh),
        fresh_number=lists.count(
            "fresh-portals",
            "سایت‌های به‌روز",
            (f"{r.agency}: تازه‌ترین مطلب {r.newest}، {r.age_text}" for r in fresh),
            unit="سایت",
        ),
        checks=site_checks(
            facts, lists, {a.own_outlet: _probes(facts, a) for a in facts.agencies if a.own_outlet}
        ),
        channels=_silent_channels(facts, lists),
        unknown=tuple(_unknown(facts, agency) for agency, probe in judged if probe is None),
        failing=_failing(facts, lists),
    )


def _last_good(facts: Facts, agency: Agency) -> Probe | None:
    good = [p for p in _probes(facts, agency) if p.answered and p.newest_item_at is not None]
    return max(good, key=lambda p: p.at, default=None)


def _probes(facts: Facts, agency: Agency) -> list[Probe]:
    period, as_of = facts.inputs.period, facts.inputs.as_of
    return [
        p
        for p in facts.inputs.probes
        if p.outlet == agency.own_outlet and period.start <= p.at < period.end and p.at <= as_of
    ]


def _portal(facts: Facts, lists: ListBook, agency: Agency, probe: Probe) -> StalePortal:
    newest = probe.newest_item_at or probe.at
    age = max(0, (tehran_day(probe.at) - tehran_day(newest)).days)
    probes = _probes(facts, agency)
    own = agency_id(agency.key)
    return StalePortal(
        agency_id=own,
        agency=agency.name,
        outlet=facts.outlet_name(agency.own_outlet or ""),
        newest=day_text(newest),
        age_days=age,
        age_text=f"{count_text(age)} روز",
        answered=lists.count(
            f"probes-answered-{own}",
            f"سایت {agency.name}: سرزدن‌هایی که پاسخ گرفت",
            (probe_line(p) for p in probes if p.answered),
            unit=LOOK,
        ),
        nights=probes_number(facts, lists, agency),
    )


def probes_number(facts: Facts, lists: ListBook, agency: Agency) -> Number:
    """Every look at the agency's own site in the period."""
    return lists.count(
        f"probes-{agency_id(agency.key)}",
        f"سرزدن‌ها به سایت {agency.name}",
        map(probe_line, _probes(facts, agency)),
        unit=LOOK,
    )


def probe_line(probe: Probe) -> str:
    """«سه‌شنبه ۱۵ مهر ۱۴۰۴، ۰۱:۳۰: پاسخ داد؛ تازه‌ترین مطلب ۱۳ مهر ۱۴۰۴»."""
    at = jalali_instant_words(probe.at)
    if not probe.answered:
        return f"{at}: پاسخ نداد{f'، {cause_words(probe.why)}' if probe.why else ''}"
    newest = day_text(probe.newest_item_at) if probe.newest_item_at else "خوانده نشد"
    return f"{at}: پاسخ داد؛ تازه‌ترین مطلب {newest}"


def _silent_channels(facts: Facts, lists: ListBook) -> tuple[SilentChannel, ...]:
    """Channels seen on enough days, on none of which anything new was there."""
    by_source = days_by_source(facts)
    speaking = {stored.item.outlet for stored in facts.inputs.items.values()}
    rows = []
    for agency in facts.agencies:
        for channel in agency.channels:
            coverage = outlet_coverage(facts, channel)
            outlet = facts.inputs.outlets.get(channel)
            days = [d for s in (outlet.sources if outlet else ()) for d in by_source.get(s.id, {}).values()]
            is_silent = bool(days) and all(d.new_items == 0 for d in days if d.answered)
            if coverage.is_enough and is_silent and channel not in speaking:
                rows.append(
                    SilentChannel(
                        agency_id=agency_id(agency.key),
                        agency=agency.name,
                        channel=coverage.outlet,
                        seen_days=seen_days_number(lists, channel, coverage),
                    )
                )
    return tuple(rows)


def _unknown(facts: Facts, agency: Agency) -> UnknownPortal:
    return UnknownPortal(agency_id=agency_id(agency.key), agency=agency.name, why=_why_unknown(facts, agency))


def _why_unknown(facts: Facts, agency: Agency) -> str:
    if agency.own_outlet is None:
        return "نشانی سایت رسمی این دستگاه ثبت نشده است."
    probes = _probes(facts, agency)
    if not probes:
        return "در این دوره شبی سر زده نشد."
    if any(p.answered for p in probes):
        return "سایت پاسخ داد، ولی تاریخ هیچ مطلبی خوانده نشد."
    reasons = Counter(cause_words(p.why) for p in probes if p.why)
    most_common = reasons.most_common(1)
    why = f" ({most_common[0][0]})" if most_common else ""
    return f"سایت در {count_text(len(probes))} بار سرزدن پاسخ نداد{why}؛ این را ایراد دستگاه نمی‌شماریم."


def _failing(facts: Facts, lists: ListBook) -> tuple[FailingSource, ...]:
    outlets = {s.id: o.id for o in facts.inputs.outlets.values() for s in o.sources}
    rows = [
        _failing_source(facts, lists, source, outlets.get(source, source), list(days.values()))
        for source, days in days_by_source(facts).items()
        if any(_failed_in(facts, day) for day in days.values())
    ]
    return tuple(sorted(rows, key=lambda row: (-row.failed_days, row.source)))


def _failed_in(facts: Facts, day: SourceDay) -> bool:
    return day.answered is False and day.day in facts.inputs.period.days


def _failing_source(
    facts: Facts, lists: ListBook, source: str, outlet: str, days: Sequence[SourceDay]
) -> FailingSource:
    asked = [d for d in days if d.answered is not None and d.day in facts.inputs.period.days]
    failed = [d for d in asked if d.answered is False]
    reasons = Counter(cause_words(d.why) for d in failed if d.why)
    most_common = reasons.most_common(1)
    return FailingSource(
        outlet=facts.outlet_name(outlet),
        source=source,
        failed=_days_number(lists, f"failed-{source}", f"روزهایی که {source} پاسخ نداد", failed),
        asked=_days_number(lists, f"asked-{source}", f"روزهایی که {source} پرسیده شد", asked),
        failed_days=len(failed),
        why=most_common[0][0] if most_common else "علت ثبت نشده است.",
    )


def _days_number(lists: ListBook, list_id: str, title: str, days: Sequence[SourceDay]) -> Number:
    lines = (
        f"{jalali_date_words(d.day)}: "
        + ("پاسخ داد" if d.answered else f"پاسخ نداد، {cause_words(d.why) if d.why else 'علت ثبت نشده است'}")
        for d in sorted(days, key=lambda d: d.day)
    )
    return lists.count(list_id, title, lines, unit=DAY)
