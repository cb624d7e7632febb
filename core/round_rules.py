"""Round rules: deadlines, audit, the manager's table, letters and certificates; all of it data."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRules:
    """How much audit stands behind intervals."""

    months: int = 3
    """Reviews of items of so many months up to the round's own."""
    least_sample: int = 30
    """With fewer reviewed claims the machine's error is taken as unknown."""
    draws: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsStep:
    """From this score on the manager gets these points."""

    from_score: float
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """To whom a letter of dissatisfaction goes, and what it says; when it is due, the scheme says."""

    recipient: str = ""
    recipients: Mapping[str, str] = field(default_factory=dict)
    """By agency type, where the recipient is known."""
    signatory: str = ""
    subject: str = ""
    body: str = ""
    """With {agency}, {month}, {points}, {low}, {high}, {band}, {rounds}, {group} in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateWords:
    """What a certificate says; how many there are, the scheme says."""

    least_ranked: int = 4
    """In smaller groups nobody is honoured for a rank."""
    best: str = ""
    """With {agency}, {month}, {points}, {rank}, {ranked_among}, {group} in it."""
    improved: str = ""
    """With {agency}, {month}, {points}, {before}, {since}, {change}, {track} in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRules:
    """What config/rounds.yaml says; what decides about agencies stands in the scheme, which cannot change."""

    answer_working_days: int = 10
    """After so many an unanswered appeal expires."""
    weak_bands: int = 2
    """So many of a scheme's lowest bands are called weak."""
    reply_words: tuple[str, ...] = ()
    """What the title or the lead of an answer to criticism says."""
    audit: AuditRules = field(default_factory=AuditRules)
    points_steps: tuple[PointsStep, ...] = ()
    """The manager's table; without it the points are in proportion to the score."""
    letters: LetterWords = field(default_factory=LetterWords)
    certificates: CertificateWords = field(default_factory=CertificateWords)
