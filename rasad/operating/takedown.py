"""Taking the text of an item down, on request: it is shown nowhere any more and counts as it did."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from core.audit import AuditEntry
from core.calendar import JalaliMonth, jalali_date_words, tehran_day
from core.errors import InputError
from core.items import StoredItem
from core.takedowns import NOTICE, Takedown
from core.users import UserRole
from rasad.reporting.bulletins import FOLDER as BULLETINS
from rasad.reporting.month import write_report
from rasad.wiring import Office
from storage.audit import append_audit
from storage.database import Connection
from storage.items import items_by_id, versions_by_id
from storage.kept_pages import not_shown
from storage.takedowns import append_takedown, takedowns, taken_down_items
from storage.users import user_by_name

PUBLIC_LIST = "takedowns.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What was done to the files that had been written before."""

    reports: Sequence[Path]
    """Written again, with the notice in the place of the text."""
    bulletins: Sequence[Path]
    """Removed: a bulletin is written again by its command."""


def take_down(office: Office, item_id: int, *, reason: str, by: str, now: datetime) -> Changed:
    """Show the item's text no more, from now on; raises InputError when that is so already."""
    return _act(office, item_id, is_shown=False, reason=reason, by=by, now=now)


def show_again(office: Office, item_id: int, *, reason: str, by: str, now: datetime) -> Changed:
    """A further act that takes the last one back; both stay on the record."""
    return _act(office, item_id, is_shown=True, reason=reason, by=by, now=now)


def public_list(connection: Connection) -> list[dict[str, object]]:
    """Every act for anybody to read: which item of which outlet, when and why, never what it said."""
    acts = takedowns(connection)
    items = items_by_id(connection, {act.item_id for act in acts})
    return [
        {
            "item": act.item_id,
            "outlet": items[act.item_id].item.outlet,
            "act": "shown again" if act.is_shown else "taken down",
            "at": act.at.isoformat(),
            "day": jalali_date_words(tehran_day(act.at)),
            "reason": act.reason,
        }
        for act in acts
    ]


def withhold_in(office: Office, folder: Path) -> list[Path]:
    """Put the notice in the place of titles in pages that were published before, and the public list there.

    Numbers, links and names of files stay as they were published. The files that were changed.
    """
    with office.database.read() as connection:
        acts = public_list(connection)
        titles = _titles(connection)
    if not acts:
        return []
    content = json.dumps(acts, ensure_ascii=False, indent=1)
    (folder / PUBLIC_LIST).write_text(f"{content}\n", encoding="utf-8")
    return [path for path in sorted(folder.rglob("*.html")) if _replace(path, titles)]


def _act(office: Office, item_id: int, *, is_shown: bool, reason: str, by: str, now: datetime) -> Changed:
    if not reason.strip():
        raise InputError("a takedown stands in a public list with its reason; give --reason")
    with office.database.begin() as connection:
        user = user_by_name(connection, by)
        if user is None or not user.active or user.role is not UserRole.LEAD:
            raise InputError(f"'{by}' is no lead of this installation; `rasad user list` shows who is")
        stored = items_by_id(connection, [item_id], as_stored=True).get(item_id)
        if stored is None:
            raise InputError(f"there is no item {item_id}; the report and the search show ids")
        if (item_id not in taken_down_items(connection)) == is_shown:
            state = "shown" if is_shown else "taken down"
            raise InputError(f"item {item_id} is {state} already; `rasad takedown list` shows every act")
        act = Takedown(item_id=item_id, is_shown=is_shown, reason=reason.strip(), by=by, at=now)
        append_takedown(connection, act)
        action = "show again" if is_shown else "take down"
        entry = AuditEntry(who=by, at=now, action=action, subject=f"item {item_id}", new=act.reason)
        append_audit(connection, entry)
    return Changed(reports=_write_again(office, item_id), bulletins=_without(office, stored))


def _write_again(office: Office, item_id: int) -> list[Path]:
    """The reports that have a page of the item."""
    written = []
    for page in sorted(office.home.reports.glob(f"*/*/items/{item_id}.html")):
        folder = page.parent.parent
        profile = office.methodology.profiles.get(folder.parent.name)
        if profile is not None:
            written.append(write_report(office, profile, JalaliMonth.parse(folder.name)))
    return written


def _without(office: Office, stored: StoredItem) -> list[Path]:
    """The bulletins that show the item are gone: they quote its text."""
    shows = [escape(word) for word in (stored.item.title, stored.item.url) if word]
    found = sorted(office.home.reports.glob(f"*/{BULLETINS}/*/index.html"))
    gone = [page.parent for page in found if any(word in page.read_text(encoding="utf-8") for word in shows)]
    for folder in gone:
        shutil.rmtree(folder)
    return gone


def _titles(connection: Connection) -> list[str]:
    """Every title that is not shown now, also those of earlier versions; the longest first."""
    versions = versions_by_id(connection, not_shown(connection).versions, as_stored=True).values()
    titles = {one.item.title for one in versions if one.item.title}
    return sorted(titles, key=lambda title: (-len(title), title))


def _replace(page: Path, titles: Sequence[str]) -> bool:
    before = after = page.read_text(encoding="utf-8")
    for title in titles:
        # As the whole of an element: the words of a short title stand in other sentences too.
        after = after.replace(f">{escape(title)}<", f">{NOTICE}<")
    if after == before:
        return False
    partial = page.with_name(f"{page.name}.part")
    partial.write_text(after, encoding="utf-8")
    partial.replace(page)
    return True
