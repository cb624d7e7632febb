"""Handing in: the rows of a table become records, judgements, survey results, numbers or resolutions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from core.agencies import AgencyKey
from core.audit import AuditEntry
from core.calendar import tehran_day
from core.errors import InputError
from core.handed_in import HandedIn, Record, Verdict
from core.methodology import Methodology, Profile
from rasad.collecting.clips import require_user
from rasad.load_config.problems import suggestion
from rasad.load_config.same_name import same_name
from rasad.records.evidence import EvidenceStore
from rasad.records.given_rows import GivenRow, Headings, RowError, read_rows
from rasad.wiring import Office
from storage.audit import append_audit
from storage.database import Connection
from storage.last_words import LastWords

AGENCY_HEADINGS = ("دستگاه", "نام دستگاه", "متولی", "مسئول")
RECEIVED_HEADINGS = ("تاریخ دریافت", "دریافت")


@dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """Who hands in what to which office, when."""

    profile: Profile
    methodology: Methodology
    evidence: EvidenceStore
    by: str
    now: datetime
    connection: Connection
    only: AgencyKey | None = None
    """The one agency for which this person may speak; None: for all of the profile."""

    @property
    def today(self) -> date:
        return tehran_day(self.now)

    def agency(self, row: GivenRow, field: str = "agency") -> AgencyKey:
        """The agency of the profile by key or by name; raises RowError."""
        key = agency_named(self.profile, row.needed(field))
        if self.only is not None and key != self.only:
            raise RowError(f"'{row[field]}' is not the agency for which {self.by} speaks")
        return key

    def received(self, row: GivenRow) -> date:
        """When it came in: as the row says, else today."""
        day = row.day("received") or self.today
        if day > self.today:
            raise RowError(f"'received': {row['received']} is in the future; correct it")
        return day

    def past_day(self, row: GivenRow, field: str = "day") -> date:
        """A day on which something has happened."""
        day = row.needed_day(field)
        if day > self.today:
            raise RowError(f"'{field}': {row[field]} is in the future; hand it in when it has happened")
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Form[Word: HandedIn]:
    """One kind of table: its headings, how a row is read, and where it is kept."""

    name: str
    headings: Headings
    needed: Sequence[str]
    read: Callable[[GivenRow, Giving], Sequence[Word]]
    kept: LastWords[Word]
    takes_other: bool = False
    """Further columns are welcome: details of a record, numbers of a table."""


def hand_in[Word: HandedIn](
    office: Office, profile: Profile, form: Form[Word], path: Path, *, by: str, now: datetime
) -> tuple[int, int]:
    """Keep all rows of a table or none; how many are new, and how many say nothing new.

    Raises InputError with every row that cannot be taken.
    """
    rows = read_rows(path, form.headings, needed=form.needed, takes_other=form.takes_other)
    evidence = EvidenceStore(path, office.home.folder)
    return hand_in_rows(office, profile, form, rows, evidence, subject=path.name, by=by, now=now)


def hand_in_rows[Word: HandedIn](
    office: Office,
    profile: Profile,
    form: Form[Word],
    rows: Sequence[GivenRow],
    evidence: EvidenceStore,
    *,
    subject: str,
    by: str,
    now: datetime,
    only: AgencyKey | None = None,
) -> tuple[int, int]:
    """The same with rows that were read already; `only` one agency's, where somebody speaks for one."""
    require_user(office, by)
    with office.database.begin() as connection:
        giving = Giving(
            profile=profile,
            methodology=office.methodology,
            evidence=evidence,
            by=by,
            now=now,
            connection=connection,
            only=only,
        )
        words = _words(rows, form, giving)
        if only is not None:
            _refuse_what_was_rejected(form.kept.holding(connection), words)
        evidence.keep()
        new = form.kept.append(connection, words)
        entry = AuditEntry(who=by, at=now, action=f"import {form.name}", subject=subject, new=str(new))
        append_audit(connection, entry)
    return new, len(words) - new


def agency_named(profile: Profile, text: str) -> AgencyKey:
    """The agency of the profile with this key or name; raises RowError naming the nearest."""
    wanted = same_name(text)
    names: dict[str, AgencyKey] = {}
    for agency in profile.agencies:
        for name in (str(agency.key), agency.name, *agency.other_names):
            names[name] = agency.key
            if same_name(name) == wanted:
                return agency.key
    raise RowError(f"'{text}' is no agency of {profile.id}, so it is in no group; {suggestion(text, names)}")


def _words[Word: HandedIn](rows: Sequence[GivenRow], form: Form[Word], giving: Giving) -> list[Word]:
    words: list[Word] = []
    problems: list[str] = []
    first: dict[tuple[str, ...], str] = {}
    for row in rows:
        try:
            _nothing_beyond(row)
            read = form.read(row, giving)
        except RowError as error:
            problems.append(f"{row.where}: {error}")
            continue
        for word in read:
            earlier = first.setdefault(word.identity, row.where)
            if earlier != row.where:
                problems.append(f"{row.where}: the same as {earlier}: {', '.join(word.identity)}; keep one")
        words += read
    if problems:
        raise InputError("\n".join(problems))
    if not words:
        raise InputError(f"the table has no row under its headings; nothing to {form.name}")
    return words


def _refuse_what_was_rejected(held: Sequence[HandedIn], words: Sequence[HandedIn]) -> None:
    """Who speaks for an agency cannot undo a verdict by saying the same once more."""
    last = {one.identity: one for one in held if isinstance(one, Record)}
    for word in words:
        earlier = last.get(word.identity)
        if isinstance(word, Record) and earlier and earlier.verdict is Verdict.REJECTED:
            as_before = replace(
                word,
                verdict=earlier.verdict,
                reason=earlier.reason,
                received=earlier.received,
                given_by=earlier.given_by,
                given_at=earlier.given_at,
                id=earlier.id,
            )
            if as_before == earlier:
                raise InputError(f"record {word.number} was rejected and says nothing new; object to it")


def _nothing_beyond(row: GivenRow) -> None:
    if "" in row.other:
        raise RowError(f"'{row.other['']}' stands under no heading; put texts with a separator in quotes")
