"""How long counting, scoring and drawing take: a year of 31 provinces of 120 agencies, a million findings.

Run from the checkout: `python -m quality.scoring_speed [FINDINGS]`; the bounds are the constants below.
A tenth of the findings is timed first, to see that the cost of one does not grow with their number.
"""

import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from time import perf_counter, process_time

from core.agencies import Agency, AgencyKey
from core.attributions import Role, ServiceReflection
from core.calendar import JalaliMonth, day_start
from core.coverage import Probe, SourceDay
from core.findings import Basis, Finding
from core.items import ItemFacts, Origin
from core.methodology import Profile, WorkingDays
from core.outlets import Outlet, OutletKind, Source, Tier
from core.schemes import Band, Direction, Indicator, MeasureUse, Normalisation, Scheme
from rasad.operating.memory import searching_seldom
from scoring.audit import Audit
from scoring.count import count
from scoring.draws import draw_round
from scoring.inputs import CountInputs
from scoring.score import score_round
from scoring.uncertainty.counts import AuditSample

MONTHS, PROVINCES, AGENCIES, OUTLETS = 12, 31, 120, 12
CORES = 2
LONGEST_SECONDS = 10.0
LARGEST_MEGABYTES = 1024
MOST_GROWTH = 1.2
"""Of the cost of one finding, from a tenth of the findings to all; days and probes cost the same for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What one run took; the seconds are those of the slower of its processes.

    Those of the processor are bounded: nothing here waits, so on a free core they are those of the clock.
    """

    findings: int
    count_seconds: float
    score_seconds: float
    clock_seconds: float
    """Counting and scoring by the clock: more when other work shares the cores."""
    draw_seconds: float
    peak_megabytes: float
    """Of all processes together."""

    @property
    def seconds(self) -> float:
        return self.count_seconds + self.score_seconds

    @property
    def finding_microseconds(self) -> float:
        return 1e6 * self.seconds / self.findings


