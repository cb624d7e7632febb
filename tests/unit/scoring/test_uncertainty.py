"""Intervals: what the audit's smallness does to scores and ranks, drawn with a seed."""

from collections.abc import Sequence

import numpy as np
import pytest

from core.agencies import Agency, AgencyKey
from core.calendar import JalaliMonth
from core.coverage import Completeness
from core.methodology import Profile
from core.observations import Observation, State
from core.schemes import Direction, Indicator, MeasureUse, Normalisation, Scheme
from core.scores import TOTAL
from scoring.audit import Audit, ClassifierAudit
from scoring.draws import DrawnRound, draw_round
from scoring.score import score_round
from scoring.uncertainty.compared import (
    Uncertain,
    equal_pairs,
    interval95,
    probability_ahead,
    probability_below,
)
from scoring.uncertainty.counts import AuditSample
from scoring.uncertainty.shares import ClassifierQuality, rogan_gladen, wilson_interval

SMALL = AuditSample(precision=0.9, precision_size=40, recall=0.8, recall_size=40)


def office(name: str, *, scored: bool = True) -> Agency:
    return Agency(key=AgencyKey(name, "قزوین"), name=name, group="g", track="agencies", scored=scored)


WATER, GAS, TAX = office("water"), office("gas"), office("tax")


def profile(*agencies: Agency) -> Profile:
    return Profile(
        id="p",
        name="p",
        province="قزوین",
        sample=True,
        groups={"g": "یک"},
        tracks={"agencies": "دستگاه‌ها"},
        agencies=agencies,
        scheme="s",
        watched_outlets=(),
    )


def scheme(*uses: MeasureUse) -> Scheme:
    indicators = tuple(
        Indicator(id=f"i-{use.measure}", name="i", domain="d", weight=1, measures=(use,)) for use in uses
    )
    return Scheme(id="s", version="1", name="s", domains=(("d", "یک"),), indicators=indicators, bands=())


STORIES = MeasureUse(measure="press_stories", normalisation=Normalisation.TARGET_RATIO, target=100)
SERVICE = MeasureUse(measure="service_reflection_share", normalisation=Normalisation.SHARE)
AGE = MeasureUse(
    measure="own_site_staleness_days",
    normalisation=Normalisation.GOALPOSTS,
    goalposts=(1, 30),
    direction=Direction.LESS,
)


def saw(
    agency: Agency, use: MeasureUse, value: float | None, *, items: int = 0, seen: int = 30
) -> Observation:
    return Observation(
        agency=agency.key,
        measure=use.measure,
        value=value,
        state=State.NOT_MEASURED if value is None else State.MEASURED,
        completeness=Completeness(expected=30, seen=seen),
        items=tuple(range(items)),
    )


def drawn(
    observations: Sequence[Observation], audit: Audit, of: Scheme, *agencies: Agency, seed: int = 1
) -> DrawnRound:
    scores = score_round(observations, of, profile(*agencies), JalaliMonth(1404, 7))
    return draw_round(scores, observations, audit, of, profile(*agencies), seed=seed, draws=400)


def test_without_errors_the_draws_are_the_score() -> None:
    seen = [saw(WATER, STORIES, 24, seen=24), saw(WATER, SERVICE, 0.25, items=8), saw(WATER, AGE, 8.25)]
    of = scheme(STORIES, SERVICE, AGE)
    score = drawn(seen, Audit(), of, WATER).scores[WATER.key]

    assert score.points == pytest.approx((score.raw, score.raw))
    assert score.corrected == pytest.approx(score.raw) == pytest.approx((30 + 25 + 75) / 3)


def test_counts_are_corrected_and_spread_by_the_audit() -> None:
    score = drawn([saw(WATER, STORIES, 48)], Audit(counts={"press_stories": SMALL}), scheme(STORIES), WATER)
    water = score.scores[WATER.key]

    assert water.corrected == pytest.approx(48 * 0.9 / 0.8, abs=2)
    assert water.points[0] < water.corrected < water.points[1]
    assert water.points[1] - water.points[0] > 10


