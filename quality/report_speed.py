"""How long a province's report takes in each format and page: 120 agencies, 3,000 items, a year of history.

Run from the checkout: `python -m quality.report_speed [ITEMS]`; the bounds are the constants below.
"""

import re
import resource
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from os import times

from core.agencies import Agency, AgencyKey
from core.attributions import Attribution, Prominence, Reading, Role, ServiceReflection, Understanding
from core.calendar import JalaliMonth
from core.coverage import Completeness, SourceDay
from core.findings import Basis, Finding
from core.items import Item, Origin, StoredItem
from core.methodology import Profile
from core.moments import Moment, Precision
from core.observations import Observation, State
from core.outlets import Outlet, OutletKind, Source, Tier
from core.rounds import Round
from core.schemes import Band, Indicator, MeasureUse, Normalisation, Scheme
from core.scores import TOTAL, Score, TracePart
from reports.formats.data_files import csv_files, json_bytes
from reports.formats.docx import docx_bytes
from reports.formats.html_pages import report_pages
from reports.formats.pdf import pdf_bytes
from reports.formats.xlsx import xlsx_bytes
from reports.inputs import ReportInputs
from reports.month import MonthReport, month_report
from reports.outline import report_outline
from reports.outline.records import Outline

AGENCIES, GROUPS, OUTLETS = 120, 9, 12
MONTH = JalaliMonth(1404, 7)
PROVINCE = "فارس"
# Seconds of the processor: nothing here waits, so on a free core they are the seconds of the clock.
LONGEST_SECONDS = {"pdf": 10.0, "xlsx": 5.0}
LONGEST_PAGE_SECONDS = 0.3
"""Of any web page."""
LARGEST_MEGABYTES = 600
"""Of one process."""
MEASURES = (
    "press_items",
    "press_stories",
    "own_site_active_days",
    "own_site_staleness_days",
    "service_reflection_share",
)
"""As many as the sample scheme of the demo has: the report is then some 150 pages long."""


