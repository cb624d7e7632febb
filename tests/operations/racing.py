"""One of several processes that look at the same jobs: `python racing.py HOME URL FILE LOOKS CATCH_UP WORK…`.

A scheduler looks at jobs of every work it is given, a crawl worker at those of the crawl alone.
"""

import os
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.calendar import JalaliMonth
from core.errors import StorageError
from core.jobs import CatchUp, Every, Job, Work
from rasad.home import Home
from rasad.logs import set_up_logs
from rasad.operating.schedule import run_due
from rasad.operating.works import Do
from rasad.wiring import open_office


def main(home: Path, url: str, written: Path, looks: int, catch_up: CatchUp, kinds: list[Work]) -> None:
    jobs = [Job(id=kind.value, work=kind, every=Every.HOUR, catch_up=catch_up) for kind in kinds]
    set_up_logs()
    office = open_office(Home(folder=home, database_url=url))
    file = os.open(written, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def noting(kind: Work) -> Do:
        def work(_office: object, due: object, now: object, progress: object) -> None:
            # One short write at the end of a file is never mixed with another process's.
            os.write(file, f"{kind.value} {due} {os.getpid()}\n".encode())

        return work

    for hour in range(looks):
        now = JalaliMonth(1404, 1).start + timedelta(hours=hour, minutes=45)
        for job in jobs:
            # A server that is restarted costs a look, and nothing else.
            with suppress(StorageError):
                run_due(office, job, lambda now=now: now, {job.work: noting(job.work)})  # type: ignore[misc]


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        sys.argv[2],
        Path(sys.argv[3]),
        int(sys.argv[4]),
        CatchUp(sys.argv[5]),
        [*map(Work, sys.argv[6:])],
    )
