"""What jobs do: one function for each work that config/jobs.yaml may name."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from core.calendar import JalaliMonth
from core.jobs import Work
from core.outlets import OutletKind, Source
from core.schemes import PeriodKind
from crawler.kinds import CHANNELS
from rasad.collecting.between_nights import look_between_nights
from rasad.collecting.crawl import crawl_due_sources, is_due, watched_sources
from rasad.learning.learn import learn_nightly
from rasad.lock import only_crawl
from rasad.operating.backup import backup_folder, backup_key, make_backup, remove_old_backups
from rasad.operating.restore import verify_made
from rasad.operating.retention import forget_old
from rasad.operating.send_bulletins import send_bulletins
from rasad.operating.watch import watch
from rasad.reporting.bulletins import write_bulletins
from rasad.reporting.month import count_and_score, write_report
from rasad.reporting.month_view import view_round
from rasad.rounds.round_guards import is_final
from rasad.understanding.attribute import attribute_new_versions
from rasad.understanding.group import group_new_items
from rasad.wiring import Office, Progress
from reports.bulletin import BulletinKind
from storage.rounds import latest_round
from storage.source_states import source_states

type Do = Callable[[Office, datetime, datetime, Progress], None]
"""Told the office, the due time the run stands for, the clock, and the watcher."""


def crawl(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """Every source that is due."""
    with only_crawl(office.home.folder, wait=True):
        crawl_due_sources(office, now, progress)


def read(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """What people taught, then every text this method has not read, then its story."""
    learn_nightly(office, now, progress)
    attribute_new_versions(office, now, progress)
    group_new_items(office, now, progress)


def looks(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """What cannot wait for the night: busy lists, portals that failed once, what a limit left over."""
    with only_crawl(office.home.folder, wait=True):
        look_between_nights(office, now, progress)


def channels(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """The channels that are due: their views grow and their posts are edited within hours."""
    _crawl_some(office, now, progress, lambda source: source.kind in CHANNELS)


def probes(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """The agencies' own sites that are due: do they answer, how old is their newest item."""
    outlets = office.methodology.outlets
    _crawl_some(office, now, progress, lambda source: outlets[source.outlet].kind is OutletKind.AGENCY_SITE)


def close_months(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """Count, score and report the month before the due time, for every profile that is scored by months."""
    _close(office, due, now, progress, {PeriodKind.MONTH})


def close_long_periods(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """The same for profiles scored by quarters, half-years or years, when one of these has ended."""
    _close(office, due, now, progress, {kind for kind in PeriodKind if kind is not PeriodKind.MONTH})


def daily_bulletin(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """The clip book of the day, for every profile, also by e-mail where the office says to whom."""
    for profile in office.methodology.profiles.values():
        written = write_bulletins(office, profile, BulletinKind.DAILY, now)
        send_bulletins(office, profile, BulletinKind.DAILY, written)


def weekly_bulletin(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """Each agency's digest of the week that ended before the due time, also by e-mail."""
    for profile in office.methodology.profiles.values():
        written = write_bulletins(office, profile, BulletinKind.WEEKLY, due)
        send_bulletins(office, profile, BulletinKind.WEEKLY, written)


def backup(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """Save the installation, prove it, and let go what is too much."""
    folder, key = backup_folder(office), backup_key(office)
    verify_made(make_backup(office, folder, now, key=key, progress=progress), key)
    remove_old_backups(folder, office.methodology.operations.backup.keep, key)


def retention(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """Let old raw pages go."""
    forget_old(office, now, progress)


def _crawl_some(
    office: Office, now: datetime, progress: Progress, is_wanted: Callable[[Source], bool]
) -> None:
    with only_crawl(office.home.folder, wait=True):
        with office.database.read() as connection:
            states = source_states(connection)
        wanted = [
            source.id
            for source in watched_sources(office)
            if is_wanted(source) and is_due(states.get(source.id), now)
        ]
        if wanted:
            crawl_due_sources(office, now, progress, only=wanted)


def _close(
    office: Office, due: datetime, now: datetime, progress: Progress, kinds: Collection[PeriodKind]
) -> None:
    month = JalaliMonth.of(due).previous()
    closing = [
        profile
        for profile in office.methodology.profiles.values()
        if (kind := office.methodology.schemes[profile.scheme].period) in kinds
        and month.month % kind.months == 0
    ]
    for done, profile in enumerate(closing):
        progress("close", done, len(closing))
        view = view_round(office, profile, month)
        with office.database.read() as connection:
            latest = latest_round(connection, profile.id, month, profile.scheme)
        # A run that died after it counted must not count a second time, and one that is caught up late must
        # not trip over a round that people have frozen since.
        is_closed = latest is not None and latest.made_at >= due
        if not is_closed and not is_final(office, profile, month):
            count_and_score(office, profile, month, now, view=view)
        write_report(office, profile, month, view=view)


WORKS: Mapping[Work, Do] = {
    Work.CRAWL: crawl,
    Work.READ: read,
    Work.LOOKS: looks,
    Work.CHANNELS: channels,
    Work.PROBES: probes,
    Work.CLOSE_MONTHS: close_months,
    Work.CLOSE_LONG_PERIODS: close_long_periods,
    Work.DAILY_BULLETIN: daily_bulletin,
    Work.WEEKLY_BULLETIN: weekly_bulletin,
    Work.BACKUP: backup,
    Work.RETENTION: retention,
    Work.WATCH: watch,
}