def main() -> None:
    """Print the timings and fail when they are beyond the bounds."""
    findings = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    few, timing = measure(findings // 10), measure(findings)
    growth = timing.finding_microseconds / few.finding_microseconds
    print(few, timing, sep="\n")
    print(
        f"{timing.seconds:.2f} s, by the clock {timing.clock_seconds:.2f} s; for one finding "
        f"{timing.finding_microseconds:.1f} µs, {growth:.2f} times that of {few.findings:,} findings"
    )
    slow = timing.seconds > LONGEST_SECONDS or timing.draw_seconds > LONGEST_SECONDS
    if slow or timing.peak_megabytes > LARGEST_MEGABYTES or growth > MOST_GROWTH:
        sys.exit("slower or larger than the bounds")


def measure(findings: int) -> Timing:
    """Count and score every month of every province on two cores, and draw one round a thousand times."""
    # Rounds of different provinces have nothing in common, so each core takes every second one.
    with ProcessPoolExecutor(max_workers=CORES) as processes:
        shares = list(processes.map(_share, range(CORES), [findings] * CORES))
    slower = max(shares, key=lambda share: share.seconds)
    return replace(
        slower,
        draw_seconds=max(share.draw_seconds for share in shares),
        peak_megabytes=sum(share.peak_megabytes for share in shares),
    )


@searching_seldom()
def _share(core: int, findings: int) -> Timing:
    """What one process does, as `rasad.reporting.month` does it; inputs are made outside the clock."""
    counting = scoring = drawing = clock = 0.0
    for number, inputs in enumerate(_rounds(findings, core)):
        struck, started = perf_counter(), process_time()
        observations = count(inputs)
        counted = process_time()
        scores = score_round(observations, inputs.scheme, inputs.profile, inputs.month)
        scored = process_time()
        clock += perf_counter() - struck
        counting, scoring = counting + counted - started, scoring + scored - counted
        if number == 0:
            sample = AuditSample(precision=0.92, precision_size=200, recall=0.85, recall_size=100)
            audit = Audit(counts={"press_stories": sample, "press_items": sample})
            draw_round(scores, observations, audit, inputs.scheme, inputs.profile, seed=1)
            drawing = process_time() - scored
    return Timing(
        findings=findings,
        count_seconds=round(counting, 2),
        score_seconds=round(scoring, 2),
        clock_seconds=round(clock, 2),
        draw_seconds=round(drawing, 2),
        peak_megabytes=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    )


def _rounds(findings: int, core: int) -> Iterator[CountInputs]:
    random = Random(core)
    month = JalaliMonth(1403, 1)
    for _ in range(MONTHS):
        for province in range(core, PROVINCES, CORES):
            yield _inputs(month, f"استان {province}", findings // (MONTHS * PROVINCES), random)
        month = month.next()


def _inputs(month: JalaliMonth, province: str, findings: int, random: Random) -> CountInputs:
    agencies = [_agency(n, province) for n in range(AGENCIES)]
    press = [_outlet(f"o{n}") for n in range(OUTLETS)]
    outlets = {o.id: o for o in (*press, *(_outlet(f"site{n}") for n in range(AGENCIES)))}
    days, start = month.days, month.start
    nights = [day_start(day) for day in days]
    facts = [
        _fact(n, start + timedelta(minutes=random.randrange(len(days) * 24 * 60)), random)
        for n in range(1, findings + 1)
    ]
    return CountInputs(
        month=month,
        as_of=month.end,
        profile=_profile(province, agencies),
        outlets=outlets,
        findings=[_finding(fact.id, agencies[random.randrange(AGENCIES)].key) for fact in facts],
        facts={fact.id: fact for fact in facts},
        story_of={n: 1 + n // 3 for n in range(1, findings + 1)},
        source_days=[
            SourceDay(source=f"{outlet}/feed", day=day, expected=9, fetched=9, failed=0, answered=True)
            for outlet in outlets
            for day in days
        ],
        probes=[
            Probe(outlet=f"site{n}", at=night, answered=True, newest_item_at=night)
            for n in range(AGENCIES)
            for night in nights
        ],
        working_days=WorkingDays(rest_weekdays=frozenset({4}), holidays={}),
        scheme=SCHEME,
    )


def _agency(number: int, province: str) -> Agency:
    return Agency(
        key=AgencyKey(f"type-{number}", province),
        name=f"دستگاه {number}",
        group=f"g{number % 9}",
        track="agencies",
        own_outlet=f"site{number}",
    )


def _outlet(name: str) -> Outlet:
    source = Source(id=f"{name}/feed", outlet=name, kind="feed", address="https://example.org/feed")
    return Outlet(id=name, name=name, kind=OutletKind.NEWS, tier=Tier.B, owner=name, sources=(source,))


def _profile(province: str, agencies: list[Agency]) -> Profile:
    return Profile(
        id=province,
        name=province,
        province=province,
        sample=True,
        groups={f"g{n}": f"گروه {n}" for n in range(9)},
        tracks={"agencies": "دستگاه‌ها"},
        agencies=tuple(agencies),
        scheme=SCHEME.id,
        watched_outlets=tuple(f"o{n}" for n in range(OUTLETS)),
    )


def _fact(number: int, at: datetime, random: Random) -> ItemFacts:
    # Four items of ten stand on agencies' own sites.
    own = random.random() < 0.4
    return ItemFacts(
        id=number,
        version_id=number,
        outlet=f"site{random.randrange(AGENCIES)}" if own else f"o{random.randrange(OUTLETS)}",
        counted_at=at,
        first_seen=at,
        origin=Origin.CRAWL,
        published_is_known=True,
    )


def _finding(item: int, agency: AgencyKey) -> Finding:
    return Finding(
        item_id=item,
        version_id=item,
        agency=agency,
        role=Role.ACTOR,
        confidence=0.9,
        basis=Basis.MACHINE,
        own_site=False,
        service_reflection=ServiceReflection.YES if item % 2 else ServiceReflection.NO,
        ceremonial=item % 9 == 0,
        criticism_needing_reply=False,
    )


def _indicator(measure: str, weight: float, use: MeasureUse) -> Indicator:
    return Indicator(id=f"i-{measure}", name=measure, domain="d", weight=weight, measures=(use,))


SCHEME = Scheme(
    id="speed",
    version="1",
    name="سنجش سرعت",
    domains=(("d", "یک"),),
    indicators=(
        _indicator(
            "press_stories",
            40,
            MeasureUse(measure="press_stories", normalisation=Normalisation.TARGET_RATIO, target=12),
        ),
        _indicator(
            "own_site_staleness_days",
            30,
            MeasureUse(
                measure="own_site_staleness_days",
                normalisation=Normalisation.GOALPOSTS,
                goalposts=(1, 30),
                direction=Direction.LESS,
            ),
        ),
        _indicator(
            "service_reflection_share",
            30,
            MeasureUse(measure="service_reflection_share", normalisation=Normalisation.SHARE),
        ),
    ),
    bands=(Band(name="ضعیف", from_score=0), Band(name="خوب", from_score=70)),
)


if __name__ == "__main__":
    main()
