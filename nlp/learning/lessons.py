"""Lessons: what people decided about items, laid beside what the rules see in the same texts now.

Nothing of a lesson is kept. Features are read again by the rules of the moment, so labels never teach from
what an older version of the rules saw.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.attributions import Claims, Role, ServiceReflection
from core.corrections import Aspect, Correction, standing
from core.corrections import Decision as Act
from core.items import ItemText
from nlp.attribute import Attributor
from nlp.learning.claim_lessons import ClaimLesson
from nlp.learning.counters import Counters, Decision, count, wording_of
from nlp.readings.read import Reader
from nlp.readings.topics import TopicScores
from nlp.verifier import ACTOR, claim_features

LET_STAND = 0.3
"""What a claim is worth that stood on the screen while a person decided about another claim of the item.

People mostly correct what is wrong. Without what they let stand, rules would learn from errors only.
"""
_LETTERS_OF_STORY = 60

type Subject = tuple[Aspect, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What people decided about the text of one item, the last decision on each subject."""

    item_id: int
    text: ItemText
    newest: int
    """The id of the newest correction among them."""
    roles: Mapping[str, Role | None] = field(default_factory=dict)
    """Agency key to the role that holds; None where the agency does not belong to the item."""
    let_stand: Mapping[str, Role] = field(default_factory=dict)
    """Claims that were on the screen and that nobody touched."""
    topic: str | None = None
    service: ServiceReflection | None = None
    surfaces: Mapping[str, str] = field(default_factory=dict)
    """Agency key to the words that a person selected as its name."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Agency key to why a person rejected it."""

    @property
    def story(self) -> str:
        """The first letters: copies of a text share them."""
        letters = (c for part in (self.text.title, self.text.lead, self.text.body) for c in part or "")
        return "".join(c for c in letters if c.isalpha())[:_LETTERS_OF_STORY]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsTaught:
    """Every decided claim of the rules, and the decided agencies that the rules do not see."""

    lessons: Sequence[ClaimLesson]
    newest: Sequence[int]
    """For each lesson: the newest correction of its item."""
    missed: Sequence[tuple[Decided, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTaught:
    """One item whose topic or service reflection a person decided."""

    group: int
    newest: int
    text: ItemText
    by_lists: TopicScores
    signs: Mapping[str, float]
    topic: str | None
    service: ServiceReflection | None


def decided_of(
    item_id: int, text: ItemText, text_hash: str, corrections: Iterable[Correction], seen: Iterable[Claims]
) -> Decided | None:
    """What holds for this text; decisions on another text of the item teach nothing about it.

    `seen` are the claims that stood on the screen when the decisions were made.
    """
    last = {of: one for of, one in last_decisions(corrections).items() if one.text_hash == text_hash}
    if not last:
        return None
    agencies = {subject: one for (aspect, subject), one in last.items() if aspect is Aspect.AGENCY}
    roles = {subject: role for subject, one in agencies.items() for role in _roles(one)}
    shown = {str(claim.agency): claim.role for claims in seen for claim in claims.attributions}
    topic = _value(last.get((Aspect.TOPIC, Aspect.TOPIC.value)))
    service = _value(last.get((Aspect.SERVICE, Aspect.SERVICE.value)))
    return Decided(
        item_id=item_id,
        text=text,
        newest=max(one.id for one in last.values()),
        roles=roles,
        let_stand={key: role for key, role in shown.items() if key not in agencies} if agencies else {},
        topic=topic,
        service=ServiceReflection(service) if service else None,
        surfaces={subject: one.surface for subject, one in agencies.items() if one.surface},
        reasons={subject: one.reason for subject, one in agencies.items() if one.decision is Act.REJECT},
    )


def last_decisions(corrections: Iterable[Correction]) -> dict[Subject, Correction]:
    """The decision that holds on each subject of one item; none where it was taken back."""
    in_order = sorted(standing(corrections), key=lambda one: (one.decided_at, one.id))
    return {(one.aspect, one.subject): one for one in in_order}


def _roles(one: Correction) -> list[Role | None]:
    """The role that holds, if it is known: of an accepted claim that was not kept it is not."""
    match one.decision:
        case Act.REJECT:
            return [None]
        case Act.SET:
            return [Role(one.value)] if one.value else []
        case Act.ACCEPT:
            return [Role(one.claim)] if one.claim else []
        case Act.WITHDRAW:
            return []


def _value(one: Correction | None) -> str | None:
    """The value that was set, or the claim that was accepted; a rejection alone names no value."""
    if one is None or one.decision is Act.REJECT:
        return None
    return (one.value if one.decision is Act.SET else one.claim) or None


def claims_taught(decided: Iterable[Decided], attributor: Attributor) -> ClaimsTaught:
    """Read the decided items again and label every claim that somebody decided about."""
    lessons: list[ClaimLesson] = []
    newest: list[int] = []
    missed: list[tuple[Decided, str]] = []
    groups: dict[str, int] = {}
    for one in decided:
        group = groups.setdefault(one.story, len(groups))
        seen = set()
        for key, mentions, features in attributor.features(one.text) if one.roles else ():
            name = str(key)
            seen.add(name)
            if name not in one.roles and name not in one.let_stand:
                continue
            is_decided = name in one.roles
            lessons.append(
                ClaimLesson(
                    group=group,
                    mentions=mentions,
                    features=features,
                    role=one.roles[name] if is_decided else one.let_stand[name],
                    counts=1.0 if is_decided else LET_STAND,
                    item_id=one.item_id,
                    agency=name,
                )
            )
            newest.append(one.newest)
        missed += [(one, name) for name, role in one.roles.items() if role and name not in seen]
    return ClaimsTaught(lessons=lessons, newest=newest, missed=missed)


def counters_of(taught: ClaimsTaught, attributor: Attributor) -> Counters:
    """Counters of every decided wording, beside what role and verifier in force expect of the same claims."""
    return count(_decision(lesson, attributor) for lesson in taught.lessons)


def _decision(lesson: ClaimLesson, attributor: Attributor) -> Decision:
    probability = attributor.lexicon.role_rule.probability(lesson.features)
    role = Role.ACTOR if probability >= ACTOR else Role.MENTIONED
    return Decision(
        wording=wording_of(lesson.mentions),
        expected=attributor.lexicon.verifier.probability(claim_features(lesson.mentions, probability)),
        accepted=lesson.role is role,
        counts=lesson.counts,
    )


def texts_taught(decided: Iterable[Decided], attributor: Attributor, reader: Reader) -> list[TextTaught]:
    """The items whose topic or service reflection is known, as the lists and the grammar see them."""
    found: list[TextTaught] = []
    groups: dict[str, int] = {}
    for one in decided:
        if one.topic or one.service:
            attributions = attributor.attribute(one.text).attributions
            found.append(
                TextTaught(
                    group=groups.setdefault(one.story, len(groups)),
                    newest=one.newest,
                    text=one.text,
                    by_lists=reader.topics_by_lists(one.text, attributions),
                    signs=reader.service_signs(one.text, attributions),
                    topic=one.topic,
                    service=one.service,
                )
            )
    return found
