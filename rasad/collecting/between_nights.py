"""Looks between two nights: busy lists before they turn over, failed portals once more, what a limit left."""

from datetime import datetime

from rasad.collecting.alarms import ONCE_A_DAY
from rasad.collecting.crawl import crawl_due_sources, is_due, watched_sources
from rasad.run_stage import StageReport
from rasad.wiring import Office, Progress, no_progress
from storage.source_states import source_states

STAGE = "crawl"


def look_between_nights(office: Office, now: datetime, progress: Progress = no_progress) -> StageReport:
    """Look at the sources that are due again less than a day after their last look.

    The others wait for the night, also when their hours have passed: each night looks at all of them.
    """
    with office.database.read() as connection:
        states = source_states(connection)
    due = [
        source.id
        for source in watched_sources(office)
        if (state := states.get(source.id)) is not None
        and state.last_attempt is not None
        and now - state.last_attempt < ONCE_A_DAY
        and is_due(state, now)
    ]
    if not due:
        return StageReport(stage=STAGE)
    return crawl_due_sources(office, now, progress, only=due, in_passing=True)
