"""Who and what is watched, how the sources are, and the scores of the rounds with their parts."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path

from core.rounds import Round
from core.scores import Score
from core.source_states import SourceState
from review.api.bearer import Caller, Reader
from review.api.shapes import (
    AgencyName,
    OutletName,
    PartShape,
    RoundShape,
    ScoreShape,
    SourceShape,
    TopicName,
)
from review.queue.view import outlet_choices
from storage.rounds import round_by_id, rounds_of
from storage.scores import scores_of
from storage.source_states import source_states

router = APIRouter(tags=["figures"])


@router.get("/agencies")
def watched_agencies(who: Reader) -> list[AgencyName]:
    """The agencies that are evaluated, with the groups they are compared in."""
    watched = who.desk.agencies.watched.values()
    return [AgencyName(key=str(one.key), name=one.name, group=one.group) for one in watched]


@router.get("/outlets")
def watched_outlets(who: Reader) -> list[OutletName]:
    """The outlets that are watched; a tier is how far a press outlet reaches."""
    outlets = [who.desk.methodology.outlets[name] for name, _ in outlet_choices(who.desk)]
    return [OutletName(id=one.id, name=one.name, kind=one.kind, tier=one.tier) for one in outlets]


@router.get("/topics")
def topics(who: Reader) -> list[TopicName]:
    return [TopicName(slug=one.slug, name=one.name) for one in who.desk.methodology.topics]


@router.get("/sources")
def sources(who: Reader) -> list[SourceShape]:
    """Every watched source and where it stands: a failure of ours is never an agency's silence."""
    with who.desk.database.read() as connection:
        states = source_states(connection)
    outlets = (who.desk.methodology.outlets[name] for name, _ in outlet_choices(who.desk))
    nobody_looked = SourceState()
    return [
        SourceShape(
            id=source.id,
            outlet=outlet.id,
            kind=source.kind,
            state=state.state,
            failure_weight=state.failure_weight,
            last_attempt=state.last_attempt,
            last_success=state.last_success,
            next_due=state.next_due,
        )
        for outlet in outlets
        for source in outlet.sources
        for state in (states.get(source.id, nobody_looked),)
    ]


@router.get("/rounds")
def rounds(who: Reader) -> list[RoundShape]:
    """Every revision of every round that was counted, by province."""
    with who.desk.database.read() as connection:
        found = [one for profile in who.desk.methodology.profiles for one in rounds_of(connection, profile)]
    return [_round(one) for one in found]


@router.get("/rounds/{round_id}/scores", responses={404: {}})
def round_scores(who: Reader, round_id: Annotated[int, Path(ge=1, lt=2**31)]) -> list[ScoreShape]:
    """Totals, domains and indicators of one revision; the parts of each add up to it."""
    with who.desk.database.read() as connection:
        if round_by_id(connection, round_id) is None:
            raise HTTPException(404, f"there is no round {round_id}")
        scores = scores_of(connection, round_id)
    return [_score(who, one) for one in scores]


def _round(one: Round) -> RoundShape:
    return RoundShape(
        id=one.id,
        profile=one.profile,
        scheme=one.scheme,
        scheme_version=one.scheme_version,
        month=str(one.month),
        revision=one.revision,
        made_at=one.made_at,
    )


def _score(who: Caller, one: Score) -> ScoreShape:
    return ScoreShape(
        agency=str(one.agency),
        name=who.desk.agencies.name_of(one.agency),
        subject=one.subject,
        points=one.points,
        available_weight=one.available_weight,
        band=one.band,
        rank=one.rank,
        ranked_among=one.ranked_among,
        parts=[PartShape.model_validate(part) for part in one.trace],
    )
