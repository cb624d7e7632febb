"""Clips: what a person enters of a printed page or a link, with the name of who entered it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.audit import AuditEntry
from core.errors import InputError
from core.items import Origin
from core.outcomes import Outcome
from rasad.collecting.archive import ArchiveLine, item_of, unusable
from rasad.collecting.find_outlet import outlet_of
from rasad.collecting.store_lines import StoredLine, store_lines
from rasad.reporting.item_table import record_of
from rasad.wiring import Office
from storage.audit import append_audit
from storage.users import user_by_name

STAGE = "clip"
EXTRACTOR = "clip/1"


def enter_clip(office: Office, cells: Mapping[str, str], *, by: str, now: datetime) -> StoredLine:
    """Store one clip from what was typed; raises InputError when it cannot be kept as it is."""
    require_user(office, by)
    record = record_of({name: value.strip() for name, value in cells.items() if value.strip()})
    problem = unusable(record)
    if problem:
        raise InputError(f"this clip {problem}; give an outlet, a title or a text, and the date")
    item, doubt = item_of(record, office.methodology, now)
    if doubt:
        raise InputError(
            f"'{record['published']}' is no date that has been; write it like ۱۴۰۵/۰۸/۲۹ or 2026-11-20"
        )
    if outlet_of(office.methodology, name=record.get("outlet"), url=record.get("url")) is None:
        raise InputError(
            f"no outlet of config/ is called '{record.get('outlet')}'; "
            "name one of those, or add it (docs/how-to/add-an-outlet.md)"
        )
    (line,) = as_clips([ArchiveLine(number=1, item=item)])
    (stored,) = _store(office, [line], f"by {by}", by=by, now=now)
    return stored


def store_clips(
    office: Office, lines: Sequence[ArchiveLine], made_by: str, *, by: str, now: datetime
) -> Counter[Outcome]:
    """Store clips, and who entered each, in one transaction; how they ended."""
    return Counter(one.outcome for one in _store(office, lines, made_by, by=by, now=now))


def as_clips(lines: Iterable[ArchiveLine]) -> list[ArchiveLine]:
    """The same lines as clips: their items count when they were published, or when they were entered."""
    return [
        replace(line, item=replace(line.item, origin=Origin.CLIP, extractor=EXTRACTOR)) if line.item else line
        for line in lines
    ]


def require_user(office: Office, name: str) -> None:
    """Raises InputError when there is no such account: what is entered by hand has a name on it."""
    with office.database.read() as connection:
        if user_by_name(connection, name) is None:
            raise InputError(f"there is no user '{name}'; make the account with `rasad user add {name}`")


def _store(
    office: Office, lines: Sequence[ArchiveLine], made_by: str, *, by: str, now: datetime
) -> list[StoredLine]:
    with office.database.begin() as connection:
        stored = store_lines(connection, lines, STAGE, made_by, now, gives_way=True)
        for one in stored:
            if one.kept is not None and one.outcome in {Outcome.STORED, Outcome.UPDATED}:
                append_audit(connection, _entry(one, by, now))
    return stored


def _entry(stored: StoredLine, by: str, now: datetime) -> AuditEntry:
    assert stored.kept is not None
    item = stored.kept.item
    shown = item.title or item.lead or item.body
    return AuditEntry(who=by, at=now, action="clip", subject=f"item {stored.kept.id}", new=shown)
