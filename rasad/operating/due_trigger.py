"""A trigger for APScheduler that fires at the due times of a job, in the Jalali calendar."""

from datetime import UTC, datetime

from apscheduler.triggers.base import BaseTrigger

from core.jobs import Job, next_due


class DueTrigger(BaseTrigger):  # type: ignore[misc]
    """Fires at each due time after the last one it fired at."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return next_due(self._job, previous_fire_time or now.astimezone(UTC))
