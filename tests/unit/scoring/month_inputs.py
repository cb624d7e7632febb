"""A month of one agency to count: small values that tests change where they need."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from core.agencies import Agency, AgencyKey
from core.attributions import Role, ServiceReflection
from core.calendar import JalaliMonth, day_start
from core.coverage import Probe, SourceDay
from core.findings import Basis, Finding
from core.items import ItemFacts, Origin
from core.methodology import Profile, WorkingDays
from core.observations import Observation
from core.outlets import Outlet, OutletKind, Source, Tier
from core.schemes import Indicator, MeasureUse, Normalisation, Scheme
from scoring.count import count
from scoring.inputs import CountInputs
from scoring.measures import MEASURES

MEHR = JalaliMonth(1404, 7)
WATER = AgencyKey("water", "قزوین")
DAYS = MEHR.days
SOURCES = ("alef/feed", "be/feed", "water-site/feed")


def outlet(outlet_id: str, kind: OutletKind = OutletKind.NEWS) -> Outlet:
    source = Source(id=f"{outlet_id}/feed", outlet=outlet_id, kind="feed", address="https://example.org/feed")
    return Outlet(id=outlet_id, name=outlet_id, kind=kind, tier=Tier.B, owner=outlet_id, sources=(source,))


OUTLETS = {o.id: o for o in (outlet("alef"), outlet("be"), outlet("water-site", OutletKind.AGENCY_SITE))}


def water(own_outlet: str | None = "water-site", since: date | None = None) -> Agency:
    return Agency(
        key=WATER, name="آب منطقه‌ای", group="g1", track="agencies", own_outlet=own_outlet, since=since
    )


def profile(*agencies: Agency) -> Profile:
    return Profile(
        id="qazvin",
        name="قزوین",
        province="قزوین",
        sample=True,
        groups={"g1": "زیربنایی"},
        tracks={"agencies": "دستگاه‌ها"},
        agencies=agencies or (water(),),
        scheme="s",
        watched_outlets=("alef", "be"),
    )


def fact(
    item: int, outlet_id: str = "alef", day: int = 1, *, origin: Origin = Origin.CRAWL, seen_after: int = 0
) -> ItemFacts:
    at = day_start(MEHR.first_day) + timedelta(days=day - 1, hours=9)
    return ItemFacts(
        id=item,
        version_id=item,
        outlet=outlet_id,
        counted_at=at,
        first_seen=at + timedelta(days=seen_after),
        origin=origin,
        published_is_known=True,
    )


def finding(item: int, **changes: object) -> Finding:
    values: dict[str, object] = {
        "item_id": item,
        "version_id": item,
        "agency": WATER,
        "role": Role.ACTOR,
        "confidence": 0.9,
        "basis": Basis.MACHINE,
        "own_site": False,
        "service_reflection": ServiceReflection.NO,
        "ceremonial": False,
        "criticism_needing_reply": False,
    }
    return Finding(**values | changes)  # type: ignore[arg-type]


def answered(sources: Iterable[str] = SOURCES, days: Sequence[date] = DAYS) -> list[SourceDay]:
    return [
        SourceDay(source=s, day=day, expected=5, fetched=5, failed=0, answered=True)
        for s in sources
        for day in days
    ]


NEEDED: Mapping[str, Mapping[str, object]] = {
    "activity_initiative": {"target_events": 2},
    "activity_press": {"target": 12},
    "activity_service": {"usual_share": 0.4},
    "activity_social": {"target_messages": 60},
    "judged_rating": {"rubric": "planning"},
    "survey_value": {"question": "trust"},
    "table_value": {"table": "general", "column": "points"},
}
"""What a scheme has to choose; everything else has a usual value."""


def use_of(measure: str, **changes: object) -> MeasureUse:
    values: dict[str, object] = {
        "measure": measure,
        "normalisation": Normalisation.SHARE,
        "parameters": NEEDED.get(measure, {}),
    }
    return MeasureUse(**values | changes)  # type: ignore[arg-type]


def scheme_with(*measures: str) -> Scheme:
    return scheme_of(*(use_of(m) for m in measures))


def scheme_of(*uses: MeasureUse) -> Scheme:
    indicator = Indicator(id="i", name="i", domain="d", weight=1, measures=uses)
    return Scheme(
        id="s", version="1", name="نمونه", domains=(("d", "یک"),), indicators=(indicator,), bands=()
    )


def inputs(
    facts: Sequence[ItemFacts] = (),
    findings: Sequence[Finding] = (),
    *,
    as_of: datetime = MEHR.end,
    of: Profile | None = None,
    source_days: Sequence[SourceDay] | None = None,
    probes: Sequence[Probe] = (),
    story_of: Mapping[int, int] | None = None,
) -> CountInputs:
    return CountInputs(
        month=MEHR,
        as_of=as_of,
        profile=of or profile(),
        outlets=OUTLETS,
        findings=findings,
        facts={f.id: f for f in facts},
        story_of=story_of or {},
        source_days=answered() if source_days is None else source_days,
        probes=probes,
        working_days=WorkingDays(rest_weekdays=frozenset({4}), holidays={}),
        scheme=scheme_with(*MEASURES),
    )


def observed(measure: str, of: CountInputs) -> Observation:
    (observation,) = [o for o in count(of) if o.measure == measure]
    return observation


def probe(night: int, age_days: int | None, *, answers: bool = True) -> Probe:
    at = day_start(DAYS[night - 1]) + timedelta(hours=22)
    newest = None if age_days is None else at - timedelta(days=age_days)
    return Probe(outlet="water-site", at=at, answered=answers, newest_item_at=newest)
