"""An item as a reader checks it: its text with the evidence marked, and what was claimed and decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.agencies import AgencyKey
from core.attributions import Attribution, Reading, Understanding
from core.calendar import jalali_instant_words
from core.corrections import OF_AN_AGENCY, Aspect, Correction, Decision
from core.digits import persian_digits
from core.findings import Basis, Finding
from core.items import Item, StoredItem, WithheldItem
from core.moments import Moment, Precision
from core.stories import StoryMember
from reports.highlight import Evidence, Paragraph, highlighted
from reports.persian import day_text, percent_text, shown_text
from reports.words import (
    ASPECTS,
    BASES,
    DECIDED_VALUES,
    DECISIONS,
    ORIGINS,
    PROMINENCES,
    RELATIONS,
    ROLES,
    SERVICES,
    TONES,
    reason_words,
)

SLOTS = 6
"""How many agencies of one item get a colour of their own before the colours come round again."""
SERVICE_SLOT = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One agency of an item: what the machine claimed, and whether it holds after corrections."""

    slot: int
    agency: str
    holds: bool
    reason: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintView:
    """Another item of the same story."""

    item_id: int
    outlet: str
    title: str
    published: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """Everything that is shown of an item; texts of others are still unescaped."""

    id: int
    outlet: str
    published: str
    published_is_known: bool
    time_rule: str
    origin: str
    relation: str
    title: Paragraph
    lead: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    claims: tuple[ClaimView, ...]
    topic: str
    service: str
    ceremonial: bool
    decisions: tuple[str, ...]
    url: str | None
    saved_page: str | None
    reprints: tuple[ReprintView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContext:
    """What an item's view needs beside the item: names, claims, decisions and the rest of its story."""

    outlet_names: Mapping[str, str]
    agency_names: Mapping[AgencyKey, str]
    topic_names: Mapping[str, str]
    understanding: Understanding | None = None
    findings: Sequence[Finding] = ()
    corrections: Sequence[Correction] = ()
    story: Sequence[tuple[StoredItem, StoryMember]] = field(default=())
    """The story's members that are known here, the item itself among them."""
    saved_page: str | None = None

    @property
    def claims(self) -> tuple[Attribution, ...]:
        """What the machine claimed."""
        return self.understanding.attributions if self.understanding else ()

    @property
    def reading(self) -> Finding | Reading:
        """The item as a whole: after corrections if anything was found in it, else as the machine read it."""
        if self.findings:
            return self.findings[0]
        return self.understanding.reading if self.understanding else Reading()


def item_view(stored: StoredItem, context: ItemContext) -> ItemView:
    """Put an item together for a page; evidence that is not where it should be raises RoundError."""
    item = stored.item
    slots = {claim.agency: 1 + place % SLOTS for place, claim in enumerate(context.claims)}
    # Evidence is words of the text: of one that was taken down none is shown.
    evidence = [] if isinstance(item, WithheldItem) else _evidence(context, slots)
    reading = context.reading
    titles = highlighted(item.title or "", "title", evidence)
    return ItemView(
        id=stored.id,
        outlet=context.outlet_names.get(item.outlet, item.outlet),
        published=_published(item),
        published_is_known=item.published is not None,
        time_rule=item.published.rule if item.published else "",
        origin=ORIGINS[item.origin],
        relation=_relation(stored, context),
        title=tuple(segment for paragraph in titles for segment in paragraph),
        lead=highlighted(item.lead or "", "lead", evidence),
        body=highlighted(item.body or "", "body", evidence),
        claims=_claims(context, slots),
        topic=context.topic_names.get(reading.topic or "", reading.topic or ""),
        service=SERVICES[reading.service_reflection] if reading.service_reflection else "",
        ceremonial=reading.ceremonial is True,
        decisions=tuple(_decision(correction, context) for correction in context.corrections),
        url=safe_link(item.url),
        saved_page=context.saved_page,
        reprints=_reprints(stored, context),
    )


def safe_link(url: str | None) -> str | None:
    """The address if a browser may open it; an item's address comes from outside."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def plain_title(item: Item) -> str:
    """The title, or the beginning of whatever text there is."""
    text = shown_text(item.title or item.lead or item.body or "بی‌عنوان").replace("\n", " ")
    return text if len(text) <= 140 else text[:140].rsplit(" ", 1)[0] + " …"


def seen_or_published_at(item: Item) -> datetime:
    """The instant to order and show by: when the item counts, or when it was first seen if none is known."""
    return item.counted_at or item.first_seen


def published_text(moment: Moment) -> str:
    """As exact as the published time is known."""
    exact = moment.precision in (Precision.SECOND, Precision.MINUTE)
    return jalali_instant_words(moment.at) if exact else day_text(moment.at)


def _published(item: Item) -> str:
    return published_text(item.published) if item.published else jalali_instant_words(item.first_seen)


def _evidence(context: ItemContext, slots: Mapping[AgencyKey, int]) -> list[Evidence]:
    agencies = [
        Evidence(mention=mention, slot=slots[claim.agency])
        for claim in context.claims
        if not _is_refused(claim, context)
        for mention in claim.evidence
    ]
    reading = context.understanding.reading if context.understanding else Reading()
    return agencies + [Evidence(mention=mention, slot=SERVICE_SLOT) for mention in reading.service_evidence]


def _is_refused(claim: Attribution, context: ItemContext) -> bool:
    """A person decided about it and it is no finding any more."""
    if any(finding.agency == claim.agency for finding in context.findings):
        return False
    return any(
        correction.decision is not Decision.ACCEPT
        and (correction.aspect is Aspect.RELEVANCE or correction.subject == str(claim.agency))
        for correction in context.corrections
    )


def _claims(context: ItemContext, slots: Mapping[AgencyKey, int]) -> tuple[ClaimView, ...]:
    findings = {finding.agency: finding for finding in context.findings}
    machine = [
        _machine_claim(claim, findings.get(claim.agency), slots[claim.agency], context)
        for claim in context.claims
    ]
    added = [_added_claim(f, context) for f in context.findings if f.agency not in slots]
    return tuple(machine + added)


def _tone(claim: Attribution, finding: Finding | None) -> str:
    """A person's word on the tone, else the machine's hint, which counts nowhere."""
    if finding and finding.tone:
        return f"{TONES[finding.tone]} به گفتهٔ کارشناس"
    return f"{TONES[claim.tone]} به حدس سامانه" if claim.tone else ""


def _machine_claim(claim: Attribution, finding: Finding | None, slot: int, context: ItemContext) -> ClaimView:
    is_refused = _is_refused(claim, context)
    details = (
        ROLES[finding.role if finding else claim.role],
        PROMINENCES[claim.prominence] if claim.prominence else "",
        "سخن می‌گوید" if claim.speaks else "",
        _tone(claim, finding),
        f"اطمینان {percent_text(claim.confidence)}",
        BASES[Basis.PERSON] if finding and finding.basis is Basis.PERSON else "",
        "کارشناس نادرست دانست" if is_refused else "",
    )
    return ClaimView(
        slot=slot,
        agency=context.agency_names.get(claim.agency, claim.name),
        holds=not is_refused,
        reason=reason_words(claim.reason),
        details=tuple(filter(None, details)),
    )


def _added_claim(finding: Finding, context: ItemContext) -> ClaimView:
    return ClaimView(
        slot=SERVICE_SLOT,
        agency=context.agency_names.get(finding.agency, str(finding.agency)),
        holds=True,
        reason=reason_words("person"),
        details=(ROLES[finding.role], BASES[finding.basis]),
    )


def _relation(stored: StoredItem, context: ItemContext) -> str:
    """How the item stands in its story; nothing when it is alone in it."""
    own = next((member for other, member in context.story if other.id == stored.id), None)
    return RELATIONS[own.relation] if own and len(context.story) > 1 else ""


def _decision(correction: Correction, context: ItemContext) -> str:
    """«۱۵ مهر ۱۴۰۴: کارشناس انتساب به … را نادرست دانست (باشگاه ورزشی است)»."""
    subject = ASPECTS[correction.aspect]
    if correction.aspect in OF_AN_AGENCY:
        name = context.agency_names.get(AgencyKey.parse(correction.subject), correction.subject)
        subject += f" «{name}»"
    because = f" ({correction.reason})" if correction.reason else ""
    verb = DECISIONS[correction.decision]
    value = f": {_decided_value(correction, correction.value, context)}" if correction.value else ""
    return f"{day_text(correction.decided_at)}: کارشناس {subject} را {verb}{value}{because}"


def _decided_value(correction: Correction, value: str, context: ItemContext) -> str:
    """A role, a tone, a topic, a service reflection, an item, `true` or `false`, in words."""
    if correction.aspect is Aspect.STORY:
        return f"با مطلب {persian_digits(value)}"
    return DECIDED_VALUES.get(value) or context.topic_names.get(value, value)


def _reprints(stored: StoredItem, context: ItemContext) -> tuple[ReprintView, ...]:
    others = [(other, member) for other, member in context.story if other.id != stored.id]
    others.sort(key=lambda pair: (seen_or_published_at(pair[0].item), pair[0].id))
    return tuple(
        ReprintView(
            item_id=other.id,
            outlet=context.outlet_names.get(other.item.outlet, other.item.outlet),
            title=plain_title(other.item),
            published=_published(other.item),
            relation=RELATIONS[member.relation],
        )
        for other, member in others
    )
