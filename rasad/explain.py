"""Where a number comes from: a score to its measures, to their items, to the evidence in the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.agencies import AgencyKey
from core.attributions import Understanding
from core.calendar import JalaliMonth
from core.corrections import Correction
from core.errors import InputError
from core.findings import Finding
from core.items import StoredItem
from core.methodology import Profile
from core.observations import Observation
from core.rounds import Round
from core.scores import TOTAL, Score
from core.stories import StoryMember
from rasad.findings import findings_of
from rasad.wiring import Office
from storage.claims import current_claims
from storage.corrections import corrections_of
from storage.items import items_by_id
from storage.observations import observations_of
from storage.rounds import latest_round
from storage.scores import scores_of
from storage.stories import members_of_items


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedItem:
    """One item with what the machine says now, what it refused, what people decided, what counts."""

    stored: StoredItem
    understanding: Understanding
    stored_made_by: str | None
    """The version whose claims are stored and counted; None when the item was not read yet."""
    corrections: Sequence[Correction]
    findings: Sequence[Finding]
    story: StoryMember | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedScore:
    """One score of an agency with the observations and items under it."""

    round: Round
    score: Score
    parts: Sequence[Score]
    """Of a total or a domain: the indicators under it."""
    observations: Sequence[Observation]
    items: Mapping[int, StoredItem]
    findings: Mapping[int, Finding]


def explain_item(office: Office, item_id: int) -> ExplainedItem:
    """Read the item again, to show also what is not stored: refusals and votes for the province."""
    with office.database.read() as connection:
        items = items_by_id(connection, [item_id])
        if item_id not in items:
            raise InputError(f"there is no item {item_id}; the report and `rasad crawl --json` show ids")
        claims = current_claims(connection, [item_id])
        corrections = corrections_of(connection, [item_id])
        members = members_of_items(connection, [item_id])
    return ExplainedItem(
        stored=items[item_id],
        understanding=office.reader.understand(items[item_id].item),
        stored_made_by=claims[item_id].made_by if item_id in claims else None,
        corrections=corrections,
        findings=findings_of(list(claims.values()), corrections),
        story=members.get(item_id),
    )


def explain_score(
    office: Office, profile: Profile, agency: str, subject: str, month: JalaliMonth
) -> ExplainedScore:
    """Walk from a score of the month's newest round down to every item counted."""
    key = _agency(profile, agency)
    with office.database.read() as connection:
        made = latest_round(connection, profile.id, month, profile.scheme)
        if made is None:
            raise InputError(f"{month} of {profile.id} has no round; run `rasad score {month}` first")
        scores = [s for s in scores_of(connection, made.id) if s.agency == key]
        score = _subject(scores, subject)
        observations = _under(office, made, score, observations_of(connection, made.id))
        shown = {i for o in observations for i in (*o.items, *o.counted)}
        claims = current_claims(connection, shown)
        findings = findings_of(list(claims.values()), corrections_of(connection, shown))
        items = items_by_id(connection, shown)
    indicators = {i.id for i in office.methodology.schemes[made.scheme].indicators}
    return ExplainedScore(
        round=made,
        score=score,
        parts=[s for s in scores if s.subject in indicators] if score.subject not in indicators else [],
        observations=observations,
        items=items,
        findings={f.item_id: f for f in findings if f.agency == key},
    )


def _agency(profile: Profile, wanted: str) -> AgencyKey:
    """By key or by name."""
    for agency in profile.agencies:
        if wanted in (str(agency.key), agency.name, *agency.other_names):
            return agency.key
    known = "\n  ".join(f"{a.key}  {a.name}" for a in profile.agencies)
    raise InputError(f"'{wanted}' is no agency of {profile.id}; write its key or its name:\n  {known}")


def _subject(scores: Sequence[Score], subject: str) -> Score:
    for score in scores:
        if score.subject == subject:
            return score
    known = ", ".join(score.subject for score in scores) or "none: the agency is not scored"
    raise InputError(f"there is no score '{subject}' for this agency; there are {known}")


def _under(
    office: Office, made: Round, score: Score, observations: Sequence[Observation]
) -> list[Observation]:
    """The observations that the score is made from."""
    scheme = office.methodology.schemes[made.scheme]
    measures = {
        use.measure
        for indicator in scheme.indicators
        if score.subject in (TOTAL, indicator.domain, indicator.id)
        for use in indicator.measures
    }
    return [o for o in observations if o.agency == score.agency and o.measure in measures]
