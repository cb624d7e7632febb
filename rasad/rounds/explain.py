"""Where a number comes from: a score to its measures, to their items, to the evidence in the text."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from core.agencies import AgencyKey
from core.attributions import Mention, Understanding
from core.calendar import JalaliMonth
from core.corrections import Correction
from core.coverage import Probe
from core.dating import doubts
from core.errors import InputError
from core.findings import Finding
from core.handed_in import HandedIn
from core.intervals import ScoreInterval
from core.items import StoredItem, WithheldItem
from core.methodology import Profile
from core.observations import Observation
from core.posts import StoredPost, ViewCount
from core.rounds import Round
from core.schemes import Scheme
from core.scores import TOTAL, Score
from core.stories import StoryMember
from rasad.records.given_behind import given_behind
from rasad.rounds.findings import findings_of
from rasad.rounds.manifests import kept_inputs
from rasad.wiring import Office
from scoring.inputs import CountInputs
from scoring.rerun import kept_counted
from storage.claims import current_claims, newest_understanding
from storage.corrections import corrections_of
from storage.item_dates import date_facts
from storage.items import items_by_id, versions_by_id
from storage.observations import observations_of, versions_counted
from storage.posts import posts_by_key, view_series
from storage.round_manifests import manifest_of
from storage.rounds import latest_round
from storage.score_intervals import intervals_of
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
    post: StoredPost | None = None
    """What its channel shows of it beside the text; None when no channel has it."""
    views: Sequence[ViewCount] = ()
    """How its views grew."""
    date_doubts: Sequence[str] = ()
    """That it was back-dated, dated anew, or an old text under a new address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedScore:
    """One score of an agency with everything under it, as it was when the round was counted."""

    round: Round
    manifest_hash: str
    score: Score
    parts: Sequence[Score]
    """Of a total: its domains and their indicators; of a domain: its indicators."""
    observations: Sequence[Observation]
    items: Mapping[int, StoredItem]
    """Each in the version that was counted."""
    findings: Mapping[int, Finding]
    """What was counted of each item; an item of the own site need not be about the agency."""
    evidence: Mapping[int, Sequence[Mention]]
    """By item: the stretches of its text that show the agency."""
    probes: Sequence[Probe]
    """Every look at the agency's own site that stands behind a measure."""
    interval: ScoreInterval | None
    """Of a total: where it may really lie."""
    handed_in: Mapping[str, Sequence[HandedIn]]
    """By measure: what people handed in that stands behind it."""


def explain_item(office: Office, item_id: int) -> ExplainedItem:
    """Read the item again, to show also what is not stored: refusals and votes for the province."""
    with office.database.read() as connection:
        items = items_by_id(connection, [item_id])
        if item_id not in items:
            raise InputError(f"there is no item {item_id}; the report and `rasad crawl --json` show ids")
        claims = current_claims(connection, [item_id])
        corrections = corrections_of(connection, [item_id])
        members = members_of_items(connection, [item_id])
        item = items[item_id].item
        posts = posts_by_key(connection, item.outlet, [item.key])
        series = view_series(connection, item.outlet, [item.key])
        dates = date_facts(connection, items[item_id])
    return ExplainedItem(
        stored=items[item_id],
        understanding=office.reader.understand(item),
        stored_made_by=claims[item_id].made_by if item_id in claims else None,
        corrections=corrections,
        findings=findings_of(list(claims.values()), corrections),
        story=members.get(item_id),
        post=next(iter(posts.values()), None),
        views=next(iter(series.values()), ()),
        date_doubts=doubts(item, dates),
    )


def explain_score(
    office: Office, profile: Profile, agency: str, subject: str, month: JalaliMonth
) -> ExplainedScore:
    """Walk from a score of the month's newest round down to every item and probe counted."""
    key = _agency(profile, agency)
    with office.database.read() as connection:
        made = latest_round(connection, profile.id, month, profile.scheme)
        kept = manifest_of(connection, made.id) if made else None
        if made is None or kept is None:
            raise InputError(f"{month} of {profile.id} has no round; run `rasad score {month}` first")
        counted = kept_counted(kept_inputs(connection, kept.manifest_hash))
        scores = [s for s in scores_of(connection, made.id) if s.agency == key]
        score = _subject(scores, subject)
        observations = _under(counted.scheme, score, observations_of(connection, made.id))
        versions = versions_counted(connection, made.id)
        shown = {i: versions[i] for o in observations for i in (*o.items, *o.counted)}
        items = {one.id: one for one in versions_by_id(connection, set(shown.values())).values()}
        evidence = {
            i: []
            if isinstance(items[i].item, WithheldItem)
            else _evidence(newest_understanding(connection, v), key)
            for i, v in shown.items()
        }
        intervals = intervals_of(connection, made.id).scores
    own = {a.own_outlet for a in counted.profile.agencies if a.key == key}
    return ExplainedScore(
        round=made,
        manifest_hash=kept.manifest_hash,
        score=score,
        parts=_parts(counted.scheme, score, scores),
        observations=observations,
        items=items,
        findings={f.item_id: f for f in counted.findings if f.agency == key and f.item_id in shown},
        evidence=evidence,
        probes=_probes(counted, own) if any(o.probes for o in observations) else [],
        interval=next((i for i in intervals if i.agency == key and subject == TOTAL), None),
        handed_in={
            o.measure: given_behind(o, counted.scheme, counted.given) for o in observations if o.records
        },
    )


def adds_up(score: Score) -> bool:
    """Whether points × weight of the parts make the score; one without points has nothing to make."""
    if score.points is None:
        return True
    made = sum((part.points or 0.0) * part.weight for part in score.trace)
    return isclose(made, score.points, abs_tol=1e-9)


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


def _under(scheme: Scheme, score: Score, observations: Sequence[Observation]) -> list[Observation]:
    """The observations that the score is made from."""
    keys = {
        use.key
        for indicator in scheme.indicators
        if score.subject in (TOTAL, indicator.domain, indicator.id)
        for use in indicator.measures
    }
    return [o for o in observations if o.agency == score.agency and o.measure in keys]


def _parts(scheme: Scheme, score: Score, scores: Sequence[Score]) -> list[Score]:
    domains = {domain for domain, _ in scheme.domains}
    if score.subject == TOTAL:
        return [s for s in scores if s.subject != TOTAL]
    inside = {i.id for i in scheme.indicators if score.subject in domains and i.domain == score.subject}
    return [s for s in scores if s.subject in inside]


def _evidence(said: Understanding | None, agency: AgencyKey) -> Sequence[Mention]:
    claims = said.attributions if said else ()
    return [mention for claim in claims if claim.agency == agency for mention in claim.evidence]


def _probes(counted: CountInputs, outlets: Collection[str | None]) -> list[Probe]:
    period = counted.period
    inside = (p for p in counted.probes if p.outlet in outlets and period.start <= p.at < period.end)
    return sorted((p for p in inside if p.at <= counted.as_of), key=lambda p: p.at)
