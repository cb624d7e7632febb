"""Trials: what proposed words would change, and what people's decisions have changed so far."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a proposal would change in one item, with the words that decide it."""

    item_id: int
    before: str
    """What stands before the words in the text."""
    words: str
    after: str
    gained: tuple[str, ...] = ()
    """Agencies that the item would concern then."""
    lost: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    """Agencies whose role, confidence or evidence alone would change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedProposal:
    """Proposed words, tried on every stored text that holds them."""

    id: str
    kind: str
    """By the list of config/lexicon/accepted.yaml that it would be added to."""
    words: str
    agency: str
    """Of a name: the agency's key; else empty."""
    items: tuple[int, ...]
    """Whose corrections suggest it."""
    reasons: tuple[str, ...]
    held_by: int
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The machine before and after it learned, on the same questions."""

    asked: int
    right_before: int
    right_now: int
    mended: tuple[int, ...]
    """Items of questions that were wrong before and are right now."""
    broken: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """Of the claims that would be counted: how many are right, before and now."""

    items: tuple[int, ...]
    hits_before: int
    said_before: int
    hits_now: int
    said_now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """One agency's total without and with the last decisions."""

    agency: str
    before: float | None
    now: float | None
    rank_before: int | None
    rank_now: int | None
    items: tuple[int, ...]
    """What was decided of this agency since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChanges:
    """One profile's month, counted without and with the last decisions."""

    profile: str
    month: str
    since: datetime
    decisions: int
    agencies: tuple[ScoreChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """All of it at one moment."""

    made_at: datetime
    asked_by: str
    newest_correction: int
    """Decisions up to this one are in it."""
    proposals: tuple[TriedProposal, ...]
    decisions: Answers
    """On the decisions themselves, from which it learned."""
    audit: Precision | None
    """On the audit stream, from which it never learns; None when nothing of it was reviewed."""
    scores: tuple[ScoreChanges, ...]
