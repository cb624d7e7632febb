"""Regression cases: every correction says what the machine should say of an item from then on."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.attributions import Understanding
from core.corrections import Aspect, Correction, Decision

_UNANSWERED = frozenset({Aspect.RELEVANCE, Aspect.STORY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One decision in force on a text that is still the item's text."""

    item_id: int
    aspect: Aspect
    subject: str
    wanted: str | None
    """The role or value a person set or accepted, empty for «nothing»; None when only `refused` is known."""
    refused: str | None = None
    """A value that a person rejected without saying what is right."""

    def holds(self, said: str) -> bool:
        """Whether the machine now says what the person decided, or at least not what was rejected."""
        if self.wanted is not None:
            return said == self.wanted
        return said != self.refused


def case_of(one: Correction) -> Case | None:
    """None for a decision that no claim answers: relevance, stories, an accepted claim nobody kept."""
    if one.aspect in _UNANSWERED:
        return None
    wanted, refused = _wanted(one)
    if wanted is None and refused is None:
        return None
    return Case(item_id=one.item_id, aspect=one.aspect, subject=one.subject, wanted=wanted, refused=refused)


def _wanted(one: Correction) -> tuple[str | None, str | None]:
    match one.decision:
        case Decision.SET:
            return one.value, None
        case Decision.ACCEPT:
            return one.claim or None, None
        case Decision.REJECT if one.aspect is Aspect.AGENCY:
            return "", None
        case Decision.REJECT:
            return None, one.claim or None
        case Decision.WITHDRAW:
            return None, None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a method says on a case."""

    case: Case
    said: str

    @property
    def is_right(self) -> bool:
        return self.case.holds(self.said)


def answers(cases: Iterable[Case], understanding: Understanding) -> list[Answer]:
    """The cases of one item against what is understood of it."""
    return [Answer(case=case, said=_said(understanding, case)) for case in cases]


def _said(understanding: Understanding, case: Case) -> str:
    if case.aspect is Aspect.AGENCY:
        return next((a.role.value for a in understanding.attributions if str(a.agency) == case.subject), "")
    if case.aspect is Aspect.TONE:
        tones = (a.tone for a in understanding.attributions if str(a.agency) == case.subject)
        return str(next(tones, None) or "")
    value = getattr(understanding.reading, case.aspect.value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
