"""What the machine claims of an item: which agencies it concerns, with evidence, and what it is about."""

from dataclasses import dataclass
from enum import StrEnum

from core.agencies import AgencyKey


class Role(StrEnum):
    """Actor: it acts, decides, delivers, is reported on or speaks. Mentioned: named in passing."""

    ACTOR = "actor"
    MENTIONED = "mentioned"


class Prominence(StrEnum):
    """How much of the item is about the agency."""

    MAIN = "main"
    SECONDARY = "secondary"
    PASSING = "passing"


class Tone(StrEnum):
    """The item's tone toward the agency."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    CRITICAL = "critical"


class ServiceReflection(StrEnum):
    """Whether an item reports a service to people by a public body (codebook 2)."""

    YES = "yes"
    WEAK = "weak"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of an item's text: item[field][start:end] == surface, in code points, always."""

    field: str
    start: int
    end: int
    surface: str
    part: str = "agency"
    """What the stretch shows: agency, role, place, person, dateline, speech, service …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The machine's claim "this item concerns this agency"."""

    agency: AgencyKey
    name: str
    role: Role
    confidence: float
    """The probability that an analyst would accept the claim, 0 to 1."""
    evidence: tuple[Mention, ...]
    reason: str
    """Why, as a code: `explicit-province`, `document-province/dateline`, `speaker-memory` …"""
    speaks: bool | None = None
    prominence: Prominence | None = None
    tone: Tone | None = None
    own_site: bool = False
    """The outlet belongs to the agency itself, so this is publication and not coverage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A stretch that looks like an agency and was not taken, with the rule that refused it."""

    mention: Mention
    rule: str


class MediaEventKind(StrEnum):
    """What an agency invites the media to."""

    PRESS_CONFERENCE = "press-conference"
    MEDIA_TOUR = "media-tour"


class MediaEventState(StrEnum):
    """Whether it is still to come or has taken place."""

    ANNOUNCED = "announced"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaEvent:
    """A press conference or a media tour that an item announces or reports, with the sentence."""

    kind: MediaEventKind
    state: MediaEventState
    evidence: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the machine says of an item as a whole."""

    topic: str | None = None
    topic2: str | None = None
    service_reflection: ServiceReflection | None = None
    ceremonial: bool | None = None
    criticism_needing_reply: bool | None = None
    service_evidence: tuple[Mention, ...] = ()
    media_event: MediaEvent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """Everything nlp says of one version of one item; `made_by` names rules, models and lexicon."""

    attributions: tuple[Attribution, ...]
    reading: Reading
    made_by: str
    refusals: tuple[Refusal, ...] = ()
    province_votes: tuple[tuple[str, float, str], ...] = ()
    """Province, weight and reason of each vote for the document's province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What the machine now says of one item: the newest understanding of its current version."""

    item_id: int
    version_id: int
    text_hash: str
    made_by: str
    attributions: tuple[Attribution, ...]
    reading: Reading

    @property
    def understanding(self) -> Understanding:
        """As the machine said it, without what it refused."""
        return Understanding(attributions=self.attributions, reading=self.reading, made_by=self.made_by)
