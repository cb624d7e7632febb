"""Items: looked for, and one with its evidence and everything that was decided on it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query

from core.attributions import Reading, Role
from core.calendar import day_start
from core.corrections import Correction
from core.findings import Finding
from core.items import StoredItem, WithheldItem
from core.stories import StoryMember
from review.api.bearer import Reader
from review.api.shapes import (
    MOST_ITEMS,
    ClaimShape,
    CorrectionShape,
    FindingShape,
    ItemPage,
    ItemShape,
    ItemSummary,
    MentionShape,
    Published,
    StoryPlace,
    Word,
)
from review.desk import Desk
from review.looking.folding import folded_words
from review.looking.known_items import KnownItem, known_items
from review.looking.search_form import MOST_WORDS
from review.queue.decide import shown_items
from review.queue.decisions import Shown
from review.queue.second import as_seen_by, is_second_for
from storage.database import Connection
from storage.item_search import ItemQuery, found_items
from storage.items import items_by_id
from storage.stories import members_of_items

router = APIRouter(tags=["items"])

Day = Annotated[date | None, Query(ge=date(1990, 1, 1), le=date(2100, 1, 1))]


@router.get("/items")
def find_items(
    who: Reader,
    q: Word = "",
    agency: Word = "",
    role: Role | None = None,
    outlet: Word = "",
    topic: Word = "",
    since: Day = None,
    until: Day = None,
    below: Annotated[int, Query(ge=0, lt=2**31)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_ITEMS)] = 50,
) -> ItemPage:
    """Items by words (spelling is folded), agency, role, outlet, topic and days, the newest first.

    Days are Gregorian days of Tehran, the last one included.
    """
    words = tuple(folded_words(q)[:MOST_WORDS])
    if q and not words:
        return ItemPage(items=[], next=None)
    wanted = ItemQuery(
        words=words,
        outlet=outlet,
        topic=topic,
        agencies=(agency,) if agency else (),
        role=role or "",
        start=day_start(since) if since else None,
        end=day_start(until + timedelta(days=1)) if until else None,
    )
    with who.desk.database.read() as connection:
        ids = found_items(connection, wanted, limit + 1, below=below)
        known = known_items(connection, ids[:limit], who.name)
    items = [_summary(who.desk, one) for one in known]
    return ItemPage(items=items, next=ids[limit - 1] if len(ids) > limit else None)


@router.get("/items/{item_id}", responses={404: {}})
def one_item(who: Reader, item_id: Annotated[int, Path(ge=1, lt=2**31)]) -> ItemShape:
    """One item: its text, what the machine claims with evidence, and what people decided."""
    with who.desk.database.read() as connection:
        found = item_shape(who.desk, connection, item_id, who.name)
    if found is None:
        raise HTTPException(404, f"there is no item {item_id}")
    return found


def item_shape(desk: Desk, connection: Connection, item_id: int, for_whom: str) -> ItemShape | None:
    """The item as its reader may see it: a second analyst learns nothing of the first one's decisions."""
    stored = items_by_id(connection, [item_id]).get(item_id)
    if stored is None:
        return None
    shown = shown_items(connection, [item_id]).get(item_id)
    if shown is not None and is_second_for(connection, item_id, for_whom):
        shown = as_seen_by(connection, shown, for_whom)
    member = members_of_items(connection, [item_id]).get(item_id)
    item, findings = stored.item, shown.findings if shown else ()
    # A person's word on the item as a whole stands in each of its findings.
    held = findings[0] if findings else shown.said.reading if shown else Reading()
    return ItemShape(
        **_head(desk, stored, findings, held),
        kicker=item.kicker,
        body=item.body,
        byline=item.byline,
        section=item.section,
        tags=list(item.tags),
        extractor=item.extractor,
        page_hash=item.page_hash,
        text_hash=item.text_hash,
        made_by=shown.said.made_by if shown else None,
        claims=_claims(desk, shown) if shown else [],
        corrections=[_correction(one) for one in shown.corrections] if shown else [],
        story=_story(member),
    )


def _summary(desk: Desk, known: KnownItem) -> ItemSummary:
    return ItemSummary(**_head(desk, known.stored, known.findings, known.reading))


def _head(
    desk: Desk, stored: StoredItem, findings: Sequence[Finding], held: Finding | Reading
) -> Mapping[str, Any]:
    item = stored.item
    return {
        "id": stored.id,
        "version": stored.version_id,
        "outlet": item.outlet,
        "address": item.url,
        "title": item.title,
        "lead": item.lead,
        "published": Published.model_validate(item.published) if item.published else None,
        "first_seen": item.first_seen,
        "findings": [_finding(desk, one) for one in findings],
        "topic": held.topic,
        "service": held.service_reflection,
    }


def _finding(desk: Desk, one: Finding) -> FindingShape:
    return FindingShape(
        agency=str(one.agency),
        name=desk.agencies.name_of(one.agency),
        role=one.role,
        basis=one.basis,
        confidence=one.confidence,
        own_site=one.own_site,
        tone=one.tone,
    )


def _claims(desk: Desk, shown: Shown) -> list[ClaimShape]:
    is_text_shown = not isinstance(shown.stored.item, WithheldItem)
    return [
        ClaimShape(
            agency=str(one.agency),
            name=desk.agencies.name_of(one.agency, one.name),
            role=one.role,
            confidence=one.confidence,
            reason=one.reason,
            evidence=[MentionShape.model_validate(mention) for mention in one.evidence if is_text_shown],
        )
        for one in shown.said.attributions
    ]


def _correction(one: Correction) -> CorrectionShape:
    return CorrectionShape(
        aspect=one.aspect,
        subject=one.subject,
        decision=one.decision,
        value=one.value,
        reason=one.reason,
        decided_by=one.decided_by,
        decided_at=one.decided_at,
    )


def _story(member: StoryMember | None) -> StoryPlace | None:
    return StoryPlace(story=member.story_id, relation=member.relation) if member else None
