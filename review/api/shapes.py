"""The shapes of what is asked and answered: the names here are a promise to other people's programs."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from core.attributions import Role, ServiceReflection
from review.queue.decisions import Act

MOST_ITEMS = 200

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _no_control(text: str) -> str:
    """What no keyboard types is refused here: no database keeps it."""
    if _NOT_TEXT.search(text):
        raise ValueError("a control character or half of a character is no text")
    return text


Word = Annotated[str, Field(max_length=300), AfterValidator(_no_control)]
Note = Annotated[str, Field(max_length=2000), AfterValidator(_no_control)]


class Shape(BaseModel):
    """What is not named here is refused: a slip in a field's name must not pass as silence."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Account(Shape):
    name: str
    display_name: str
    role: str
    rights: list[str]


class AgencyName(Shape):
    key: str = Field(description="`type@province`, or `type@province/county`.")
    name: str
    group: str


class OutletName(Shape):
    id: str
    name: str
    kind: str
    tier: str | None


class TopicName(Shape):
    slug: str
    name: str


class Published(Shape):
    at: datetime
    precision: str
    rule: str = Field(description="What the date was read from, and how.")


class FindingShape(Shape):
    """What holds of an agency after corrections: the only thing that is counted."""

    agency: str
    name: str
    role: Role
    basis: str = Field(description="`person` where somebody decided, else `machine`.")
    confidence: float
    own_site: bool
    tone: str | None


class ItemSummary(Shape):
    id: int
    version: int
    outlet: str
    address: str | None
    title: str | None
    lead: str | None
    published: Published | None
    first_seen: datetime
    findings: list[FindingShape]
    topic: str | None
    service: ServiceReflection | None


class ItemPage(Shape):
    items: list[ItemSummary]
    next: int | None = Field(description="Ask again with `below` set to this; null at the end.")


class MentionShape(Shape):
    """`item[field][start:end] == surface`, in code points."""

    field: str
    start: int
    end: int
    surface: str
    part: str


class ClaimShape(Shape):
    """What the machine says, with its evidence, before anybody decided."""

    agency: str
    name: str
    role: Role
    confidence: float
    reason: str
    evidence: list[MentionShape]


class CorrectionShape(Shape):
    aspect: str
    subject: str
    decision: str
    value: str | None
    reason: str
    decided_by: str
    decided_at: datetime


class StoryPlace(Shape):
    story: int
    relation: str


class ItemShape(ItemSummary):
    kicker: str | None
    body: str | None
    byline: str | None
    section: str | None
    tags: list[str]
    extractor: str | None
    page_hash: str | None = Field(description="Of the page as it was saved.")
    text_hash: str
    made_by: str | None = Field(description="Rules and models that read it; null before it was read.")
    claims: list[ClaimShape]
    corrections: list[CorrectionShape]
    story: StoryPlace | None


class View(Shape):
    """Which part of the queue; an empty field is everything, an empty month the newest."""

    month: Word = Field("", description="A Jalali month: `1404-07`.")
    group: Word = ""
    agency: Word = ""
    outlet: Word = ""
    topic: Word = ""


class Card(Shape):
    item: ItemShape
    turn: str = Field(description="Names this showing of the card; a decision carries it.")
    undecided: list[str] = Field(description="Agencies still to be judged, the most doubtful first.")


class Given(Shape):
    card: Card | None = Field(description="Null when nothing is left that is free.")


class Decided(Shape):
    done: str


class CardInHand(Shape):
    item: int = Field(ge=1, lt=2**31)
    version: int = Field(ge=1, lt=2**31)
    turn: Word


class Flagged(CardInHand):
    note: Note


class DecisionWish(CardInHand):
    act: Act
    argument: Word = Field("", description="Agency, topic, value or reason, as the act asks.")
    focus: Word = Field("", description="The agency whose claim is judged.")
    reason: Note = ""
    surface: Word = Field("", description="Words of the text that show an agency.")
    whole_story: bool = False


class SourceShape(Shape):
    id: str
    outlet: str
    kind: str
    state: str = Field(description="In words; empty while all is well.")
    failure_weight: float
    last_attempt: datetime | None
    last_success: datetime | None
    next_due: datetime | None


class RoundShape(Shape):
    id: int
    profile: str
    scheme: str
    scheme_version: str
    month: str
    revision: int
    made_at: datetime


class PartShape(Shape):
    """One part of a score: they add up."""

    name: str
    value: float | None
    points: float | None = Field(description="On 0 to 100, before weighting.")
    weight: float
    state: str
    rule: str


class ScoreShape(Shape):
    agency: str
    name: str
    subject: str
    points: float | None
    available_weight: float
    band: str | None
    rank: int | None
    ranked_among: int
    parts: list[PartShape]


class Problem(Shape):
    """Every answer of 400 and above."""

    error: str
    message: str
