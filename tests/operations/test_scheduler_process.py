"""`rasad scheduler` as a service runs it: it works, gives signs of life, and ends when it is asked to."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from rasad.operating.heartbeat import last_beat
from rasad.wiring import Office
from storage.job_runs import last_job_runs
from tests.story.round_office import AFTER, DAY, rasad

SECONDS_ENOUGH = 90
ONLY_A_BACKUP = """\
jobs:
  - {id: crawl, work: crawl, every: day, enabled: false}
  - {id: read, work: read, every: day, enabled: false}
  - {id: looks, work: looks, every: hour, enabled: false}
  - {id: channels, work: channels, every: hour, enabled: false}
  - {id: probes, work: probes, every: day, enabled: false}
  - {id: month-close, work: close-months, every: month, enabled: false}
  - {id: quarter-close, work: close-long-periods, every: quarter, enabled: false}
  - {id: daily-bulletin, work: daily-bulletin, every: day, enabled: false}
  - {id: weekly-bulletin, work: weekly-bulletin, every: week, enabled: false}
  - {id: retention, work: retention, every: week, enabled: false}
  - {id: watch, work: watch, every: hour, enabled: false}
"""


def _with_only_a_backup(office: Office) -> None:
    (office.home.config / "jobs.yaml").write_text(ONLY_A_BACKUP, encoding="utf-8")


def _start(office: Office, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "rasad", "scheduler", "--home", str(office.home.folder)],
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "RASAD_DATABASE_URL": office.home.database_url,
            "RASAD_LOGS": "json",
            **environment,
        },
    )


def _wait_for(happened: Callable[[], bool]) -> None:
    end = monotonic() + SECONDS_ENOUGH
    while not happened():
        assert monotonic() < end
        sleep(0.1)


def _has_run(office: Office) -> bool:
    with office.database.read() as connection:
        run = last_job_runs(connection).get("backup")
    return run is not None and run.is_finished


def test_the_service_runs_what_is_due_and_ends_when_asked(office: Office) -> None:
    _with_only_a_backup(office)
    with _start(office) as service:
        _wait_for(lambda: _has_run(office))
        service.send_signal(signal.SIGTERM)
        _, log = service.communicate(timeout=SECONDS_ENOUGH)

    assert service.returncode == 0
    assert last_beat(office.home) is not None
    assert '"event": "scheduler started"' in log
    assert len(list((office.home.folder / "backups").glob("*.backup"))) == 1


def test_a_second_service_on_the_same_home_is_refused(office: Office) -> None:
    _with_only_a_backup(office)
    with _start(office) as first:
        _wait_for(lambda: last_beat(office.home) is not None)
        with _start(office) as second:
            _, said = second.communicate(timeout=SECONDS_ENOUGH)
        first.kill()
        first.communicate()

    assert second.returncode == 1
    assert "another scheduler works on this installation" in said


def test_the_service_does_not_start_where_the_zone_data_are_stale(office: Office, tmp_path: Path) -> None:
    zones = tmp_path / "zones" / "Asia"
    zones.mkdir(parents=True)
    # No zone file at all is no Tehran: Python falls back to the package only where the path is searched.
    (zones / "Tehran").write_bytes(b"TZif2" + b"\0" * 39 + b"TZif2" + b"\0" * 39 + b"\n<+0430>-4:30\n")
    with _start(office, PYTHONTZPATH=str(zones.parent)) as service:
        _, said = service.communicate(timeout=SECONDS_ENOUGH)

    assert service.returncode == 1
    assert "Tehran" in said


def test_once_runs_what_is_due_and_says_so(office: Office) -> None:
    _with_only_a_backup(office)
    first = rasad(office, "scheduler", "--once", "--now", (AFTER + 50 * DAY).isoformat())
    second = rasad(office, "scheduler", "--once", "--now", (AFTER + 50 * DAY).isoformat())

    assert "backup: due" in first and ": done" in first
    assert "0 run(s)" in second
