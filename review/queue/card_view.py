"""A card as it is drawn: the item with its evidence, the claim in question, and what can be answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.agencies import AgencyKey
from core.attributions import Attribution, Tone
from core.calendar import jalali_instant_words
from core.corrections import Aspect
from core.findings import Finding
from core.items import StoredItem
from core.review import ReviewCard
from core.stories import StoryMember
from nlp.fold import compact_form
from reports.excerpts import excerpt
from reports.highlight import Paragraph, Segment, has_mark
from reports.items import ItemContext, ItemView, item_view, plain_title, seen_or_published_at
from reports.persian import count_text, percent_text
from reports.words import PROMINENCES, ROLES, SERVICES, TONES, reason_words
from review.desk import Desk
from review.queue.decide import shown_with_reprints
from review.queue.decisions import Shown, decided_subjects, fits_reprint, undecided_claims
from review.queue.second import as_seen_by
from scoring.findings import apply_corrections
from storage.database import Connection

SHOWN_CHARACTERS = 1100
"""Of a text; a stretch with evidence further down is shown besides, and the rest is one link away."""
MOST_CANDIDATES = 5
_MOST_MARKED = 4
_LONGEST_SEGMENTS = 40
_MOST_REPRINTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim of the machine, as people judge it."""

    key: str
    slot: int
    name: str
    place: str
    details: tuple[str, ...]
    reason: str
    tone: str
    """Toward it: the machine's hint, or what a person said of it."""
    decision: str
    """What people made of it; empty while it is open."""
    is_focus: bool
    """The next key is about this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLine:
    """An agency that people added."""

    key: str
    name: str
    tone: str
    is_focus: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An agency one digit key away."""

    digit: int
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintLine:
    """Another item of the story."""

    item_id: int
    outlet: str
    published: str
    title: str
    is_same: bool
    """The machine claims the same of it, so one decision can hold for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """Everything that is drawn of one card."""

    item_id: int
    version_id: int
    turn: str
    focus: str
    item: ItemView
    lead: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    is_cut: bool
    claims: tuple[ClaimLine, ...]
    added: tuple[AddedLine, ...]
    candidates: tuple[Candidate, ...]
    topic: str
    service: str
    reply: str
    """Whether it calls for an answer, in words."""
    story: int
    """The story it is in; 0 before it was grouped."""
    reprints: tuple[ReprintLine, ...]
    more_reprints: str
    same_reprints: str
    """How many of them claim the same, in Persian digits; empty when there is none."""


def card_view(desk: Desk, connection: Connection, card: ReviewCard, *, focus: str = "") -> CardView | None:
    """The card drawn from what is known now; None when its item was not read yet."""
    story_id, shown, reprints = shown_with_reprints(desk, connection, card.item_id)
    if shown is None:
        return None
    if card.first_by:
        shown = as_seen_by(connection, shown, card.leased_by or "")
    item = _agencies_first(item_view(shown.stored, item_context(desk, shown)))
    body, is_cut = _shown_body(item.body, SHOWN_CHARACTERS - _length(item.lead))
    lead, lead_is_cut = _shown_body(item.lead, SHOWN_CHARACTERS)
    open_claims = undecided_claims(shown)
    added = [one for one in shown.findings if str(one.agency) not in shown.claimed_roles]
    focus = _focus(open_claims, added, focus)
    same = [one for one in reprints if fits_reprint(shown, one)]
    return CardView(
        item_id=card.item_id,
        version_id=shown.stored.version_id,
        turn=card.turn or "",
        focus=focus,
        item=item,
        lead=lead,
        body=body,
        is_cut=is_cut or lead_is_cut,
        claims=_claim_lines(desk, shown, item, focus),
        added=tuple(
            AddedLine(
                key=str(one.agency),
                name=desk.agencies.name_of(one.agency),
                tone=_tone_words(None, one.tone),
                is_focus=str(one.agency) == focus,
            )
            for one in added
        ),
        candidates=_candidates(desk, shown, reprints, focus, card.month),
        topic=item.topic,
        service=item.service,
        reply="نیاز به پاسخ دارد" if shown.calls_for_reply else "نیاز به پاسخ ندارد",
        story=story_id,
        reprints=tuple(_reprint(desk, one, same) for one in reprints[:_MOST_REPRINTS]),
        more_reprints=count_text(len(reprints) - _MOST_REPRINTS) if len(reprints) > _MOST_REPRINTS else "",
        same_reprints=count_text(len(same)) if same else "",
    )


def item_context(
    desk: Desk, shown: Shown, story: Sequence[tuple[StoredItem, StoryMember]] = ()
) -> ItemContext:
    """The names and decisions an item is shown with."""
    stored = shown.stored
    page_hash = stored.item.page_hash
    names = {
        claim.agency: desk.agencies.name_of(claim.agency, claim.name) for claim in shown.said.attributions
    }
    findings = apply_corrections(
        stored.id, stored.version_id, stored.item.text_hash, shown.said, shown.corrections
    )
    for finding in findings:
        names.setdefault(finding.agency, desk.agencies.name_of(finding.agency))
    return ItemContext(
        outlet_names={outlet.id: outlet.name for outlet in desk.methodology.outlets.values()},
        agency_names=names,
        topic_names={topic.slug: topic.name for topic in desk.methodology.topics},
        understanding=shown.said,
        findings=findings,
        corrections=shown.corrections,
        story=story,
        saved_page=f"/pages/{page_hash}" if page_hash else None,
    )


def _agencies_first(item: ItemView) -> ItemView:
    """Where evidence of a service covers an agency's name, the agency is what the card asks about."""

    def plain(paragraph: Paragraph) -> Paragraph:
        return tuple(
            replace(one, slots=tuple(slot for slot in one.slots if slot)) if len(one.slots) > 1 else one
            for one in paragraph
        )

    return replace(
        item,
        title=plain(item.title),
        lead=tuple(map(plain, item.lead)),
        body=tuple(map(plain, item.body)),
    )


