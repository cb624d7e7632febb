"""What to remember of a source after a crawl, and when to come again."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.outcomes import Outcome
from core.source_states import SourceState
from crawler.engine.fetch import Answer
from crawler.engine.troubles import WEIGHTS, Trouble

LONGEST_BACK_OFF = 4.0
"""However often a source fails, it is asked at least every fourth time: none is ever given up."""
SECOND_LOOK = timedelta(hours=3)
"""An agency's site that failed is looked at again so much later: two failures apart are an outage."""


def read(
    answer: Answer,
    body_hash: str,
    *,
    is_done: bool,
    is_whole: bool,
    now: datetime,
    every: timedelta,
    interval: timedelta | None = None,
) -> SourceState:
    """After a good crawl. Validators are kept only when every link came to its end (`is_done`) and the page
    budget held them all (`is_whole`): otherwise the rest would never be seen again."""
    keeps = is_done and is_whole
    interval = interval or every
    return SourceState(
        etag=answer.etag if keeps else None,
        last_modified=answer.last_modified if keeps else None,
        body_hash=body_hash if keeps else None,
        last_attempt=now,
        last_success=now,
        next_due=now + interval if is_whole else now,
        interval_seconds=interval.total_seconds(),
    )


def unchanged(state: SourceState, answer: Answer, *, now: datetime, every: timedelta) -> SourceState:
    """After the server, or the body itself, said that nothing has changed: the next look may wait longer."""
    interval = min(every, 2 * base_interval(state, every))
    return replace(
        state,
        etag=answer.etag or state.etag,
        last_modified=answer.last_modified or state.last_modified,
        failure_weight=0.0,
        last_attempt=now,
        last_success=now,
        next_due=now + interval,
        state="",
        interval_seconds=interval.total_seconds(),
    )


def failed(
    state: SourceState, trouble: Trouble, *, now: datetime, every: timedelta, is_probed: bool = False
) -> SourceState:
    """After a failure: the more of them, the rarer; never earlier than the server asked."""
    weight = state.failure_weight + WEIGHTS.get(trouble.outcome, 1.0)
    next_due = now + base_interval(state, every) * min(max(1.0, weight), LONGEST_BACK_OFF)
    if is_probed and not state.failure_weight:
        next_due = now + min(SECOND_LOOK, every)
    if trouble.outcome is Outcome.OUR_FAULT:
        next_due = now
    return replace(
        state,
        failure_weight=weight,
        last_attempt=now,
        next_due=max(next_due, trouble.not_before or next_due),
        state=f"{trouble.outcome}: {trouble.detail}",
    )


def base_interval(state: SourceState, every: timedelta) -> timedelta:
    """How often a source is looked at while nothing is wrong."""
    known = state.interval_seconds
    return every if known is None else min(every, timedelta(seconds=known))
