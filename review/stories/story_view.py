"""A story as its page shows it: who published first, who printed it after, and what people changed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.calendar import jalali_instant_words
from core.corrections import Correction, Decision
from core.items import StoredItem
from core.stories import Relation, StoryMember
from reports.highlight import Paragraph
from reports.items import ClaimView, ItemContext, ItemView, item_view, plain_title, seen_or_published_at
from reports.persian import count_text, percent_text
from reports.words import RELATIONS
from review.desk import Desk
from review.queue.card_view import item_context
from review.queue.decide import shown_items
from review.stories.story_decisions import decisions_about
from storage.database import Connection
from storage.items import items_by_id
from storage.stories import members_of_stories

MOST_SHOWN = 200
"""Copies on a page; nobody reads more of one text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """One member of a story beside its original."""

    item_id: int
    outlet: str
    published: str
    after: str
    """How long after the original."""
    relation: str
    title: Paragraph
    lead: tuple[Paragraph, ...]
    claims: Sequence[ClaimView]
    agencies: str
    credit: str
    is_own: bool
    """An agency's own site or channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """What somebody changed in a story."""

    id: int
    item_id: int
    words: str
    who: str
    at: str
    is_last: bool
    """Nobody has decided on that item since, so it can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """Everything the page of a story shows."""

    id: int
    original: ItemView
    original_after: str
    copies: tuple[CopyLine, ...]
    more: str
    """How many copies are not shown."""
    spread: str
    """«۱۲ رسانه در ۳ ساعت»."""
    release: str
    """Whether an agency published it itself, and what coverage that got."""
    decisions: tuple[DecisionLine, ...]


def story_view(desk: Desk, connection: Connection, story_id: int) -> StoryView | None:
    """The story drawn from what is known now; None when there is none of that id."""
    members = members_of_stories(connection, [story_id]).get(story_id, [])
    if not members:
        return None
    items = items_by_id(connection, [one.item_id for one in members])
    in_order = sorted(
        (one for one in members if one.item_id in items),
        key=lambda one: (seen_or_published_at(items[one.item_id].item), one.item_id),
    )
    original = next((one for one in in_order if one.relation is Relation.ORIGINAL), in_order[0])
    others = [one for one in in_order if one is not original]
    views = _views(desk, connection, [original.item_id, *(one.item_id for one in others[:MOST_SHOWN])])
    first = items[original.item_id]
    return StoryView(
        id=story_id,
        original=views[original.item_id],
        original_after=_release_words(desk, first),
        copies=tuple(
            _copy(desk, one, items[one.item_id], first, views[one.item_id]) for one in others[:MOST_SHOWN]
        ),
        more=count_text(len(others) - MOST_SHOWN) if len(others) > MOST_SHOWN else "",
        spread=_spread(in_order, items),
        release=_release(desk, in_order, items),
        decisions=_decisions(desk, connection, [one.item_id for one in members]),
    )


def _views(desk: Desk, connection: Connection, item_ids: Sequence[int]) -> dict[int, ItemView]:
    """With the machine's evidence alone: whoever decides on a copy learns nothing of others' decisions."""
    shown = shown_items(connection, item_ids)
    views = {n: item_view(one.stored, item_context(desk, one.with_decisions(()))) for n, one in shown.items()}
    unread = items_by_id(connection, [n for n in item_ids if n not in views])
    outlets = {outlet.id: outlet.name for outlet in desk.methodology.outlets.values()}
    for n, stored in unread.items():
        views[n] = item_view(stored, ItemContext(outlet_names=outlets, agency_names={}, topic_names={}))
    return views


