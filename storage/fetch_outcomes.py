"""Fetch outcomes: how the requests to each source ended."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select

from core.outcomes import Outcome
from storage.fetches import fetch


def fetch_outcomes(
    connection: Connection, start: datetime, end: datetime
) -> Mapping[str, Mapping[Outcome, int]]:
    """By source: how many requests of start ≤ t < end ended in each way."""
    query = (
        select(fetch.c.source, fetch.c.outcome, func.count().label("many"))
        .where(fetch.c.fetched_at >= start, fetch.c.fetched_at < end)
        .group_by(fetch.c.source, fetch.c.outcome)
    )
    found: dict[str, dict[Outcome, int]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.source][Outcome(row.outcome)] = row.many
    return found
