"""Each due time of a job is run once, and what failed, died or was missed is run in the end."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.calendar import TEHRAN, JalaliMonth
from core.errors import InputError
from core.jobs import CatchUp, Every, Job, Work
from rasad.home import Home
from rasad.lock import only_runner, only_scheduler
from rasad.operating.due_trigger import DueTrigger
from rasad.operating.schedule import DIED, last_daily, run_due
from rasad.operating.works import WORKS, Do
from rasad.operating.zone import zone_problem
from rasad.wiring import Office, Progress, open_office
from storage.job_runs import claim_job_run, last_job_runs, newest_job_runs

NIGHTLY = Job(id="night", work=Work.CRAWL, every=Every.DAY, at=time(1, 30))
CLOSE = Job(
    id="close",
    work=Work.CLOSE_MONTHS,
    every=Every.MONTH,
    at=time(6),
    day=3,
    catch_up=CatchUp.EACH,
    tries=50,
)
NOON = datetime(2025, 10, 7, 12, tzinfo=TEHRAN)
DAY = timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    home = Home(folder=tmp_path, database_url=f"sqlite:///{tmp_path / 'rasad.sqlite'}")
    opened = open_office(home)
    yield opened
    opened.database.close()


class Watched:
    """Works that note for which due times they were asked, and fail as often as they are told."""

    def __init__(self, failures: int = 0) -> None:
        self.dues: list[datetime] = []
        self.failures = failures

    @property
    def works(self) -> Mapping[Work, Do]:
        return dict.fromkeys(Work, self._do)

    def _do(self, office: Office, due: datetime, now: datetime, progress: Progress) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError(28, "No space left on device")
        progress("work", 1, 2)
        self.dues.append(due)


def _look(office: Office, job: Job, now: datetime, watched: Watched) -> list[str]:
    return [ran.outcome for ran in run_due(office, job, lambda: now, watched.works)]


def test_every_work_that_a_job_may_name_is_there() -> None:
    assert set(WORKS) == set(Work)


def test_a_due_time_is_run_once_however_often_somebody_looks(office: Office) -> None:
    watched = Watched()
    for minutes in range(5):
        _look(office, NIGHTLY, NOON + timedelta(minutes=minutes), watched)

    assert watched.dues == [datetime(2025, 10, 7, 1, 30, tzinfo=TEHRAN)]


def test_after_downtime_one_night_stands_for_all_that_were_missed(office: Office) -> None:
    watched = Watched()
    _look(office, NIGHTLY, NOON, watched)
    _look(office, NIGHTLY, NOON + 6 * DAY, watched)

    assert [due.astimezone(TEHRAN).day for due in watched.dues] == [7, 13]


def test_after_downtime_each_month_that_was_missed_is_closed_in_order(office: Office) -> None:
    watched = Watched()
    _look(office, CLOSE, NOON, watched)
    _look(office, CLOSE, NOON + 100 * DAY, watched)

    assert [str(JalaliMonth.of(due)) for due in watched.dues] == ["1404-07", "1404-08", "1404-09", "1404-10"]


def test_a_new_installation_begins_with_the_newest_due_time(office: Office) -> None:
    watched = Watched()
    _look(office, CLOSE, NOON, watched)

    assert [str(JalaliMonth.of(due)) for due in watched.dues] == ["1404-07"]


def test_what_failed_is_tried_again_after_a_while_and_then_no_more(office: Office) -> None:
    watched = Watched(failures=1)

    assert _look(office, NIGHTLY, NOON, watched) == ["OSError: [Errno 28] No space left on device"]
    assert _look(office, NIGHTLY, NOON + timedelta(minutes=5), watched) == []
    assert _look(office, NIGHTLY, NOON + timedelta(minutes=20), watched) == ["done"]
    assert _look(office, NIGHTLY, NOON + timedelta(minutes=60), watched) == []


def test_what_always_fails_is_given_up_after_its_tries(office: Office) -> None:
    watched = Watched(failures=99)
    for hour in range(10):
        _look(office, NIGHTLY, NOON + timedelta(hours=hour), watched)

    assert watched.failures == 99 - NIGHTLY.tries


def test_a_failed_close_is_tried_again_even_when_the_next_month_is_due(office: Office) -> None:
    watched = Watched(failures=1)
    _look(office, CLOSE, NOON, watched)
    _look(office, CLOSE, NOON + 31 * DAY, watched)

    assert [str(JalaliMonth.of(due)) for due in watched.dues] == ["1404-07", "1404-08"]


def _died(office: Office, job: Job, due: datetime) -> None:
    """What a process leaves behind that was killed at its work."""
    with office.database.begin() as connection:
        claim_job_run(connection, job.id, due, due)


def test_the_run_of_a_dead_process_is_taken_over(office: Office) -> None:
    watched = Watched()
    due = datetime(2025, 10, 7, 1, 30, tzinfo=TEHRAN).astimezone(UTC)
    _died(office, NIGHTLY, due)

    assert _look(office, NIGHTLY, NOON, watched) == ["done"]
    with office.database.read() as connection:
        assert last_job_runs(connection)["night"].tries == 2


def test_the_run_of_a_living_process_is_left_alone(office: Office) -> None:
    watched = Watched()
    with only_runner(office, NIGHTLY.id) as is_mine:
        assert is_mine
        assert _look(office, NIGHTLY, NOON, watched) == []


def test_a_dead_run_that_a_newer_one_overtook_is_ended(office: Office) -> None:
    watched = Watched()
    _died(office, NIGHTLY, datetime(2025, 10, 6, 1, 30, tzinfo=TEHRAN).astimezone(UTC))
    _look(office, NIGHTLY, NOON, watched)

    with office.database.read() as connection:
        newest, older = newest_job_runs(connection, 5)
    assert newest.outcome == "done"
    assert older.outcome is not None and older.outcome.startswith(DIED)


def test_a_failing_job_keeps_no_other_from_running(office: Office) -> None:
    failing, working = Watched(failures=1), Watched()
    _look(office, NIGHTLY, NOON, failing)
    _look(office, CLOSE, NOON, working)

    assert len(working.dues) == 1


def test_a_run_says_how_far_it_is(office: Office) -> None:
    _look(office, NIGHTLY, NOON, Watched())

    with office.database.read() as connection:
        run = last_job_runs(connection)["night"]
    assert (run.stage, run.done, run.of) == ("work", 1, 2)
    assert run.claimed_by


def test_a_second_scheduler_is_refused_while_the_first_works(tmp_path: Path) -> None:
    with (
        only_scheduler(tmp_path),
        pytest.raises(InputError, match="another scheduler"),
        only_scheduler(tmp_path),
    ):
        pass

    with only_scheduler(tmp_path):
        pass


def test_the_trigger_fires_at_each_due_time_once() -> None:
    trigger = DueTrigger(CLOSE)
    first = trigger.get_next_fire_time(None, NOON)
    second = trigger.get_next_fire_time(first, NOON)

    assert [str(JalaliMonth.of(fired)) for fired in (first, second)] == ["1404-08", "1404-09"]


def test_zone_data_with_daylight_saving_after_1401_are_refused() -> None:
    assert zone_problem() == ""
    # Its summers are at +4:30 for ever, as Tehran's would be in zone data of 2021.
    assert "must be at +3:30:00" in zone_problem(ZoneInfo("Asia/Kabul"))


def test_zone_data_without_the_daylight_saving_of_the_past_are_refused() -> None:
    class Always(ZoneInfo):
        def utcoffset(self, when: datetime | None) -> timedelta:
            return timedelta(hours=3, minutes=30)

    assert "July 2022" in zone_problem(Always("UTC"))


def test_the_last_night_is_today_once_its_hour_has_come() -> None:
    assert last_daily(time(1, 30), NOON) == datetime(2025, 10, 7, 1, 30, tzinfo=TEHRAN)
    assert last_daily(time(13), NOON) == datetime(2025, 10, 6, 13, tzinfo=TEHRAN)
