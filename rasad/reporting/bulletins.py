"""Writes bulletins: the clip book of the day, and each agency's digest of the week."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from core.agencies import Agency, AgencyKey
from core.calendar import jalali_date_numbers, tehran_day
from core.digits import latin_digits
from core.errors import InputError
from core.methodology import Profile
from core.periods import Period
from rasad.load_config.problems import suggestion
from rasad.reporting.month_view import MonthView, view_period
from rasad.wiring import Office
from reports.bulletin import BulletinInputs, BulletinKind, bulletin, days_before
from reports.formats.mail import Mail, mail_of
from reports.formats.outline_page import page_of
from reports.formats.pdf import pdf_bytes
from reports.numbers import agency_id
from reports.outline.records import Outline
from reports.public import shared_files
from storage.items import items_by_id

FOLDER = "bulletins"
FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBulletin:
    """One bulletin: its pages on disk, and its e-mail for whoever sends it."""

    agency: AgencyKey | None
    folder: Path
    mail: Mail


def write_bulletins(
    office: Office,
    profile: Profile,
    kind: BulletinKind,
    now: datetime,
    *,
    about: str | None = None,
    folder: Path | None = None,
) -> list[WrittenBulletin]:
    """One for the office or the agency named; without a name a digest for every agency that takes part."""
    folder = folder or office.home.reports / profile.id / FOLDER
    try:
        written = [
            _write(outline, agency, folder / f"{kind.value}-{_name(kind, now)}{_suffix(agency)}")
            for agency, outline in _bulletins(office, profile, kind, now, about)
        ]
        for name, content in shared_files():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}; name another --output") from error
    return written


def period_of(kind: BulletinKind, now: datetime) -> Period:
    """Yesterday and today until now; or the last week that ended, from Saturday to Friday."""
    today = tehran_day(now)
    if kind is BulletinKind.DAILY:
        return Period(today - timedelta(days=1), today)
    friday = today - timedelta(days=(today.weekday() - FRIDAY - 1) % 7 + 1)
    return Period(friday - timedelta(days=6), friday)


def _bulletins(
    office: Office, profile: Profile, kind: BulletinKind, now: datetime, about: str | None
) -> Iterator[tuple[Agency | None, Outline]]:
    period = period_of(kind, now)
    first = days_before(period).first_day if kind is BulletinKind.WEEKLY else period.first_day
    view = view_period(office, Period(first, period.last_day))
    subjects: list[Agency | None] = [agency_named(profile, about)] if about else [None]
    if kind is BulletinKind.WEEKLY and not about:
        subjects = [agency for agency in profile.agencies if agency.is_watched_on(period.last_day)]
    inputs = _inputs(office, profile, view, kind, period, now)
    for subject in subjects:
        yield subject, bulletin(inputs(subject))


def _inputs(
    office: Office, profile: Profile, view: MonthView, kind: BulletinKind, period: Period, now: datetime
) -> Callable[[Agency | None], BulletinInputs]:
    findings = view.findings_in(profile.province)
    with office.database.read() as connection:
        items = items_by_id(connection, {f.item_id for f in findings})

    def about(agency: Agency | None) -> BulletinInputs:
        return BulletinInputs(
            kind=kind,
            profile=profile,
            period=period,
            as_of=now,
            about=agency,
            outlets=office.methodology.outlets,
            items=items,
            findings=findings,
            stories=view.stories,
            source_days=view.source_days,
            topics=office.methodology.topics,
            config_hash=office.methodology.config_hash,
        )

    return about


def agency_named(profile: Profile, key: str) -> Agency:
    """The agency of that key; raises InputError with the nearest there is."""
    keys = {str(agency.key): agency for agency in profile.agencies}
    if key not in keys:
        raise InputError(f"{profile.id} watches no agency '{key}'; {suggestion(key, keys)}")
    return keys[key]


def _write(outline: Outline, agency: Agency | None, folder: Path) -> WrittenBulletin:
    folder.mkdir(parents=True, exist_ok=True)
    mail = mail_of(outline)
    contents = {
        "index.html": page_of(outline, "page.html", root="../").encode(),
        "bulletin.pdf": pdf_bytes(outline),
        "mail.html": mail.html.encode(),
        "mail.txt": f"{mail.subject}\n\n{mail.text}".encode(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return WrittenBulletin(agency=agency.key if agency else None, folder=folder, mail=mail)


def _name(kind: BulletinKind, now: datetime) -> str:
    day: date = period_of(kind, now).last_day
    return latin_digits(jalali_date_numbers(day)).replace("/", "-")


def _suffix(agency: Agency | None) -> str:
    return f"-{agency_id(agency.key)}" if agency else ""