def _copy(desk: Desk, member: StoryMember, stored: StoredItem, first: StoredItem, view: ItemView) -> CopyLine:
    after = seen_or_published_at(stored.item) - seen_or_published_at(first.item)
    relation = RELATIONS[member.relation]
    if member.relation is Relation.NEAR:
        relation += f"، {percent_text(member.similarity)} همانند"
    return CopyLine(
        item_id=stored.id,
        outlet=view.outlet,
        published=view.published,
        after=after_words(after),
        relation=relation,
        title=view.title,
        lead=view.lead[:1],
        claims=view.claims,
        agencies="، ".join(claim.agency for claim in view.claims),
        credit=member.credit or "",
        is_own=stored.item.outlet in own_outlets(desk),
    )


def after_words(much: timedelta) -> str:
    """«۳ ساعت پس از نخستین انتشار»."""
    minutes = int(abs(much).total_seconds() // 60)
    if minutes < 1:
        return "هم‌زمان با نخستین انتشار"
    side = "پس از" if much > timedelta(0) else "پیش از"
    return f"{_length(minutes)} {side} نخستین انتشار"


def _length(minutes: int) -> str:
    for size, name in ((24 * 60, "روز"), (60, "ساعت")):
        if minutes >= size:
            return f"{count_text(minutes // size)} {name}"
    return f"{count_text(minutes)} دقیقه"


def _spread(members: Sequence[StoryMember], items: Mapping[int, StoredItem]) -> str:
    outlets = {items[one.item_id].item.outlet for one in members}
    ends = [seen_or_published_at(items[one.item_id].item) for one in (members[0], members[-1])]
    minutes = int((ends[1] - ends[0]).total_seconds() // 60)
    within = f" در {_length(minutes)}" if minutes else ""
    return f"{count_text(len(members))} مطلب از {count_text(len(outlets))} رسانه{within}"


def own_outlets(desk: Desk) -> Mapping[str, str]:
    """By outlet: the agency whose own site or channel it is."""
    return {
        outlet: agency.name
        for profile in desk.methodology.profiles.values()
        for agency in profile.agencies
        for outlet in agency.own_outlets
    }


def _release_words(desk: Desk, stored: StoredItem) -> str:
    return "انتشار خود دستگاه" if stored.item.outlet in own_outlets(desk) else ""


def _release(desk: Desk, members: Sequence[StoryMember], items: Mapping[int, StoredItem]) -> str:
    """An agency's release and the press that took it up, or that no agency published this itself."""
    own = own_outlets(desk)
    outlets = [items[one.item_id].item.outlet for one in members]
    names = list(dict.fromkeys(own[outlet] for outlet in outlets if outlet in own))
    press = {outlet for outlet in outlets if outlet not in own}
    if not names:
        return "هیچ دستگاهی این متن را در پایگاه یا کانال خودش منتشر نکرده است."
    coverage = {0: "هیچ رسانه‌ای آن را نیاورده است", 1: "یک رسانه هم آن را آورده است"}.get(
        len(press), f"{count_text(len(press))} رسانه هم آن را آورده‌اند"
    )
    return f"این متن را خود {' و '.join(names)} منتشر کرده است و {coverage}."


def _decisions(desk: Desk, connection: Connection, item_ids: Sequence[int]) -> tuple[DecisionLine, ...]:
    made = decisions_about(connection, item_ids)
    items = items_by_id(connection, [one.item_id for one in made])
    titles = {n: plain_title(one.item) for n, one in items.items()}
    last = {one.item_id: one.id for one in made}
    return tuple(
        DecisionLine(
            id=one.id,
            item_id=one.item_id,
            words=f"«{titles.get(one.item_id, '')}» {_what(one, item_ids)}",
            who=one.decided_by,
            at=jalali_instant_words(one.decided_at),
            is_last=last[one.item_id] == one.id,
        )
        for one in made
    )


def _what(one: Correction, item_ids: Sequence[int]) -> str:
    is_here = one.item_id in item_ids
    if one.decision is Decision.SET:
        return "به این خبر پیوست" if is_here else "از این خبر به خبر دیگری رفت"
    return "از خبر پیشینش جدا شد" if is_here else "از این خبر جدا شد"