def main() -> None:
    """Print seconds, sizes and the peak of memory; fail beyond a bound or when two runs differ."""
    inputs = _inputs(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
    report, outline = _made(inputs)
    failures = [words for name, write in WRITERS.items() for words in _measure(name, write, outline)]
    failures += _measure_pages(report)
    ours, typesetting = map(_peak_megabytes, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory: {typesetting:.0f} MB in the typesetting process, {ours:.0f} MB in ours")
    if max(ours, typesetting) > LARGEST_MEGABYTES:
        failures.append(f"memory {max(ours, typesetting):.0f} MB > {LARGEST_MEGABYTES}")
    if failures:
        sys.exit("; ".join(failures))


def _measure(name: str, write: Callable[[Outline], bytes], outline: Outline) -> list[str]:
    started = _seconds()
    content = write(outline)
    seconds = _seconds() - started
    pages = f", {len(re.findall(rb'/Type/Page/', content))} pages" if name == "pdf" else ""
    print(f"{name}: {seconds:.2f} s, {len(content) / 1e6:.1f} MB{pages}")
    failures = [] if seconds <= LONGEST_SECONDS.get(name, seconds) else [f"{name} took {seconds:.1f} s"]
    return failures if write(outline) == content else [*failures, f"{name}: two runs differ"]


def _seconds() -> float:
    """Of the processor, ours and those of child processes."""
    spent = times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _peak_megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def _all_csv(outline: Outline) -> bytes:
    return b"".join(csv_files(outline).values())


WRITERS: dict[str, Callable[[Outline], bytes]] = {
    "pdf": pdf_bytes,
    "xlsx": xlsx_bytes,
    "docx": docx_bytes,
    "csv": _all_csv,
    "json": json_bytes,
}


def _made(inputs: ReportInputs) -> tuple[MonthReport, Outline]:
    started = _seconds()
    report = month_report(inputs)
    outline = report_outline(report, inputs)
    spent = _seconds() - started
    print(f"{AGENCIES} agencies, {len(inputs.items)} items: records and outline in {spent:.2f} s")
    return report, outline


def _measure_pages(report: MonthReport) -> list[str]:
    """Every page by itself, twice."""
    digests, slowest = [], (0.0, "")
    for _ in range(2):
        digest, started = sha256(), _seconds()
        for name, page in report_pages(report):
            digest.update(page.encode())
            ended = _seconds()
            slowest = max(slowest, (ended - started, name))
            started = ended
        digests.append(digest.hexdigest())
    seconds, name = slowest
    print(f"web pages: the slowest, {name}, {seconds * 1000:.0f} ms")
    failures = [] if seconds <= LONGEST_PAGE_SECONDS else [f"{name} took {seconds * 1000:.0f} ms"]
    return failures if digests[0] == digests[1] else [*failures, "web pages: two runs differ"]


def _inputs(items: int) -> ReportInputs:
    agencies = [_agency(number) for number in range(AGENCIES)]
    outlets = {f"o{n}": _outlet(f"o{n}", f"خبرگزاری شمارهٔ {n}") for n in range(OUTLETS)}
    of_agency = {a.key: tuple(range(1 + n, items + 1, AGENCIES)) for n, a in enumerate(agencies)}
    scheme = _scheme()
    return ReportInputs(
        profile=Profile(
            id="speed",
            name="استانداری",
            province=PROVINCE,
            sample=True,
            groups={f"g{n}": f"گروه {n}" for n in range(GROUPS)},
            tracks={"agency": "دستگاه‌ها"},
            agencies=tuple(agencies),
            scheme=scheme.id,
            watched_outlets=tuple(outlets),
        ),
        scheme=scheme,
        outlets=outlets,
        round=Round(
            id=1,
            profile="speed",
            scheme=scheme.id,
            scheme_version=scheme.version,
            month=MONTH,
            revision=1,
            config_hash="0" * 16,
            made_at=MONTH.end,
        ),
        as_of=MONTH.end + timedelta(hours=2),
        observations=[o for key, ids in of_agency.items() for o in _observations(key, ids)],
        scores=[score for number, agency in enumerate(agencies) for score in _scores(agency, number)],
        items={n: _stored(n, agencies[(n - 1) % AGENCIES].name) for n in range(1, items + 1)},
        findings=[_finding(n, agencies[(n - 1) % AGENCIES].key) for n in range(1, items + 1)],
        understandings={n: _understanding(agencies[(n - 1) % AGENCIES]) for n in range(1, items + 1)},
        source_days=[
            SourceDay(source=f"{outlet}/feed", day=day, expected=9, fetched=9, failed=0, answered=True)
            for outlet in outlets
            for day in MONTH.days
        ],
        history={a.key: _history(number) for number, a in enumerate(agencies)},
    )


def _agency(number: int) -> Agency:
    return Agency(
        key=AgencyKey(f"type-{number}", PROVINCE),
        name=f"اداره کل شمارهٔ {number} استان {PROVINCE}",
        group=f"g{number % GROUPS}",
        track="agency",
        own_outlet=None,
    )


def _outlet(outlet_id: str, name: str) -> Outlet:
    source = Source(id=f"{outlet_id}/feed", outlet=outlet_id, kind="feed", address="https://example.org/feed")
    return Outlet(
        id=outlet_id, name=name, kind=OutletKind.NEWS, tier=Tier.B, owner="بخش خصوصی", sources=(source,)
    )


def _scheme() -> Scheme:
    def indicator(measure: str) -> Indicator:
        use = MeasureUse(measure=measure, normalisation=Normalisation.TARGET_RATIO, target=10)
        return Indicator(id=measure, name=measure, domain="media", weight=20, measures=(use,))

    return Scheme(
        id="speed",
        version="1",
        name="سنجش سرعت",
        domains=(("media", "رسانه"),),
        indicators=tuple(map(indicator, MEASURES)),
        bands=(Band(name="ضعیف", from_score=0), Band(name="خوب", from_score=70)),
    )


def _observations(key: AgencyKey, ids: Sequence[int]) -> list[Observation]:
    seen = Completeness(expected=360, seen=351)

    def observation(measure: str, value: float, counted: Sequence[int] = ()) -> Observation:
        return Observation(
            agency=key,
            measure=measure,
            value=value,
            state=State.MEASURED,
            completeness=seen,
            items=tuple(ids),
            counted=tuple(counted),
        )

    half = ids[::2]
    return [
        observation(measure, len(half) / len(ids), half)
        if measure.endswith("_share")
        else observation(measure, float(len(ids)))
        for measure in MEASURES
    ]


def _scores(agency: Agency, number: int) -> list[Score]:
    points = 100 - number * 0.7
    parts = [
        TracePart(name=m, value=7, points=70.0, weight=1, state=State.MEASURED, rule="target_ratio 7/10")
        for m in MEASURES
    ]
    total = Score(
        agency=agency.key,
        subject=TOTAL,
        points=points,
        available_weight=1.0,
        trace=(),
        band="خوب" if points >= 70 else "ضعیف",
        rank=1 + number // GROUPS,
        ranked_among=AGENCIES // GROUPS,
    )
    indicators = [
        Score(agency=agency.key, subject=part.name, points=70.0, available_weight=1.0, trace=(part,))
        for part in parts
    ]
    return [total, *indicators]


def _history(number: int) -> list[tuple[JalaliMonth, float | None]]:
    months = [JalaliMonth(1403, n) for n in range(7, 13)] + [JalaliMonth(1404, n) for n in range(1, 7)]
    return [(month, 40.0 + (number + place) % 50) for place, month in enumerate(months)]


def _published(number: int) -> datetime:
    return MONTH.start + timedelta(minutes=number * 13 % (len(MONTH.days) * 24 * 60))


def _stored(number: int, agency: str) -> StoredItem:
    at = _published(number)
    item = Item(
        key=f"https://example.org/{number}",
        outlet=f"o{(number + number // AGENCIES) % OUTLETS}",
        url=f"https://example.org/{number}",
        title=f"{agency} از بهره‌برداری طرح شمارهٔ {number} خبر داد",
        lead=None,
        body="این طرح در شش ماه به پایان رسید و مردم از آن بهره می‌برند. " * 8,
        first_seen=at + timedelta(hours=4),
        origin=Origin.CRAWL,
        published=Moment(at=at, precision=Precision.MINUTE, rule="feed"),
    )
    return StoredItem(id=number, version_id=number, version=1, item=item)


def _finding(number: int, agency: AgencyKey) -> Finding:
    return Finding(
        item_id=number,
        version_id=number,
        agency=agency,
        role=Role.ACTOR,
        confidence=0.9,
        basis=Basis.MACHINE,
        own_site=False,
        topic=f"topic-{number % 7}",
        service_reflection=ServiceReflection.YES if number % 2 else ServiceReflection.NO,
        prominence=Prominence.MAIN.value,
    )


def _understanding(agency: Agency) -> Understanding:
    claim = Attribution(
        agency=agency.key,
        name=agency.name,
        role=Role.ACTOR,
        confidence=0.9,
        evidence=(),
        reason="explicit-province",
        speaks=False,
        prominence=Prominence.MAIN,
    )
    return Understanding(attributions=(claim,), reading=Reading(), made_by="rules-1")


if __name__ == "__main__":
    main()
