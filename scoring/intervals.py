"""The intervals of a round: what our gaps leave open beside what the machine's errors leave open."""

from collections.abc import Sequence

from core.agencies import AgencyKey
from core.intervals import RoundIntervals, ScoreInterval
from core.methodology import Profile
from core.observations import Observation
from core.schemes import Scheme
from core.scores import TOTAL, Score
from scoring.audit import Audit
from scoring.draws import draw_round
from scoring.possible import leagues_of, possible_ranks, possible_totals


def round_intervals(
    scores: Sequence[Score],
    observations: Sequence[Observation],
    audit: Audit | None,
    scheme: Scheme,
    profile: Profile,
    *,
    seed: int,
    draws: int,
) -> RoundIntervals:
    """One interval for every total; without an audit only what the gaps leave open is known."""
    raw = {s.agency: s.points for s in scores if s.subject == TOTAL and s.points is not None}
    possible = possible_totals(scores, observations, scheme)
    possible_rank = possible_ranks(possible, leagues_of(profile, raw))

    def without_draws(agency: AgencyKey) -> ScoreInterval:
        return ScoreInterval(
            agency=agency,
            raw=raw[agency],
            possible=possible[agency],
            possible_rank=possible_rank.get(agency),
        )

    if audit is None:
        return RoundIntervals(scores=tuple(map(without_draws, raw)))
    drawn = draw_round(scores, observations, audit, scheme, profile, seed=seed, draws=draws)

    def with_draws(agency: AgencyKey) -> ScoreInterval:
        one = drawn.scores[agency]
        return ScoreInterval(
            agency=agency,
            raw=raw[agency],
            possible=possible[agency],
            possible_rank=possible_rank.get(agency),
            corrected=one.corrected,
            drawn=one.points,
            drawn_rank=None if one.rank is None else (round(one.rank[0]), round(one.rank[1])),
        )

    return RoundIntervals(scores=tuple(map(with_draws, raw)), equal_pairs=drawn.equal_pairs, has_audit=True)
