"""What the web application is given to read: items with their evidence, saved pages, and our health."""

from collections.abc import Mapping

from fastapi import FastAPI

from core.agencies import AgencyKey
from core.errors import RasadError, StorageError
from core.items import StoredItem
from core.stories import StoryMember
from rasad.findings import findings_of
from rasad.wiring import Office
from reports.items import ItemContext, ItemView, item_view
from review.app import create_app
from storage.claims import current_claims
from storage.corrections import corrections_of
from storage.database import Connection
from storage.items import items_by_id
from storage.job_runs import last_job_runs
from storage.pages import read_page
from storage.stories import members_of_items, members_of_stories


def web_application(office: Office) -> FastAPI:
    """The application over one installation; it reads and changes nothing."""
    return create_app(
        reports_folder=office.home.reports,
        read_item=lambda item_id: item_with_evidence(office, item_id),
        read_page=lambda page_hash: _saved_page(office, page_hash),
        health=lambda: health(office),
    )


def item_with_evidence(office: Office, item_id: int) -> ItemView | None:
    """One item as a page shows it; None when there is none of that id."""
    with office.database.read() as connection:
        stored = items_by_id(connection, [item_id]).get(item_id)
        if stored is None:
            return None
        claims = current_claims(connection, [item_id])
        corrections = corrections_of(connection, [item_id])
        story = _story(connection, item_id)
    page_hash = stored.item.page_hash
    return item_view(
        stored,
        ItemContext(
            outlet_names={outlet.id: outlet.name for outlet in office.methodology.outlets.values()},
            agency_names=agency_names(office),
            topic_names={topic.slug: topic.name for topic in office.methodology.topics},
            understanding=claims[item_id].understanding if item_id in claims else None,
            findings=findings_of(list(claims.values()), corrections),
            corrections=corrections,
            story=story,
            saved_page=f"/pages/{page_hash}" if page_hash else None,
        ),
    )


def agency_names(office: Office) -> Mapping[AgencyKey, str]:
    """The names the profiles give; an agency no profile watches keeps the name its claim has."""
    return {
        agency.key: agency.name
        for profile in office.methodology.profiles.values()
        for agency in profile.agencies
    }


def health(office: Office) -> Mapping[str, object]:
    """Whether the database answers, and how the last run of each job ended."""
    try:
        with office.database.read() as connection:
            runs = last_job_runs(connection)
    except RasadError as error:
        return {"ok": False, "database": str(error)}
    jobs = {name: {"due": run.due.isoformat(), "outcome": run.outcome} for name, run in runs.items()}
    return {"ok": True, "database": "answers", "jobs": jobs}


def _story(connection: Connection, item_id: int) -> list[tuple[StoredItem, StoryMember]]:
    member = members_of_items(connection, [item_id]).get(item_id)
    if member is None:
        return []
    members = members_of_stories(connection, [member.story_id])[member.story_id]
    items = items_by_id(connection, [one.item_id for one in members])
    return [(items[one.item_id], one) for one in members]


def _saved_page(office: Office, page_hash: str) -> bytes | None:
    try:
        return read_page(office.home.pages, page_hash)
    except StorageError:
        return None
