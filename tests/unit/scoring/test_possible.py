"""What a total could be if the days we did not see had brought nothing, or all that can be had."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.coverage import Completeness
from core.intervals import RoundIntervals, ScoreInterval
from core.observations import Observation, State
from core.schemes import Direction, Indicator, MeasureUse, Normalisation, Scheme
from scoring.audit import Audit
from scoring.intervals import round_intervals
from scoring.possible import possible_ranks
from scoring.score import score_round
from tests.unit.scoring.months_of_results import TIR, key, office, profile

STORIES = MeasureUse(measure="press_stories", normalisation=Normalisation.TARGET_RATIO, target=10)
SERVICE = MeasureUse(measure="service_reflection_share", normalisation=Normalisation.SHARE)
OFFICES = profile(office("gas"), office("post"))


def scheme(*uses: MeasureUse, least: float = 0.65) -> Scheme:
    indicators = tuple(
        Indicator(id=f"i-{use.key}", name="i", domain="d", weight=1, measures=(use,)) for use in uses
    )
    return Scheme(
        id="s",
        version="1",
        name="s",
        domains=(("d", "یک"),),
        indicators=indicators,
        bands=(),
        least_available_weight=least,
    )


def saw(name: str, use: MeasureUse, value: float | None, *, seen: int = 30, of: int = 30) -> Observation:
    return Observation(
        agency=key(name),
        measure=use.key,
        value=value,
        state=State.NOT_MEASURED if value is None else State.MEASURED,
        completeness=Completeness(expected=of, seen=seen),
    )


def intervals(*observations: Observation, of: Scheme) -> RoundIntervals:
    scores = score_round(observations, of, OFFICES, TIR)
    return round_intervals(scores, observations, None, of, OFFICES, seed=1, draws=100)


def gas(*observations: Observation, of: Scheme) -> ScoreInterval:
    return next(one for one in intervals(*observations, of=of).scores if one.agency == key("gas"))


def test_a_month_seen_whole_leaves_nothing_open() -> None:
    one = gas(saw("gas", STORIES, 5.0), of=scheme(STORIES))

    assert one.possible == (50.0, 50.0)
    assert one.possible_rank == (1, 1)


def test_unseen_days_could_have_brought_nothing_or_everything() -> None:
    """27 of 30 days: the tenth that is missing is worth 0 to 10 points."""
    one = gas(saw("gas", SERVICE, 0.5, seen=27), of=scheme(SERVICE))

    assert one.possible == pytest.approx((45.0, 55.0))


def test_a_measure_we_could_not_take_leaves_its_whole_weight_open() -> None:
    observations = [saw("gas", STORIES, 5.0), saw("gas", SERVICE, None)]
    one = gas(*observations, of=scheme(STORIES, SERVICE, least=0.5))

    assert one.raw == 50.0
    assert one.possible == (25.0, 75.0)


def test_what_people_handed_in_has_no_days_to_miss() -> None:
    one = gas(saw("gas", SERVICE, 0.5, seen=0, of=0), of=scheme(SERVICE))

    assert one.possible == (50.0, 50.0)


def test_below_65_per_cent_of_the_weight_there_is_no_score_and_so_no_interval() -> None:
    found = intervals(saw("gas", STORIES, 5.0), saw("gas", SERVICE, None), of=scheme(STORIES, SERVICE))

    assert found.scores == ()


def test_a_rank_that_a_gap_could_change_is_a_range() -> None:
    near = [saw("gas", SERVICE, 0.52, seen=27), saw("post", SERVICE, 0.5)]
    found = intervals(*near, of=scheme(SERVICE))

    assert [one.rank for one in found.scores] == [(1, 2), (1, 2)]
    assert [one.possible_rank for one in found.scores] == [(1, 2), (1, 2)]


def test_ties_share_a_rank_and_leave_nothing_open() -> None:
    bounds = {key("gas"): (50.0, 50.0), key("post"): (50.0, 50.0)}

    assert possible_ranks(bounds, [list(bounds)]) == {key("gas"): (1, 1), key("post"): (1, 1)}


@given(
    st.floats(min_value=0, max_value=1),
    st.integers(min_value=24, max_value=30),
    st.floats(min_value=0, max_value=30),
    st.integers(min_value=24, max_value=30),
)
def test_the_score_lies_inside_what_is_possible(share: float, days: int, stories: float, other: int) -> None:
    observations = [saw("gas", SERVICE, share, seen=days), saw("gas", STORIES, stories, seen=other)]
    one = gas(*observations, of=scheme(SERVICE, STORIES))

    assert one.possible[0] - 1e-9 <= one.raw <= one.possible[1] + 1e-9
    assert 0 <= one.possible[0] <= one.possible[1] <= 100 + 1e-9


CAPPED = MeasureUse(measure="press_items", normalisation=Normalisation.TARGET_RATIO, target=4, cap=60.0)
GROUPED = MeasureUse(
    measure="joint_stories",
    normalisation=Normalisation.TARGET_RATIO,
    target=100,
    group_targets={"g": 8.0},
)
RATED = MeasureUse(measure="judged_rating", id="rated", normalisation=Normalisation.POINTS)
STALE = MeasureUse(
    measure="own_site_staleness_days",
    normalisation=Normalisation.GOALPOSTS,
    goalposts=(1, 30),
    direction=Direction.LESS,
)


def test_draws_of_a_machine_without_error_give_the_score_under_every_rule() -> None:
    of = scheme(STORIES, SERVICE, CAPPED, GROUPED, RATED, STALE)
    values = (7.0, 0.4, 9.0, 3.0, 55.0, 12.0)
    observations = [saw("gas", use, value, seen=27) for use, value in zip(of.uses, values, strict=True)]
    scores = score_round(observations, of, OFFICES, TIR)
    [one] = round_intervals(scores, observations, Audit(), of, OFFICES, seed=1, draws=100).scores

    assert one.drawn == pytest.approx((one.raw, one.raw))
    assert one.corrected == pytest.approx(one.raw)