def test_shares_are_corrected_by_the_classifiers_quality() -> None:
    audit = ClassifierAudit(sensitivity=0.9, sensitivity_size=400, specificity=0.8, specificity_size=400)
    of = scheme(SERVICE)
    score = drawn([saw(WATER, SERVICE, 0.55, items=2000)], Audit(shares={SERVICE.measure: audit}), of, WATER)

    assert score.scores[WATER.key].corrected == pytest.approx(50, abs=2)


def test_a_standard_error_spreads_any_other_measure() -> None:
    score = drawn([saw(WATER, AGE, 15.5)], Audit(standard_errors={AGE.measure: 2.9}), scheme(AGE), WATER)
    low, high = score.scores[WATER.key].points

    assert (low, high) == pytest.approx((50 - 16.4, 50 + 16.4), abs=3)


def test_the_same_seed_gives_the_same_and_another_seed_another() -> None:
    audit = Audit(counts={"press_stories": SMALL})
    seen = [saw(WATER, STORIES, 48)]
    first, again, other = (drawn(seen, audit, scheme(STORIES), WATER, seed=s) for s in (1, 1, 2))

    assert first == again
    assert first != other


def test_near_neighbours_are_equal_and_far_ones_are_not() -> None:
    seen = [saw(WATER, STORIES, 40), saw(GAS, STORIES, 41), saw(TAX, STORIES, 5)]
    got = drawn(seen, Audit(counts={"press_stories": SMALL}), scheme(STORIES), WATER, GAS, TAX)

    assert got.equal_pairs == ((GAS.key, WATER.key),)
    assert got.scores[WATER.key].rank == got.scores[GAS.key].rank == (1, 2)
    assert got.scores[TAX.key].rank == (3, 3)


def test_who_is_not_ranked_has_points_and_no_rank() -> None:
    governor = office("governor-office", scored=False)
    got = drawn([saw(governor, STORIES, 40)], Audit(), scheme(STORIES), governor)

    assert got.scores[governor.key].rank is None


def test_who_has_no_score_is_not_drawn() -> None:
    assert drawn([saw(WATER, STORIES, None)], Audit(), scheme(STORIES), WATER).scores == {}


def test_the_draws_follow_the_weights_of_a_score_with_a_gap() -> None:
    of = scheme(STORIES, SERVICE, AGE)
    seen = [saw(WATER, STORIES, 30), saw(WATER, SERVICE, None), saw(WATER, AGE, 1)]
    scores = score_round(seen, of, profile(WATER), JalaliMonth(1404, 7))
    raw = next(s.points for s in scores if s.subject == TOTAL)

    assert raw == pytest.approx(65)
    assert drawn(seen, Audit(), of, WATER).scores[WATER.key].corrected == pytest.approx(65)


def test_nothing_tried_says_nothing() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_a_share_below_the_false_alarms_is_below_detection() -> None:
    got = rogan_gladen(1, 40, ClassifierQuality(sensitivity=0.9, specificity=0.92))

    assert (got.share, got.below_detection) == (0.0, True)


def test_a_classifier_no_better_than_chance_cannot_be_corrected_for() -> None:
    with pytest.raises(ValueError, match="audit it first"):
        rogan_gladen(1, 40, ClassifierQuality(sensitivity=0.5, specificity=0.5))


def test_certain_scores_are_ahead_below_or_equal() -> None:
    one, other = Uncertain(points=70, standard_error=0), Uncertain(points=60, standard_error=0)

    assert (probability_ahead(one, other), probability_ahead(other, one)) == (1.0, 0.0)
    assert (probability_ahead(one, one), probability_below(other, 65)) == (0.5, 1.0)
    assert interval95(one) == (70, 70)


def test_pairs_that_are_statistically_equal_are_named_best_first() -> None:
    scores = {
        "الف": Uncertain(points=66.0, standard_error=3.0),
        "ب": Uncertain(points=68.8, standard_error=2.47),
        "پ": Uncertain(points=20, standard_error=2),
    }

    assert equal_pairs(scores) == [("ب", "الف")]


def test_missing_numbers_stay_out_of_numpy_warnings() -> None:
    with np.errstate(all="raise"):
        drawn([saw(WATER, STORIES, 0)], Audit(counts={"press_stories": SMALL}), scheme(STORIES), WATER)
