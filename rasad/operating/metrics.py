"""Measures for Prometheus: what an operator's graphs and alarms are made of, read anew at each look."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from core.coverage import look_day
from core.jobs import last_due
from rasad.operating.heartbeat import is_alive
from rasad.wiring import Office
from storage.awaiting_counts import (
    count_items,
    newest_first_seen,
    open_cards,
    versions_without_reading,
)
from storage.database import Connection
from storage.job_runs import last_job_runs
from storage.source_days import source_days_between
from storage.source_states import source_states


def metrics_text(office: Office, now: datetime) -> bytes:
    """All measures in Prometheus' text form."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Measures(office, now))
    return generate_latest(registry)


class _Measures(Collector):
    def __init__(self, office: Office, now: datetime) -> None:
        self._office, self._now = office, now

    def collect(self) -> Iterator[Metric]:
        office, now = self._office, self._now
        alive = int(is_alive(office.home, now))
        yield _one("rasad_scheduler_up", "1 while the scheduler gives signs of life", alive)
        free = shutil.disk_usage(office.home.folder).free
        yield _one("rasad_disk_free_bytes", "Room on the disk of the home", free)
        with office.database.read() as connection:
            yield from _items(connection, now)
            yield from _jobs(office, connection, now)
            yield from _sources(connection, now)


def _items(connection: Connection, now: datetime) -> Iterator[Metric]:
    yield _one("rasad_items", "Items stored", count_items(connection))
    newest = newest_first_seen(connection)
    if newest:
        seconds = (now - newest).total_seconds()
        yield _one("rasad_newest_item_age_seconds", "How long ago the newest item came in", seconds)
    unread = versions_without_reading(connection)
    yield _one("rasad_texts_unread", "Texts that the machine has not read yet", unread)
    yield _one("rasad_review_cards_open", "Cards in the queue of the review", open_cards(connection))


def _jobs(office: Office, connection: Connection, now: datetime) -> Iterator[Metric]:
    ok = GaugeMetricFamily(
        "rasad_job_ok", "1 when the newest run ended well, 0 when it failed", labels=["job"]
    )
    seconds = GaugeMetricFamily("rasad_job_seconds", "How long the newest run took", labels=["job"])
    lag = GaugeMetricFamily(
        "rasad_job_lag_seconds", "How long the newest due time has waited for its run to end", labels=["job"]
    )
    runs = last_job_runs(connection)
    for job in office.methodology.jobs:
        run, due = runs.get(job.id), last_due(job, now)
        is_done = run is not None and run.due >= due and run.is_finished and not run.has_failed
        lag.add_metric([job.id], 0.0 if is_done else (now - due).total_seconds())
        if run is not None and run.finished_at is not None:
            ok.add_metric([job.id], 0 if run.has_failed else 1)
            seconds.add_metric([job.id], (run.finished_at - run.claimed_at).total_seconds())
    yield from (ok, seconds, lag)


def _sources(connection: Connection, now: datetime) -> Iterator[Metric]:
    pages = GaugeMetricFamily(
        "rasad_source_links", "Links of the day by what became of them", labels=["source", "outcome"]
    )
    success = GaugeMetricFamily(
        "rasad_source_last_success_seconds", "How long ago a source last answered", labels=["source"]
    )
    today = look_day(now)
    last = {day.source: day for day in source_days_between(connection, today - timedelta(days=1), today)}
    for source, day in sorted(last.items()):
        pages.add_metric([source, "fetched"], day.fetched)
        pages.add_metric([source, "failed"], day.failed)
        pages.add_metric([source, "no_text"], day.no_text or 0)
    for source, state in sorted(source_states(connection).items()):
        if state.last_success:
            success.add_metric([source], (now - state.last_success).total_seconds())
    yield from (pages, success)


def _one(name: str, said: str, value: float) -> Metric:
    family = GaugeMetricFamily(name, said)
    family.add_metric([], value)
    return family
