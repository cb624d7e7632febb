"""The crawl stage: due sources are looked at by a child process, and its spool is taken in."""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, perf_counter, sleep
from uuid import uuid4

import structlog

from core.calendar import JalaliMonth
from core.errors import CrawlError
from core.outcomes import Outcome
from core.outlets import Outlet, OutletKind, Source
from core.source_states import SourceState
from crawler.__main__ import WITH_PARENT
from crawler.batch import Batch, BatchSource, Limits, write_batch
from crawler.kinds import CHANNELS
from crawler.parent import end_process_group
from rasad.collecting.alarms import note_signs
from rasad.collecting.spool import take_in
from rasad.home import CHECKOUT
from rasad.run_stage import StageReport
from rasad.wiring import Office, Progress, no_progress
from storage.database import Connection
from storage.items import known_addresses, recent_addresses
from storage.probes import sample_addresses
from storage.quarantine import quarantined_pages
from storage.redirects import known_redirects
from storage.source_states import source_states

STAGE = "crawl"
LOOK_EVERY_SECONDS = 0.2
FOLLOWED_AGAIN_AFTER = timedelta(days=7)
"""A link that redirects is followed anew after so long: a short link may be given to another piece."""
SAMPLE = 20
"""Links of an agency's own site that are tried each night: forty seconds at two seconds between requests."""
GRACE_SECONDS = 60.0
"""How long after its own time limit a crawl may still tidy up before it is ended."""

log = structlog.get_logger()


def crawl_due_sources(
    office: Office,
    now: datetime,
    progress: Progress = no_progress,
    *,
    only: Sequence[str] = (),
    limits: Limits | None = None,
    in_passing: bool = False,
) -> StageReport:
    """Look at every watched source that is due (or at `only` these), and store what it gave.

    `in_passing` is a look between two nights: what is held is not fetched again, no sample is tried.

    What an interrupted crawl left behind is taken in first, so nothing that was fetched is lost.
    """
    started = perf_counter()
    outcomes: Counter[Outcome] = Counter()
    for left_behind in sorted(p for p in office.home.spools.glob("*") if p.is_dir()):
        outcomes += take_in(office, left_behind, now, was_left_behind=True)
        shutil.rmtree(left_behind)
    with office.database.read() as connection:
        states = source_states(connection)
    due = [s for s in watched_sources(office) if (s.id in only if only else is_due(states.get(s.id), now))]
    if due:
        # Never a name used before: how far a spool was taken in is remembered under its name.
        spool = office.home.spools / f"{now:%Y%m%dT%H%M%S}-{uuid4().hex}"
        batch = _batch(office, due, states, spool, now, limits or Limits(), in_passing=in_passing)
        outcomes += _run(office, batch, now, progress)
        shutil.rmtree(spool)
    outcomes += _read_quarantine_again(office, now)
    alarms = note_signs(office, now, [source.id for source in due])
    return StageReport(
        stage=STAGE,
        outcomes=outcomes,
        seconds=perf_counter() - started,
        alarms=tuple(f"{alarm.source}: {alarm.said}" for alarm in alarms),
    )


def watched_sources(office: Office) -> list[Source]:
    """The sources of every outlet a profile watches, and of the watched agencies' own sites and channels."""
    outlets = {
        outlet
        for profile in office.methodology.profiles.values()
        for outlet in (*profile.watched_outlets, *(own for a in profile.agencies for own in a.own_outlets))
    }
    return [source for name in sorted(outlets) for source in office.methodology.outlets[name].sources]


def is_due(state: SourceState | None, now: datetime) -> bool:
    """Whether it is time to look at a source again."""
    return state is None or state.next_due is None or state.next_due <= now


def _batch(
    office: Office,
    due: Sequence[Source],
    states: dict[str, SourceState],
    spool: Path,
    now: datetime,
    limits: Limits,
    *,
    in_passing: bool,
) -> Batch:
    outlets = office.methodology.outlets
    revisit = timedelta(0) if in_passing else office.methodology.settings.revisit
    with office.database.read() as connection:
        settled = _settled(due, now, revisit)
        samples = {} if in_passing else _samples(connection, due, outlets, now)
        known = {name: _known(connection, name, now, since) for name, since in settled.items()}
        recent = {
            name: recent_addresses(connection, name, crawled_since=since) for name, since in settled.items()
        }
    return Batch(
        now=now,
        sources=tuple(
            _batch_source(s, outlets[s.outlet], states.get(s.id, SourceState()), samples.get(s.id, ()))
            for s in due
        ),
        spool=spool,
        known=known,
        recent=recent,
        limits=limits,
        user_agent=office.methodology.settings.user_agent,
        allowed_private=tuple(
            sorted({p for profile in office.methodology.profiles.values() for p in profile.allowed_private})
        ),
    )


