"""When jobs are due, in Tehran and in the Jalali calendar."""

from datetime import UTC, datetime, time, timedelta

from persiantools.jdatetime import JalaliDate

from core.calendar import TEHRAN, JalaliMonth
from core.jobs import LAST_DAY, Every, Job, Work, dues_after, last_due, next_due

AT = time(1, 30)
MINUTE = timedelta(minutes=1)


def _job(every: Every, **keys: object) -> Job:
    return Job(id="j", work=Work.READ, every=every, **{"at": AT, **keys})  # type: ignore[arg-type]


def _tehran(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TEHRAN)


def test_a_daily_job_is_due_today_once_its_hour_has_come_and_before_it_yesterday() -> None:
    job = _job(Every.DAY)

    assert last_due(job, _tehran(2025, 10, 7, 1, 30)) == _tehran(2025, 10, 7, 1, 30)
    assert last_due(job, _tehran(2025, 10, 7, 1, 29)) == _tehran(2025, 10, 6, 1, 30)
    assert next_due(job, _tehran(2025, 10, 7, 1, 30)) == _tehran(2025, 10, 8, 1, 30)


def test_an_hourly_job_is_due_at_its_minute_of_tehran_whose_hours_are_half_hours_of_utc() -> None:
    job = _job(Every.HOUR, at=time(0, 20))

    assert last_due(job, _tehran(2025, 10, 7, 9, 19)) == _tehran(2025, 10, 7, 8, 20)
    assert next_due(job, _tehran(2025, 10, 7, 9, 20)) == datetime(2025, 10, 7, 6, 50, tzinfo=UTC)


def test_due_times_are_in_utc() -> None:
    assert last_due(_job(Every.DAY), _tehran(2025, 10, 7, 9)).tzinfo is UTC


def test_a_weekly_job_is_due_on_its_weekday_only() -> None:
    job = _job(Every.WEEK, weekday=4)
    dues = list(dues_after(job, _tehran(2025, 10, 1, 0), _tehran(2025, 11, 1, 0)))

    assert [due.astimezone(TEHRAN).day for due in dues] == [3, 10, 17, 24, 31]


def test_every_month_of_ten_years_has_one_due_time_on_its_day() -> None:
    job = _job(Every.MONTH, day=3)
    dues = list(dues_after(job, JalaliMonth(1400, 1).start, JalaliMonth(1410, 1).start))
    days = [JalaliDate(due.astimezone(TEHRAN).date()) for due in dues]

    assert [(d.year, d.month) for d in days] == [(y, m) for y in range(1400, 1410) for m in range(1, 13)]
    assert {d.day for d in days} == {3}
    assert {(t := due.astimezone(TEHRAN)).hour * 60 + t.minute for due in dues} == {90}


def test_the_last_day_of_esfand_is_found_in_leap_years_too() -> None:
    job = _job(Every.MONTH, day=LAST_DAY)

    for year, last in ((1403, 30), (1404, 29), (1408, 30)):
        due = next_due(job, JalaliMonth(year, 12).start)
        assert JalaliDate(due.astimezone(TEHRAN).date()) == JalaliDate(year, 12, last)


def test_quarters_are_due_after_they_ended() -> None:
    job = _job(Every.QUARTER, day=3)
    dues = dues_after(job, JalaliMonth(1404, 1).start, JalaliMonth(1405, 1).start)

    assert [str(JalaliMonth.of(due)) for due in dues] == ["1404-01", "1404-04", "1404-07", "1404-10"]


def test_last_and_next_agree_at_every_hour_of_a_year() -> None:
    for job in (_job(Every.DAY), _job(Every.WEEK), _job(Every.MONTH, day=29), _job(Every.HOUR)):
        now = JalaliMonth(1404, 1).start + 7 * MINUTE
        while now < JalaliMonth(1404, 4).start:
            assert last_due(job, now) <= now < next_due(job, now)
            assert last_due(job, next_due(job, now)) == next_due(job, now)
            now += timedelta(hours=5)
