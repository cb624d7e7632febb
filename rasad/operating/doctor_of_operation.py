"""What an operator can get wrong while an installation works: people, jobs, backups, secrets, pages."""

import os
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from core.calendar import tehran_minute
from core.errors import RasadError
from core.job_runs import DONE
from core.users import UserRole
from rasad.collecting.crawl import watched_sources
from rasad.home import Home
from rasad.operating.backup import backup_folder, backup_key, backups_in, read_head
from rasad.operating.doctor_finding import Finding
from rasad.operating.heartbeat import is_alive, last_beat
from rasad.operating.tell import has_channels, secret_files
from rasad.wiring import Office, open_office
from storage.awaiting_counts import newest_first_seen
from storage.job_runs import last_job_runs
from storage.page_ages import first_fetch_at, newest_pages
from storage.pages import has_page
from storage.users import all_users

GIB = 1024**3
NEW_FOR = timedelta(days=3)
"""An installation that first fetched something so long ago must have a backup by now."""
BACKUP_OLD_AFTER = timedelta(days=2)
LOOKED_AT_PAGES = 200
_AHEAD = timedelta(hours=1)


def examine_operation(home: Home, now: datetime) -> list[Finding]:
    """Every check of a working installation, in the order in which to mend what fails."""
    checks: Sequence[Callable[[Office, datetime], Finding]] = (
        _clock,
        _disk,
        _profiles,
        _watched,
        _accounts,
        _scheduler,
        _jobs,
        _secrets,
        _alarms,
        _backup,
        _pages,
    )
    office = open_office(home)
    try:
        return [check(office, now) for check in checks]
    finally:
        office.database.close()


def _clock(office: Office, now: datetime) -> Finding:
    with office.database.read() as connection:
        newest = newest_first_seen(connection)
    is_behind = newest is not None and newest - now > _AHEAD
    said = "goes on from the newest item"
    if is_behind and newest is not None:
        said = f"the newest item came in at {tehran_minute(newest)}, after {tehran_minute(now)}"
    remedy = "set the machine's clock (NTP), then go on"
    return Finding(subject="clock", in_order=not is_behind, said=said, remedy=remedy)


def _disk(office: Office, now: datetime) -> Finding:
    least = office.methodology.operations.alarms.free_gib
    free = shutil.disk_usage(office.home.folder).free / GIB
    return Finding(
        subject="disk",
        in_order=free >= least,
        said=f"{free:.1f} GiB free, {least:g} wanted",
        remedy="run `rasad retention` or give the home more room",
    )


def _is_set_up(office: Office) -> bool:
    """Whether somebody began to make this home an office's; before that nothing is missing."""
    return office.home.config.is_dir()


def _profiles(office: Office, now: datetime) -> Finding:
    names = sorted(office.methodology.profiles)
    said = f"watched: {', '.join(names)}" if names else "none is watched; make one with `rasad init`"
    return Finding(subject="profiles", in_order=bool(names) or not _is_set_up(office), said=said)


def _watched(office: Office, now: datetime) -> Finding:
    """Outlets that a profile wants and that nothing can be fetched from."""
    outlets = office.methodology.outlets
    bare = sorted(
        {
            name
            for profile in office.methodology.profiles.values()
            for name in profile.watched_outlets
            if not outlets[name].sources
        }
    )
    said = f"{len(watched_sources(office))} source(s) of watched outlets"
    if bare:
        said = (
            f"{len(bare)} watched outlet(s) have no source: {', '.join(bare[:5])}; "
            "`rasad probe ADDRESS` prints an entry"
        )
    return Finding(subject="watched outlets", in_order=not bare, said=said)


def _accounts(office: Office, now: datetime) -> Finding:
    with office.database.read() as connection:
        users = [user for user in all_users(connection) if user.active]
    leads = [user for user in users if user.role in (UserRole.LEAD, UserRole.OPERATOR)]
    said = f"{len(users)} open account(s)"
    if not leads:
        said = "nobody can run or lead this installation; `rasad user add NAME --role operator`"
    return Finding(subject="accounts", in_order=bool(leads) or not _is_set_up(office), said=said)


