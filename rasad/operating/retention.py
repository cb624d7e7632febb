"""Retention: raw pages go when they are old, but never one that a published round stands on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from rasad.wiring import Office, Progress, no_progress
from storage.job_runs import forget_job_runs
from storage.page_ages import pages_not_fetched_since, pages_to_keep
from storage.pages import forget_page, has_page

STAGE = "retention"
A_MONTH = timedelta(days=30.44)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was removed, and what was old and stays."""

    pages: int
    bytes_freed: int
    evidence_kept: int
    """Old pages that stay because a round that was frozen counts an item on them."""
    job_runs: int


def forget_old(
    office: Office, now: datetime, progress: Progress = no_progress, *, dry_run: bool = False
) -> Forgotten:
    """Remove what the rules of config/operations.yaml let go; items and their texts always stay."""
    rules = office.methodology.operations.retention
    with office.database.read() as connection:
        old = pages_not_fetched_since(connection, now - rules.raw_page_months * A_MONTH)
        kept = pages_to_keep(connection)
    on_disk = [content_hash for content_hash in old if has_page(office.home.pages, content_hash)]
    going = [content_hash for content_hash in on_disk if content_hash not in kept]
    freed = 0
    for done, content_hash in enumerate(going if not dry_run else (), 1):
        freed += forget_page(office.home.pages, content_hash)
        progress(STAGE, done, len(going))
    runs = 0
    if not dry_run:
        with office.database.begin() as connection:
            runs = forget_job_runs(connection, before=now - timedelta(days=rules.job_run_days))
    forgotten = Forgotten(
        pages=len(going), bytes_freed=freed, evidence_kept=len(on_disk) - len(going), job_runs=runs
    )
    log.info("old pages removed", pages=forgotten.pages, kept=forgotten.evidence_kept, dry_run=dry_run)
    return forgotten