def _settled(due: Iterable[Source], now: datetime, revisit: timedelta) -> dict[str, datetime]:
    """By outlet: what a crawl saw since then is looked at again, because its text may still be corrected.

    Where every source shows whole items each look shows their texts anyway, and no page needs a visit.
    """
    settled: dict[str, datetime] = {}
    for source in sorted(due, key=lambda each: each.outlet):
        is_whole = source.text_in_feed or source.kind in CHANNELS
        since = now if is_whole else now - revisit
        settled[source.outlet] = min(since, settled.get(source.outlet, since))
    return settled


def _samples(
    connection: Connection, due: Iterable[Source], outlets: Mapping[str, Outlet], now: datetime
) -> dict[str, tuple[str, ...]]:
    """By source: the pages of an agency's own site to ask for again, with the first source of each site."""
    first: dict[str, str] = {}
    for source in due:
        if outlets[source.outlet].kind is OutletKind.AGENCY_SITE:
            first.setdefault(source.outlet, source.id)
    start = JalaliMonth.of(now).start
    return {
        source: tuple(sample_addresses(connection, outlet, before=start, most=SAMPLE))
        for outlet, source in first.items()
    }


def _known(connection: Connection, outlet: str, now: datetime, settled: datetime) -> dict[str, str]:
    """The items of an outlet that need no visit, under their own addresses and those that lead to them."""
    followed_since = now - FOLLOWED_AGAIN_AFTER
    redirects = known_redirects(connection, outlet, followed_since=followed_since, crawled_before=settled)
    return redirects | known_addresses(connection, outlet, crawled_before=settled)


def _read_quarantine_again(office: Office, now: datetime) -> Counter[Outcome]:
    """Pages that waited for another extractor, in the first night that has one."""
    with office.database.read() as connection:
        if not quarantined_pages(connection):
            return Counter()
    # Extractors take a second to import, which most nights can spare.
    from rasad.collecting.quarantine import read_quarantine_again

    return read_quarantine_again(office, now).outcomes


def _batch_source(source: Source, outlet: Outlet, state: SourceState, sample: tuple[str, ...]) -> BatchSource:
    return BatchSource(
        source=source,
        outlet_name=outlet.name,
        state=state,
        is_probed=outlet.kind is OutletKind.AGENCY_SITE,
        sample=sample,
    )


def _run(office: Office, batch: Batch, now: datetime, progress: Progress) -> Counter[Outcome]:
    """Start the crawl, take in its spool while it runs, and end it when it overstays."""
    batch.spool.mkdir(parents=True)
    order = batch.spool / "batch.json"
    write_batch(batch, order)
    outcomes: Counter[Outcome] = Counter()
    with (batch.spool / "crawl.log").open("wb") as logged:
        child = subprocess.Popen(
            [sys.executable, "-m", "crawler", WITH_PARENT, str(order)],
            stdin=subprocess.PIPE,
            stdout=logged,
            stderr=logged,
            cwd=CHECKOUT,
            start_new_session=True,
        )
        deadline = monotonic() + batch.limits.seconds + GRACE_SECONDS
        try:
            while child.poll() is None and monotonic() < deadline:
                sleep(LOOK_EVERY_SECONDS)
                outcomes += take_in(office, batch.spool, now)
                progress(STAGE, outcomes.total(), None)
        finally:
            if child.poll() is None:
                end_process_group(child.pid)
            child.communicate()
    outcomes += take_in(office, batch.spool, now)
    if child.returncode != 0:
        log.error("crawl did not end by itself", code=child.returncode, log=_last_lines(batch.spool))
        if not outcomes:
            raise CrawlError(
                f"the crawl ended with code {child.returncode} before it looked at anything: "
                f"{_last_lines(batch.spool)}; run `rasad doctor`"
            )
    return outcomes


def _last_lines(spool: Path) -> str:
    return " | ".join((spool / "crawl.log").read_text(errors="replace").splitlines()[-5:])
