"""The quality panel: how much of what was published we could see, and how much people have checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.audit_figures import AuditReport, Proportion
from core.calendar import jalali_date_words
from core.coverage import SourceDay
from core.items import Origin
from core.outcomes import is_failure
from reports.coverage import (
    ARCHIVE,
    OutletCoverage,
    days_by_source,
    outlet_coverage,
    outlet_days_numbers,
    seen_days_number,
)
from reports.facts import Facts
from reports.inputs import Agreement
from reports.numbers import ListBook, Number
from reports.persian import count_text, day_of_month_text, decimal_text, of_text, percent_text
from reports.suspicion import suspicion_words
from reports.words import ORIGINS, OUTCOMES, stage_words


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """How many of the counted items came to us in one way."""

    name: str
    number: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One source on one day: `seen`, `suspect`, `partly`, `failed`, `unasked` or `archive`, and its words."""

    state: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStrip:
    """A month of one source, day by day."""

    source: str
    outlet: str
    cells: tuple[DayCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOutcomes:
    """What became of the inputs of one stage, failures last."""

    stage: str
    outcomes: tuple[tuple[str, str, bool], ...]
    """Words, count, and whether it is a failure. They count inputs of runs, not items of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One proportion with its interval and its sample; never the share alone."""

    name: str
    text: str
    is_small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPanel:
    """What complete reviews of randomly drawn items say of the machine this month."""

    reviewed: str
    """How many items of the stream were reviewed, of how many."""
    shown: Number
    """Those of them that stand in this report."""
    lines: tuple[AuditLine, ...]
    """Empty when nothing was reviewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """One watched outlet, and its days that were seen."""

    coverage: OutletCoverage
    seen_days: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """Agreement on one question: alpha with its interval, AC1, and the plain share of how many answers."""

    name: str
    text: str
    is_small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What a reader should know before trusting a number."""

    items: Number
    origins: tuple[OriginCount, ...]
    corrected: Number
    corrected_share: str
    audit: AuditPanel | None
    coverage_text: str
    seen_days: Number
    expected_days: Number
    """Days of outlets: those seen, of those that should have been."""
    outlets: tuple[OutletLine, ...]
    suspect: Number
    """Days of sources that answered and yet may not have shown all."""
    day_heads: tuple[str, ...]
    strips: tuple[SourceStrip, ...]
    failed_sources: Number
    agreement: tuple[AgreementLine, ...]
    """How far people agree who judged the same items; empty when nobody did."""
    stages: tuple[StageOutcomes, ...]


def quality(facts: Facts, lists: ListBook) -> Quality:
    """How much there is, where it came from, and how much of the month we really saw."""
    items = facts.press_items
    corrected = lists.number(
        "corrected", "مطالبی که کارشناس بررسی کرده است", (i for i in items if facts.inputs.corrections.get(i))
    )
    seen, expected = outlet_days_numbers(facts, lists)
    strips = _strips(facts)
    failed = [s for s in strips if any(cell.state == "failed" for cell in s.cells)]
    return Quality(
        items=lists.number("all", "همهٔ مطالب شمرده‌شدهٔ ماه", items),
        origins=_origins(facts, lists),
        corrected=corrected,
        corrected_share=percent_text(corrected.value / len(items)) if items else "—",
        audit=_audit(facts, lists),
        coverage_text=percent_text(seen.value / expected.value) if expected.value else "—",
        seen_days=seen,
        expected_days=expected,
        outlets=tuple(_outlet_line(facts, lists, outlet) for outlet in facts.inputs.profile.watched_outlets),
        suspect=_suspect(facts, lists),
        day_heads=tuple(day_of_month_text(day) for day in facts.inputs.period.days),
        strips=strips,
        failed_sources=lists.count(
            "failed-sources",
            "منبع‌هایی که دست‌کم یک روز پاسخ ندادند",
            (f"{strip.outlet}: {strip.source}" for strip in failed),
            unit="منبع",
        ),
        agreement=tuple(_agreement_line(one) for one in facts.inputs.agreement),
        stages=_stages(facts),
    )


def _outlet_line(facts: Facts, lists: ListBook, outlet_id: str) -> OutletLine:
    coverage = outlet_coverage(facts, outlet_id)
    return OutletLine(coverage=coverage, seen_days=seen_days_number(lists, outlet_id, coverage))


def _suspect(facts: Facts, lists: ListBook) -> Number:
    days = [d for d in facts.inputs.source_days if d.suspect and d.day in facts.inputs.period.days]
    lines = (
        f"{facts.outlet_of_source(d.source)}، {jalali_date_words(d.day)}: {suspicion_words(d.suspect or '')}"
        for d in sorted(days, key=lambda d: (d.source, d.day))
    )
    return lists.count(
        "suspect-days",
        "روزهایی که منبع پاسخ داد ولی شاید همه را نشان نداد",
        lines,
        unit="روزِ منبع",
        note="این روزها دیده‌شده شمرده می‌شوند؛ دلیل تردید کنار هر روز آمده است.",
    )


def _agreement_line(one: Agreement) -> AgreementLine:
    low, high = one.alpha_interval
    text = (
        f"آلفا {decimal_text(one.alpha, 2)}، بازهٔ ۹۵ درصدی {decimal_text(low, 2)} تا "
        f"{decimal_text(high, 2)}؛ AC1 {decimal_text(one.ac1, 2)}؛ {percent_text(one.percent)} یکسان "
        f"در {count_text(one.items)} داوری"
    )
    small = "؛ نمونه کوچک است" if one.is_small else ""
    return AgreementLine(name=one.name, text=text + small, is_small=one.is_small)


def _audit(facts: Facts, lists: ListBook) -> AuditPanel | None:
    report = facts.inputs.audit
    if report is None:
        return None
    reviewed = report.overall.items
    return AuditPanel(
        reviewed=of_text(len(reviewed), report.in_stream),
        shown=lists.number(
            "audited", "مطالب بازبینی‌شدهٔ نمونهٔ تصادفی در این گزارش", (i for i in reviewed if i in facts.order)
        ),
        lines=tuple(_audit_line(name, one) for name, one in _proportions(report)) if reviewed else (),
    )


def _proportions(report: AuditReport) -> list[tuple[str, Proportion]]:
    figures = report.overall
    return [
        ("درستی انتساب‌های شمرده‌شده", figures.counted.precision),
        ("پوشش انتساب‌هایی که باید شمرده می‌شد", figures.counted.recall),
        ("درستی همهٔ انتساب‌ها", figures.linked.precision),
        ("پوشش همهٔ انتساب‌های درست", figures.linked.recall),
        ("درستی موضوع", figures.topic),
        ("درستی بازتاب خدمت", figures.service),
    ]


def _audit_line(name: str, one: Proportion) -> AuditLine:
    if one.share is None:
        return AuditLine(name=name, text="سنجیده نشد", is_small=True)
    text = (
        f"{percent_text(one.share)}: {of_text(one.hits, one.of)}؛ "
        f"بازهٔ ۹۵ درصدی {percent_text(one.low)} تا {percent_text(one.high)}"
    )
    small = "؛ نمونه کوچک است" if one.is_small else ""
    return AuditLine(name=name, text=text + small, is_small=one.is_small)


def _origins(facts: Facts, lists: ListBook) -> tuple[OriginCount, ...]:
    by_origin: dict[Origin, list[int]] = {}
    for item_id in facts.press_items:
        by_origin.setdefault(facts.stored(item_id).item.origin, []).append(item_id)
    return tuple(
        OriginCount(
            name=ORIGINS[origin],
            number=lists.number(
                f"origin-{origin}", f"مطالب رسیده از راه {ORIGINS[origin]}", by_origin[origin]
            ),
        )
        for origin in Origin
        if origin in by_origin
    )


def _strips(facts: Facts) -> tuple[SourceStrip, ...]:
    by_source = days_by_source(facts)
    own = [a.own_outlet for a in facts.agencies if a.own_outlet]
    watched = dict.fromkeys((*facts.inputs.profile.watched_outlets, *own))
    rows = [
        (source, outlet_id) for outlet_id in watched for source in _sources_of(facts, outlet_id, by_source)
    ]
    return tuple(
        SourceStrip(
            source=source,
            outlet=facts.outlet_name(outlet_id),
            cells=tuple(
                _day_cell(facts, source, by_source.get(source, {}).get(d), d)
                for d in facts.inputs.period.days
            ),
        )
        for source, outlet_id in rows
    )


def _sources_of(facts: Facts, outlet_id: str, by_source: Mapping[str, object]) -> list[str]:
    outlet = facts.inputs.outlets.get(outlet_id)
    crawled = [source.id for source in outlet.sources] if outlet else []
    archive = ARCHIVE + outlet_id
    return [*crawled, archive] if archive in by_source else crawled


def _day_cell(facts: Facts, source: str, source_day: SourceDay | None, day: date) -> DayCell:
    head = f"روز {day_of_month_text(day)}: "
    if source_day is None or source_day.answered is None:
        return DayCell(state="unasked", title=head + "پرسیده نشد")
    if source_day.answered is False:
        return DayCell(state="failed", title=head + (source_day.why or "پاسخ نداد"))
    fetched = count_text(source_day.fetched)
    if source_day.failed:
        return DayCell(
            state="partly", title=f"{head}{fetched} صفحه گرفته شد، {count_text(source_day.failed)} نشد"
        )
    if source_day.suspect:
        why = suspicion_words(source_day.suspect)
        return DayCell(state="suspect", title=f"{head}{fetched} صفحه گرفته شد، ولی مشکوک است: {why}")
    state = "archive" if source.startswith(ARCHIVE) else "seen"
    return DayCell(state=state, title=f"{head}{fetched} صفحه گرفته شد")


def _stages(facts: Facts) -> tuple[StageOutcomes, ...]:
    return tuple(
        StageOutcomes(
            stage=stage_words(stage),
            outcomes=tuple(
                (OUTCOMES[outcome], count_text(count), is_failure(outcome))
                for outcome, count in sorted(counts.items(), key=lambda p: (is_failure(p[0]), -p[1], p[0]))
            ),
        )
        for stage, counts in facts.inputs.outcome_counts.items()
    )
