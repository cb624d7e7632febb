"""A scheduler that lives through simulated days: `python year_worker.py HOME UNTIL [MOST_FILE_BYTES]`.

Everything is the program's own but the network: what a crawl hands over is written by the world of the test.
The clock stands in a file and moves only when all that was due is through, so whoever kills this process and
starts it again continues where it was.
"""

import resource
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.jobs import Work
from rasad.collecting.spool import take_in
from rasad.home import home_of
from rasad.logs import set_up_logs
from rasad.operating.schedule import run_all_due
from rasad.operating.works import WORKS
from rasad.wiring import Office, Progress, open_office
from tests.operations.year_world import write_spool

LOOKS = (timedelta(hours=2), timedelta(hours=7))
"""After midnight in Tehran: once the night's work is due, and once a close is."""


def main(home: Path, until: datetime, most_bytes: int | None) -> None:
    set_up_logs(as_json=True)
    clock = home / "clock"
    office = open_office(home_of(folder=home))
    if most_bytes is not None:
        # A disk without room: whatever file grows beyond this fails at the write.
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    works = {**WORKS, Work.CRAWL: _crawl}
    while (midnight := datetime.fromisoformat(clock.read_text(encoding="ascii"))) < until:
        for look in LOOKS:
            _say(f"look {(midnight + look).isoformat()}")
            run_all_due(office, lambda at=midnight + look: at, works)  # type: ignore[misc]
        later = clock.with_suffix(".next")
        later.write_text((midnight + timedelta(days=1)).isoformat(), encoding="ascii")
        later.replace(clock)
    _say("end")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _crawl(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """As rasad.collecting.crawl does it, with the crawl's own process played by the world."""
    for left_behind in sorted(p for p in office.home.spools.glob("*") if p.is_dir()):
        take_in(office, left_behind, now, was_left_behind=True)
        shutil.rmtree(left_behind)
    spool = office.home.spools / f"{now:%Y%m%dT%H%M%S}-{uuid4().hex}"
    write_spool(spool, now)
    take_in(office, spool, now)
    shutil.rmtree(spool)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        datetime.fromisoformat(sys.argv[2]),
        int(sys.argv[3]) if len(sys.argv) > 3 else None,
    )