def _focus(open_claims: Sequence[Attribution], added: Sequence[Finding], wanted: str) -> str:
    """The claim the next key is about; what people added only when it was chosen."""
    keys = [str(claim.agency) for claim in open_claims]
    choosable = {*keys, *(str(one.agency) for one in added)}
    return wanted if wanted in choosable else next(iter(keys), "")


def _claim_lines(desk: Desk, shown: Shown, item: ItemView, focus: str) -> tuple[ClaimLine, ...]:
    decided = {subject for aspect, subject in decided_subjects(shown) if aspect is Aspect.AGENCY}
    said = {str(one.agency): one.tone for one in shown.findings}
    lines = []
    for claim, drawn in zip(shown.said.attributions, item.claims, strict=False):
        key = str(claim.agency)
        lines.append(
            ClaimLine(
                key=key,
                slot=drawn.slot,
                name=drawn.agency,
                place=_place(claim.agency),
                details=_details(claim),
                reason=reason_words(claim.reason),
                tone=_tone_words(claim.tone, said.get(key)),
                decision=_decision(drawn.holds) if key in decided else "",
                is_focus=key == focus,
            )
        )
    first = next((place for place, line in enumerate(lines) if line.is_focus), 0)
    # Going on from the one in question leads through all of them.
    return (*lines[first:], *lines[:first])


def _decision(holds: bool) -> str:
    return "درست است" if holds else "نادرست است"


def _place(agency: AgencyKey) -> str:
    if agency.province is None:
        return "استان نامعلوم"
    return f"استان {agency.province}"


def _details(claim: Attribution) -> tuple[str, ...]:
    words = (
        ROLES[claim.role],
        f"اطمینان {percent_text(claim.confidence)}",
        PROMINENCES[claim.prominence] if claim.prominence else "",
        "سخن می‌گوید" if claim.speaks else "",
    )
    return tuple(filter(None, words))


def _tone_words(hint: Tone | None, said: Tone | None) -> str:
    if said:
        return f"{TONES[said]}، به گفتهٔ کارشناس"
    return f"{TONES[hint]}، به حدس سامانه" if hint else ""


def _candidates(
    desk: Desk, shown: Shown, reprints: Sequence[Shown], focus: str, month: str
) -> tuple[Candidate, ...]:
    """What the right agency may be: of a reprint, named in the text, of the same type, or frequent."""
    claimed = {claim.agency for claim in shown.said.attributions}
    counts = desk.queue.counts.get(month, {})
    frequent = sorted(desk.agencies.watched, key=lambda key: -counts.get(key, 0))
    text = compact_form(_whole_text(shown))
    named = [key for key in frequent if _is_named(desk.agencies.telling_words(key), text)]
    of_reprints = [claim.agency for one in reprints for claim in one.said.attributions]
    kind = AgencyKey.parse(focus).type if focus else ""
    of_type = [key for key in frequent if key.type == kind]
    order = dict.fromkeys([*of_reprints, *named, *of_type, *frequent])
    chosen = [key for key in order if key not in claimed and key.province is not None][:MOST_CANDIDATES]
    return tuple(
        Candidate(digit=digit, key=str(key), name=desk.agencies.name_of(key))
        for digit, key in enumerate(chosen, start=1)
    )


def _is_named(words: Sequence[str], compact: str) -> bool:
    """The words of its name stand in the text one after the other, with «و» and the like between or not."""
    return bool(words) and "".join(words[:2]) in compact


def _whole_text(shown: Shown) -> str:
    item = shown.stored.item
    # What stands deeper in a text than this names nobody the item is about.
    return " ".join(part[:4000] for part in (item.title, item.lead, item.body) if part)


def _reprint(desk: Desk, one: Shown, same: Sequence[Shown]) -> ReprintLine:
    item = one.stored.item
    outlet = desk.methodology.outlets.get(item.outlet)
    at: datetime = seen_or_published_at(item)
    return ReprintLine(
        item_id=one.stored.id,
        outlet=outlet.name if outlet else item.outlet,
        published=jalali_instant_words(at),
        title=plain_title(item),
        is_same=one in same,
    )


def _length(paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(segment.text) for paragraph in paragraphs for segment in paragraph)


def _shown_body(paragraphs: Sequence[Paragraph], budget: int) -> tuple[tuple[Paragraph, ...], bool]:
    """As much of a text as fits, and further down the stretches around evidence; whether any is left out."""
    kept: list[Paragraph] = []
    left, marked, is_cut = max(budget, 0), 0, False
    for paragraph in paragraphs:
        length = _length([paragraph])
        if length <= left:
            kept.append(paragraph)
        elif has_mark(paragraph) and marked < _MOST_MARKED:
            kept.append(excerpt((paragraph,))[0][:_LONGEST_SEGMENTS])
            marked, is_cut = marked + 1, True
        elif not is_cut and left > 0:
            text = "".join(segment.text for segment in paragraph)
            kept.append((Segment(text=text[:left].rsplit(" ", 1)[0] + " …"),))
            is_cut = True
        else:
            is_cut = True
        left = max(0, left - length)
    return tuple(kept), is_cut


TONE_CHOICES: Mapping[str, str] = {tone.value: words.removeprefix("لحن ") for tone, words in TONES.items()}
SERVICE_CHOICES: Mapping[str, str] = {value.value: words for value, words in SERVICES.items()}
