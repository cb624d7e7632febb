"""A made-up month of a made-up office: enough of everything that a report shows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from core.agencies import AgencyKey
from core.attributions import (
    Role,
    ServiceReflection,
)
from core.calendar import JalaliMonth
from core.coverage import Completeness, Probe, SourceDay
from core.methodology import Topic
from core.observations import Observation, State
from core.outcomes import Outcome
from core.outlets import Outlet
from core.rounds import Round
from core.scores import TOTAL, Score, TracePart
from reports.inputs import ReportInputs
from reports.month import MonthReport, month_report
from reports.numbers import NOTHING
from tests.pages.reports.sample_items import Made, corrections, made_items, stories
from tests.pages.reports.sample_office import (
    AGENCIES,
    AS_OF,
    DAYS,
    MONTH,
    agency_key,
    outlets,
    profile,
    scheme,
)


def band(points: float) -> str:
    return next(b.name for b in reversed(scheme().bands) if points >= b.from_score)


def _press_ids(made: Sequence[Made], type_slug: str) -> tuple[int, ...]:
    key = agency_key(type_slug)
    return tuple(m.stored.id for m in made for f in m.findings if f.agency == key and f.role is Role.ACTOR)


def observations(made: Sequence[Made]) -> list[Observation]:
    result = []
    full = Completeness(expected=180, seen=171)
    members = stories(made)
    services = {m.stored.id: m.findings[0].service_reflection for m in made}
    for number, (type_slug, _, _, site) in enumerate(AGENCIES):
        key, ids = agency_key(type_slug), _press_ids(made, type_slug)
        counted = tuple(i for i in ids if services[i] is ServiceReflection.YES)
        distinct = tuple({members[i].story_id if i in members else i: i for i in reversed(ids)}.values())
        state = State.MEASURED if ids else State.ZERO
        result += [
            Observation(
                agency=key,
                measure="press_items",
                value=float(len(ids)),
                state=state,
                completeness=full,
                items=ids,
            ),
            Observation(
                agency=key,
                measure="press_stories",
                value=float(len(distinct)),
                state=state,
                completeness=full,
                items=distinct,
            ),
            _staleness(key, number, site),
            Observation(
                agency=key,
                measure="service_reflection_share",
                value=len(counted) / len(ids) if ids else 0.0,
                state=State.MEASURED if counted else State.ZERO,
                completeness=full,
                items=ids,
                counted=counted,
            ),
        ]
    return result


def _staleness(key: AgencyKey, number: int, site: str | None) -> Observation:
    if site is None or site == "industry-site":
        why = (
            "نشانی سایت رسمی این دستگاه ثبت نشده است."
            if site is None
            else "سایت در ۱۲ شب از ۳۰ شب با موفقیت دیده شد؛ برای سنجش کهنگی کافی نیست."
        )
        seen = 0 if site is None else 12
        return Observation(
            agency=key,
            measure="own_site_staleness_days",
            value=None,
            state=State.NOT_MEASURED,
            completeness=Completeness(expected=30, seen=seen),
            why=why,
        )
    return Observation(
        agency=key,
        measure="own_site_staleness_days",
        value=1.4 + number * 1.7,
        state=State.MEASURED,
        completeness=Completeness(expected=30, seen=29),
        probes=29,
    )


_POINTS = {
    "education": 81.34,
    "medical-university": 72.05,
    "water-wastewater": 72.05,
    "road-maintenance": 44.9,
    "agriculture": 66.61,
    "tax": 28.4,
    "civil-registration": 88.75,
    "welfare": 53.2,
    "sports-youth": 35.0,
    "libraries": 49.99,
}


def scores(changed_by: float = 0.0, alternate: bool = False) -> list[Score]:
    groups = {type_slug: group for type_slug, _, group, _ in AGENCIES}
    result = []
    for number, (type_slug, _, group, _) in enumerate(AGENCIES):
        if type_slug == "governor-office":
            continue
        points = _POINTS.get(type_slug)
        if points is not None and alternate:
            points = min(100.0, points + changed_by * (-1 if number % 3 == 0 else 1) * (number % 4))
        peers = [p for other, p in _POINTS.items() if groups[other] == group]
        result.append(
            Score(
                agency=agency_key(type_slug),
                subject=TOTAL,
                points=points,
                available_weight=1.0 if points is not None else 0.5,
                trace=(),
                band=band(points) if points is not None else None,
                rank=1 + sum(p > points for p in peers) if points is not None else None,
                ranked_among=len(peers),
            )
        )
        result += _indicator_scores(agency_key(type_slug))
    return result


def _indicator_scores(key: AgencyKey) -> list[Score]:
    """The press indicator has points, the site indicator none."""
    press = TracePart(
        name="press_stories", value=7, points=70.0, weight=1, state=State.MEASURED, rule="target_ratio 7/10"
    )
    site = TracePart(
        name="own_site_staleness_days", value=None, points=None, weight=1, state=State.NOT_MEASURED, rule="—"
    )
    return [
        Score(agency=key, subject=press.name, points=70.0, available_weight=1.0, trace=(press,)),
        Score(agency=key, subject=site.name, points=None, available_weight=0.0, trace=(site,)),
    ]


def source_days(given: dict[str, Outlet]) -> list[SourceDay]:
    days = []
    for outlet in given.values():
        for number, day in enumerate(DAYS):
            days.append(_source_day(outlet.sources[0].id, outlet.id, number, day))
    return days


def _source_day(source: str, outlet_id: str, number: int, day: date) -> SourceDay:
    failed = (outlet_id == "alborz-south" and 10 <= number < 16) or (
        outlet_id == "industry-site" and number > 11
    )
    partly = outlet_id == "shahr-line" and number % 8 == 3
    if outlet_id == "kavir-channel" and number < 3:
        return SourceDay(source=source, day=day, expected=0, fetched=0, failed=0, answered=None)
    return SourceDay(
        source=source,
        day=day,
        expected=0 if failed else 9,
        fetched=0 if failed else 7 if partly else 9,
        failed=2 if partly else 0,
        answered=not failed,
        why="کارساز در ۳۰ ثانیه پاسخ نداد" if failed else "",
    )


def probes() -> list[Probe]:
    result = []
    for _, _, _, site in AGENCIES:
        for number, day in enumerate(DAYS if site else ()):
            at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
            answered = site != "industry-site"
            newest = (
                MONTH.start + timedelta(days=4)
                if site == "sports-site" and number > 4
                else at - timedelta(days=2)
            )
            result.append(
                Probe(
                    outlet=site or "",
                    at=at,
                    answered=answered,
                    newest_item_at=newest if answered else None,
                    why="" if answered else "نام میزبان پیدا نشد",
                    tried_links=8 if answered else None,
                    broken_links=(2 if site == "sports-site" and number % 3 == 0 else 0)
                    if answered
                    else None,
                    certificate_ends=MONTH.end + timedelta(days=400) if answered else None,
                )
            )
    return result


def sample_inputs() -> ReportInputs:
    made, given_outlets = made_items(), outlets()
    return ReportInputs(
        profile=profile(),
        scheme=scheme(),
        outlets=given_outlets,
        round=Round(
            id=1,
            profile="sample",
            scheme="media-activity",
            scheme_version="1",
            month=MONTH,
            revision=1,
            config_hash="5b1f0c9d77aa31e4",
            made_at=AS_OF,
        ),
        as_of=AS_OF,
        observations=observations(made),
        scores=scores(),
        items={m.stored.id: m.stored for m in made},
        findings=[f for m in made for f in m.findings],
        understandings={m.stored.id: m.understanding for m in made},
        corrections=corrections(made),
        stories=stories(made),
        source_days=source_days(given_outlets),
        probes=probes(),
        outcome_counts={
            "fetch": {
                Outcome.STORED: 214,
                Outcome.UNCHANGED: 1290,
                Outcome.TIMED_OUT: 18,
                Outcome.NOT_FOUND: 3,
            },
            "attribute": {Outcome.ATTRIBUTED: 83, Outcome.NOTHING_FOUND: 131},
        },
        previous_scores={s.agency: s for s in scores(changed_by=2.35, alternate=True) if s.subject == TOTAL},
        history={
            agency_key("education"): [
                (JalaliMonth(1404, 3), 61.0),
                (JalaliMonth(1404, 4), 66.5),
                (JalaliMonth(1404, 5), None),
                (JalaliMonth(1404, 6), 74.2),
            ]
        },
        topics=(
            Topic(slug="education", name="آموزش و دانشگاه"),
            Topic(slug="health", name="بهداشت و درمان"),
            Topic(slug="water-energy", name="آب، برق، گاز و انرژی"),
            Topic(slug="infrastructure", name="عمران، راه و شهر"),
            Topic(slug="agriculture", name="کشاورزی و منابع طبیعی"),
            Topic(slug="economy", name="اقتصاد، صنعت و بازار"),
        ),
        versions={"قواعد انتساب": "rules-1", "برنامه": "0.1.0"},
    )


@cache
def sample_report() -> MonthReport:
    """The report of the sample month, made once."""
    return month_report(sample_inputs())


def small_report() -> MonthReport:
    """A few pages of it, where only the writing and serving is tested."""
    report = sample_report()
    short = replace(report.lists["all"], item_ids=report.lists["all"].item_ids[:3])
    lists = {"all": short, NOTHING: report.lists[NOTHING]}
    items = {item_id: report.items[item_id] for item_id in (1, *short.item_ids)}
    return replace(report, agencies=report.agencies[:2], lists=lists, items=items)