def _scheduler(office: Office, now: datetime) -> Finding:
    last = last_beat(office.home)
    if last is None:
        said = "never ran here; start `rasad scheduler` (deploy/) unless cron runs `rasad night`"
        return Finding(subject="scheduler", in_order=True, said=said)
    alive = is_alive(office.home, now)
    said = "alive" if alive else f"silent since {tehran_minute(last)}"
    remedy = "start its service again and read its log"
    return Finding(subject="scheduler", in_order=alive, said=said, remedy=remedy)


def _jobs(office: Office, now: datetime) -> Finding:
    known = {job.id for job in office.methodology.jobs}
    with office.database.read() as connection:
        runs = [run for name, run in last_job_runs(connection).items() if name in known]
    failed = [run for run in runs if run.is_finished and run.outcome != DONE]
    said = f"{len(runs)} job(s) have run"
    if failed:
        listed = "; ".join(f"{run.job} of {tehran_minute(run.due)}: {run.outcome}" for run in failed)
        said = f"{listed}; mend the cause, the scheduler tries again (`rasad scheduler --once` does so now)"
    return Finding(subject="jobs", in_order=not failed, said=said)


def _secrets(office: Office, now: datetime) -> Finding:
    """Files of keys, passwords and tokens: there, and for their owner only."""
    wrong = []
    for path in secret_files(office.methodology.operations, office.home):
        if not path.is_file():
            wrong.append(f"{path} is not there")
        elif os.name == "posix" and path.stat().st_mode & 0o077:
            wrong.append(f"{path} can be read by others: chmod 600")
    said = "; ".join(wrong) or "each in a file of its own that only its owner reads"
    if wrong:
        said = f"{said}; see config/operations.yaml"
    return Finding(subject="secrets", in_order=not wrong, said=said)


def _alarms(office: Office, now: datetime) -> Finding:
    """No fault, but an operator should know that nobody is told."""
    is_told = has_channels(office.methodology.operations)
    said = "told by e-mail or bot" if is_told else "nobody is told; name mail or a bot in operations.yaml"
    return Finding(subject="alarms", in_order=True, said=said)


def _backup(office: Office, now: datetime) -> Finding:
    with office.database.read() as connection:
        first = first_fetch_at(connection)
    is_new = first is None or now - first < NEW_FOR
    folder = backup_folder(office)
    newest = backups_in(folder)[-1:]
    if not newest:
        said = f"none in {folder}; run `rasad backup make`, and see that the job `backup` is enabled"
        return Finding(subject="backup", in_order=is_new, said=said)
    try:
        manifest, _ = read_head(newest[0], backup_key(office))
    except RasadError as error:
        said = f"{error}; `rasad backup make --full` makes a new one"
        return Finding(subject="backup", in_order=False, said=said)
    lost = [pack for pack in manifest.packs if not (folder / pack).is_file()]
    if lost:
        said = f"{newest[0].name} needs {lost[0]}, which is gone; run `rasad backup make --full`"
        return Finding(subject="backup", in_order=False, said=said)
    is_old = now - manifest.made_at > BACKUP_OLD_AFTER
    said = f"the newest is of {tehran_minute(manifest.made_at)}"
    if is_old:
        said = f"{said}, too old; run `rasad backup make` and see why the job `backup` did not"
    return Finding(subject="backup", in_order=not is_old, said=said)


def _pages(office: Office, now: datetime) -> Finding:
    """The newest pages that the database speaks of must lie on the disk."""
    with office.database.read() as connection:
        hashes = newest_pages(connection, LOOKED_AT_PAGES)
    lost = [one for one in hashes if not has_page(office.home.pages, one)]
    said = f"the newest {len(hashes)} are on the disk"
    if lost:
        said = (
            f"{len(lost)} of the newest {len(hashes)} are not in {office.home.pages}; see that the right "
            "disk is mounted there, or restore them from a backup"
        )
    return Finding(subject="pages", in_order=not lost, said=said)
