"""Bulletins: the daily clip book and an agency's weekly digest, as outlines for page, PDF and e-mail."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.agencies import Agency, AgencyKey
from core.attributions import Role
from core.calendar import jalali_date_words, jalali_instant_words, tehran_day
from core.canonical import canonical_bytes, content_hash
from core.coverage import SourceDay
from core.findings import Finding
from core.items import StoredItem
from core.methodology import Profile, Topic
from core.outlets import Outlet
from core.periods import Period
from core.stories import StoryMember
from reports.items import plain_title, published_text, safe_link, seen_or_published_at
from reports.numbers import agency_id
from reports.outline import SAMPLE
from reports.outline.pieces import foreign, paragraph, quiet, text
from reports.outline.records import Block, Bullets, Chapter, Line, Outline, Piece, Query, Unit
from reports.persian import count_text, shown_text
from reports.words import RELATIONS


class BulletinKind(StrEnum):
    """What a bulletin is for."""

    DAILY = "daily"
    """What was said about all agencies, or one, since yesterday."""
    WEEKLY = "weekly"
    """What was said about one agency in a week."""


TITLES = {BulletinKind.DAILY: "بریدهٔ رسانه‌ها", BulletinKind.WEEKLY: "چکیدهٔ هفته"}
ITEMS, REPLY, MENTIONS, BEFORE = "items", "reply", "mentions", "before"
NOTHING_SAID = "در این روزها در رسانه‌های زیر پوشش که دیدیم مطلبی نبود."
EXCERPT_LETTERS = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinInputs:
    """What a bulletin is made from, as it was known at `as_of`."""

    kind: BulletinKind
    profile: Profile
    period: Period
    as_of: datetime
    about: Agency | None = None
    """None: all agencies of the profile."""
    outlets: Mapping[str, Outlet]
    items: Mapping[int, StoredItem]
    """Of the period and, for a digest, of as many days before it."""
    findings: Sequence[Finding]
    stories: Mapping[int, StoryMember] = field(default_factory=dict)
    source_days: Sequence[SourceDay] = ()
    topics: Sequence[Topic] = ()
    config_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """The inputs, with what is looked up for every item made once."""

    inputs: BulletinInputs
    story_of: Mapping[int, int]
    story_sizes: Mapping[int, int]
    places: Mapping[int, tuple[float, int, float, int]]
    """Newest story first, and inside a story the oldest first: the original before its reprints."""
    topics: Mapping[int, str]
    """In words."""


def bulletin(inputs: BulletinInputs) -> Outline:
    """The same inputs give the same outline; every number leads to the lines it counts."""
    facts = _facts_of(inputs)
    agencies = (inputs.about,) if inputs.about else inputs.profile.agencies
    said = {a.key: _said(facts, a, Role.ACTOR, inputs.period) for a in agencies}
    every = sorted({item_id for ids in said.values() for item_id in ids})
    chapters = [_digest(facts, agencies, said, every), *_reply(facts, agencies)]
    if inputs.about:
        chapters += [_chapter(facts, ITEMS, "مطالب", every)] if every else []
    else:
        chapters += [_chapter(facts, agency_id(a.key), a.name, said[a.key]) for a in agencies if said[a.key]]
    chapters += _mentions(facts, agencies)
    if inputs.kind is BulletinKind.WEEKLY:
        chapters += _before(facts, agencies)
    return _outline(facts, tuple(chapters))


def days_before(period: Period) -> Period:
    """As many days directly before."""
    length = len(period.days)
    return Period(period.first_day - timedelta(days=length), period.first_day - timedelta(days=1))


def _outline(facts: _Facts, chapters: tuple[Chapter, ...]) -> Outline:
    days = facts.inputs.period
    words = f"{jalali_date_words(days.first_day)} تا {jalali_date_words(days.last_day)}"
    title = TITLES[facts.inputs.kind]
    query = Query(
        profile=facts.inputs.profile.id,
        month=f"{days.first_day} {days.last_day}",
        scheme=str(facts.inputs.about.key) if facts.inputs.about else "",
        scheme_version="",
        revision=0,
        config_hash=facts.inputs.config_hash,
        as_of=facts.inputs.as_of.isoformat(),
        sections=(facts.inputs.kind.value,),
    )
    outline = Outline(
        title=f"{title} دربارهٔ {facts.inputs.about.name}" if facts.inputs.about else title,
        office=facts.inputs.profile.name,
        month=words,
        facts=f"داده‌ها تا {jalali_instant_words(facts.inputs.as_of)}",
        note="هر عنوان پیوند است و اصل مطلب را باز می‌کند.",
        notices=(SAMPLE,) if facts.inputs.profile.sample else (),
        chapters=chapters,
        agencies=(),
        items=(),
        lists={},
        query=query,
    )
    return replace(outline, query_hash=content_hash(canonical_bytes(query)))


def _said(facts: _Facts, agency: Agency, role: Role, period: Period) -> tuple[int, ...]:
    """The items of watched outlets in which the agency acts or is named, in the period and until now."""
    found = {
        f.item_id
        for f in facts.inputs.findings
        if f.agency == agency.key and f.role is role and _counts(facts, f, agency, period)
    }
    return tuple(sorted(found, key=lambda i: facts.places[i]))


def _counts(facts: _Facts, finding: Finding, agency: Agency, period: Period) -> bool:
    stored = facts.inputs.items.get(finding.item_id)
    if stored is None or finding.own_site or stored.item.outlet in agency.own_outlets:
        return False
    at = seen_or_published_at(stored.item)
    return (
        stored.item.outlet in facts.inputs.profile.watched_outlets
        and period.start <= at < period.end
        and at <= facts.inputs.as_of
    )


def _facts_of(inputs: BulletinInputs) -> _Facts:
    at = {i: seen_or_published_at(stored.item).timestamp() for i, stored in inputs.items.items()}
    members = inputs.stories
    story_of = {i: members[i].story_id if i in members else i for i in inputs.items}
    names = {topic.slug: topic.name for topic in inputs.topics}
    newest: dict[int, float] = {}
    for i, story in story_of.items():
        newest[story] = max(at[i], newest.get(story, at[i]))
    return _Facts(
        inputs=inputs,
        story_of=story_of,
        story_sizes=Counter(story_of.values()),
        topics={f.item_id: names.get(f.topic, f.topic) for f in inputs.findings if f.topic},
        places={i: (-newest[story], story, at[i], i) for i, story in story_of.items()},
    )


def _digest(
    facts: _Facts,
    agencies: Sequence[Agency],
    said: Mapping[AgencyKey, Sequence[int]],
    every: Sequence[int],
) -> Chapter:
    """How much there was about whom, and what we could not see."""
    named = [a for a in agencies if said[a.key]]
    blocks: list[Block] = []
    if not every:
        blocks.append(paragraph(NOTHING_SAID))
    elif facts.inputs.about:
        where = dict.fromkeys(_outlet_name(facts, facts.inputs.items[i].item.outlet) for i in every)
        blocks.append(paragraph(_count(len(every), ITEMS), f" مطلب در {'، '.join(where)}."))
        if facts.inputs.kind is BulletinKind.WEEKLY:
            blocks.append(_compared(facts, agencies, len(every)))
    else:
        blocks.append(
            Bullets(
                lines=tuple(
                    (text(f"{a.name}: "), _count(len(said[a.key]), agency_id(a.key)), text(" مطلب"))
                    for a in named
                )
            )
        )
    return Chapter(id="digest", title="در یک نگاه", blocks=(*blocks, *_gaps(facts)))


def _compared(facts: _Facts, agencies: Sequence[Agency], now: int) -> Block:
    before = [i for a in agencies for i in _said(facts, a, Role.ACTOR, days_before(facts.inputs.period))]
    difference = now - len(before)
    change = "به همان اندازهٔ" if not difference else "بیش از" if difference > 0 else "کمتر از"
    return paragraph(f"{change} هفتهٔ پیش از آن، که ", _count(len(before), BEFORE), " مطلب داشت.")


def _gaps(facts: _Facts) -> list[Block]:
    """The outlets of which we missed a day that is over: their silence says nothing."""
    over = [day for day in facts.inputs.period.days if day < tehran_day(facts.inputs.as_of)]
    answered = {(d.source, d.day) for d in facts.inputs.source_days if d.answered}
    missed = [
        _outlet_name(facts, outlet_id)
        for outlet_id in facts.inputs.profile.watched_outlets
        if any(
            not all((source.id, day) in answered for source in facts.inputs.outlets[outlet_id].sources)
            and (f"import:{outlet_id}", day) not in answered
            for day in over
            if outlet_id in facts.inputs.outlets
        )
    ]
    if not missed:
        return []
    return [quiet(f"دست‌کم یک روز از این رسانه‌ها دیده نشد و شاید مطلبی داشته‌اند: {'، '.join(missed)}.")]


def _reply(facts: _Facts, agencies: Sequence[Agency]) -> list[Chapter]:
    needing = {(f.item_id, f.agency) for f in facts.inputs.findings if f.criticism_needing_reply}
    found = [
        i for a in agencies for i in _said(facts, a, Role.ACTOR, facts.inputs.period) if (i, a.key) in needing
    ]
    return [_chapter(facts, REPLY, "نیازمند پاسخ", found)] if found else []


def _mentions(facts: _Facts, agencies: Sequence[Agency]) -> list[Chapter]:
    found = [i for a in agencies for i in _said(facts, a, Role.MENTIONED, facts.inputs.period)]
    return [_chapter(facts, MENTIONS, "نام‌بردن گذرا", found)] if found else []


def _before(facts: _Facts, agencies: Sequence[Agency]) -> list[Chapter]:
    found = [i for a in agencies for i in _said(facts, a, Role.ACTOR, days_before(facts.inputs.period))]
    return [_chapter(facts, BEFORE, "مطالب هفتهٔ پیش از آن", found)] if found else []


def _chapter(facts: _Facts, chapter_id: str, title: str, ids: Iterable[int]) -> Chapter:
    in_order = sorted(dict.fromkeys(ids), key=lambda i: facts.places[i])
    head = paragraph(_count(len(in_order), chapter_id), " مطلب")
    return Chapter(
        id=chapter_id, title=title, blocks=(head, Bullets(lines=tuple(_line(facts, i) for i in in_order)))
    )


def _line(facts: _Facts, item_id: int) -> Line:
    """Title, outlet, time, and the beginning of the text; a reprint says so."""
    item = facts.inputs.items[item_id].item
    member = facts.inputs.stories.get(item_id)
    is_alone = facts.story_sizes[facts.story_of[item_id]] < 2
    relation = f"، {RELATIONS[member.relation]}" if member and not is_alone else ""
    when = published_text(item.published) if item.published else jalali_instant_words(item.first_seen)
    topic = facts.topics.get(item_id, "")
    words = " ".join((item.lead or item.body or "").split())
    excerpt = words if len(words) <= EXCERPT_LETTERS else words[:EXCERPT_LETTERS].rsplit(" ", 1)[0] + " …"
    pieces: list[Piece] = [
        foreign(plain_title(item), link=safe_link(item.url) or ""),
        text(f" — {_outlet_name(facts, item.outlet)}، {when}{relation}{f'، {topic}' if topic else ''}"),
    ]
    if excerpt and item.title:
        pieces += [text(". "), foreign(shown_text(excerpt))]
    return tuple(pieces)


def _outlet_name(facts: _Facts, outlet_id: str) -> str:
    outlet = facts.inputs.outlets.get(outlet_id)
    return outlet.name if outlet else outlet_id


def _count(value: int, chapter_id: str) -> Piece:
    return Piece(text=count_text(value), value=value, unit=Unit.COUNT, link=f"#{chapter_id}" if value else "")
