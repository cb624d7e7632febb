"""Making a round from bytes: the same bytes give the same round, in any process and at any time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from core.canonical import canonical_bytes
from core.errors import RoundError
from core.intervals import RoundIntervals
from core.observations import Observation
from core.scores import Score
from scoring.audit import Audit
from scoring.count import count
from scoring.inputs import IMPORTED, CountInputs
from scoring.intervals import round_intervals
from scoring.score import score_round


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundInputs:
    """Everything a round is made from."""

    counted: CountInputs
    audit: Audit | None
    seed: int
    draws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """Everything a round gives."""

    observations: Sequence[Observation]
    scores: Sequence[Score]
    intervals: RoundIntervals


def round_bytes(inputs: RoundInputs) -> bytes:
    """The inputs as bytes to keep."""
    return canonical_bytes(inputs)


def round_result(content: bytes) -> RoundResult:
    """The round that these bytes give; raises RoundError when they are no inputs of this code."""
    inputs = _read(content)
    counted = inputs.counted
    observations = count(counted)
    scores = score_round(observations, counted.scheme, counted.profile, counted.month)
    intervals = round_intervals(
        scores,
        observations,
        inputs.audit,
        counted.scheme,
        counted.profile,
        seed=inputs.seed,
        draws=inputs.draws,
    )
    return RoundResult(observations=observations, scores=scores, intervals=intervals)


def kept_counted(content: bytes) -> CountInputs:
    """What was counted, as it stood when it was kept."""
    return _read(content).counted


def result_bytes(result: RoundResult) -> bytes:
    """The whole result as bytes, to be compared."""
    return canonical_bytes(result)


def only_what_counts(inputs: CountInputs) -> CountInputs:
    """The same period without other provinces' items, outlets and coverage."""
    agencies = inputs.profile.agencies
    own = {agency.own_outlet for agency in agencies if agency.own_outlet}
    channels = {channel for agency in agencies for channel in agency.channels}
    watched = own | channels | set(inputs.profile.watched_outlets)
    claimed = {finding.item_id for finding in inputs.findings}
    facts = {n: fact for n, fact in inputs.facts.items() if n in claimed or fact.outlet in watched}
    posts = [post for post in inputs.posts if post.outlet in channels]
    named = watched | {fact.outlet for fact in facts.values()}
    outlets = {name: outlet for name, outlet in inputs.outlets.items() if name in named}
    sources = {source.id for outlet in outlets.values() for source in outlet.sources}
    sources |= {IMPORTED + name for name in outlets}
    items = facts.keys() | {post.item_id for post in posts}
    return replace(
        inputs,
        outlets=outlets,
        facts=facts,
        story_of={n: story for n, story in inputs.story_of.items() if n in items},
        relations={n: relation for n, relation in inputs.relations.items() if n in items},
        source_days=[day for day in inputs.source_days if day.source in sources],
        probes=[probe for probe in inputs.probes if probe.outlet in watched],
        posts=posts,
        replied_in={
            n: kept
            for n, answers in inputs.replied_in.items()
            if (kept := [answer for answer in answers if answer in facts])
        },
    )


def _read(content: bytes) -> RoundInputs:
    try:
        return TypeAdapter(RoundInputs).validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise RoundError(
            f"the kept inputs of the round cannot be read by this code: {first['loc']}: {first['msg']}; "
            "use the version of Rasad that the manifest names"
        ) from error
