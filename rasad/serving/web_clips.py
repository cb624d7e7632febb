"""Clips by the web application: a piece that somebody saw printed, and whether we had it already."""

from datetime import timedelta

from core.agencies import AgencyKey
from core.attributions import Role
from core.calendar import day_start, tehran_day
from core.clips import ClipEntry
from core.errors import InputError
from core.items import Origin, StoredItem
from core.moments import Moment
from core.outcomes import Outcome
from core.outlets import Outlet
from crawler.dates import read_date
from crawler.identity import canonical
from rasad.auditing.corrections import Wish, agency_problem, record_decisions
from rasad.collecting.clips import enter_clip
from rasad.collecting.find_outlet import outlet_of
from rasad.load_config.same_name import same_name
from rasad.rounds.findings import findings_of
from rasad.wiring import Office
from review.office_work import GivenProblem, GivenRefusedError, Giver, TypedClip
from storage.claims import current_claims
from storage.clip_entries import append_clip_entry
from storage.corrections import corrections_of
from storage.database import Connection
from storage.items import items_by_id, items_by_key, titles_of_outlet

NEAR = timedelta(days=3)
"""A paper prints the next day what its site showed the evening before."""


def enter_typed_clip(office: Office, clip: TypedClip, giver: Giver) -> ClipEntry:
    """Keep it as an item, unless we have it; either way it is known from now on that somebody saw it."""
    outlet, published = _checked(office, clip, giver)
    agency = AgencyKey.parse(clip.agency)
    with office.database.read() as connection:
        held = _held(connection, outlet, clip, published)
        attributed = held is not None and _is_attributed(connection, held.id, agency)
    was_held = held is not None and held.item.origin is not Origin.CLIP
    item_id = held.id if held is not None and was_held else _stored(office, clip, giver)
    entry = ClipEntry(
        item_id=item_id,
        was_held=was_held,
        agency=clip.agency,
        was_attributed=was_held and attributed,
        day=tehran_day(published.at),
        entered_by=giver.name,
        entered_at=giver.at,
    )
    with office.database.begin() as connection:
        append_clip_entry(connection, entry)
    return entry


def _checked(office: Office, clip: TypedClip, giver: Giver) -> tuple[Outlet, Moment]:
    """The outlet and the day; raises GivenRefusedError with everything that is missing."""
    problems = []
    outlet = outlet_of(office.methodology, name=clip.outlet or None, url=clip.url or None)
    if outlet is None:
        problems.append(f"رسانه‌ای به نام «{clip.outlet[:80]}» نمی‌شناسیم؛ از فهرست برگزینید.")
    if clip.url and not clip.url.startswith(("http://", "https://")):
        problems.append("نشانی باید با http:// یا https:// آغاز شود.")
    if not clip.title:
        problems.append("عنوان را بنویسید.")
    published = read_date(clip.published, giver.at) if clip.published else None
    if published is None:
        problems.append("تاریخ انتشار را مانند ۱۴۰۴/۰۷/۱۵ بنویسید؛ روزی که نیامده پذیرفته نیست.")
    if agency_problem(clip.agency, office.methodology):
        problems.append("دستگاه را از فهرست برگزینید.")
    if outlet is None or published is None or problems:
        raise GivenRefusedError([GivenProblem(row=0, said=one) for one in problems])
    return outlet, published


def _held(connection: Connection, outlet: Outlet, clip: TypedClip, published: Moment) -> StoredItem | None:
    """The item that is this piece: of its address, else of the outlet's with its title in those days."""
    if clip.url:
        found = items_by_key(connection, outlet.id, [canonical(clip.url)])
        if found:
            return next(iter(found.values()))
    day = day_start(tehran_day(published.at))
    titles = titles_of_outlet(connection, outlet.id, day - NEAR, day + NEAR + timedelta(days=1))
    wanted = same_name(clip.title)
    item_id = next((number for number, title in titles if same_name(title) == wanted), None)
    return None if item_id is None else items_by_id(connection, [item_id])[item_id]


def _is_attributed(connection: Connection, item_id: int, agency: AgencyKey) -> bool:
    claims = list(current_claims(connection, [item_id]).values())
    findings = findings_of(claims, corrections_of(connection, [item_id]))
    return any(one.agency == agency and one.role is Role.ACTOR for one in findings)


def _stored(office: Office, clip: TypedClip, giver: Giver) -> int:
    """The new item, with the word of who entered it that the agency acts in it."""
    cells = {
        "outlet": clip.outlet,
        "url": clip.url,
        "title": clip.title,
        "body": clip.text,
        "published": clip.published,
    }
    try:
        stored = enter_clip(office, cells, by=giver.name, now=giver.at)
    except InputError as error:
        raise GivenRefusedError([GivenProblem(row=0, said=str(error))]) from error
    if stored.kept is None:
        raise GivenRefusedError([GivenProblem(row=0, said="این نشانی را از خود رسانه داریم.")])
    if stored.outcome in {Outcome.STORED, Outcome.UPDATED}:
        wish = Wish(
            where="clip",
            item=str(stored.kept.id),
            aspect="agency",
            subject=clip.agency,
            decision="set",
            value=Role.ACTOR.value,
            reason="بریده",
        )
        record_decisions(office, [wish], decided_by=giver.name, now=giver.at)
    return stored.kept.id
