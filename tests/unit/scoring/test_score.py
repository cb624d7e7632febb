"""Scoring a round: points, weights, missing parts, bands and ranks."""

from collections.abc import Sequence

import pytest

from core.agencies import Agency, AgencyKey
from core.calendar import JalaliMonth
from core.coverage import Completeness
from core.errors import RoundError
from core.methodology import Profile
from core.observations import Observation, State
from core.schemes import Band, Direction, Indicator, MeasureUse, Normalisation, Scheme
from core.scores import TOTAL, Score
from scoring.normalise import normalised
from scoring.rank import ranks
from scoring.score import band_of, score_round

MEHR = JalaliMonth(1404, 7)
BANDS = (
    Band(name="بسیار ضعیف", from_score=0),
    Band(name="ضعیف", from_score=30),
    Band(name="متوسط", from_score=50),
    Band(name="خوب", from_score=70),
    Band(name="بسیار خوب", from_score=85),
)


def agency(type_slug: str, group: str = "g1", track: str = "agencies", *, scored: bool = True) -> Agency:
    return Agency(key=AgencyKey(type_slug, "قزوین"), name=type_slug, group=group, track=track, scored=scored)


def profile(*agencies: Agency) -> Profile:
    return Profile(
        id="qazvin",
        name="قزوین",
        province="قزوین",
        sample=True,
        groups={"g1": "یک", "g2": "دو"},
        tracks={"agencies": "دستگاه‌ها"},
        agencies=agencies,
        scheme="s",
        watched_outlets=(),
    )


def use(measure: str = "m", target: float = 10, **changes: object) -> MeasureUse:
    values: dict[str, object] = {
        "measure": measure,
        "normalisation": Normalisation.TARGET_RATIO,
        "target": target,
    }
    return MeasureUse(**values | changes)  # type: ignore[arg-type]


def indicator(
    name: str, weight: float, *uses: MeasureUse, domain: str = "d", not_for: tuple[str, ...] = ()
) -> Indicator:
    return Indicator(
        id=name,
        name=name,
        domain=domain,
        weight=weight,
        measures=uses or (use(name),),
        not_for_groups=not_for,
    )


def scheme(*indicators: Indicator, domains: tuple[str, ...] = ("d",)) -> Scheme:
    return Scheme(
        id="s",
        version="1",
        name="نمونه",
        domains=tuple((d, d) for d in domains),
        indicators=indicators,
        bands=BANDS,
    )


def saw(
    of: Agency, measure: str, value: float | None, state: State = State.MEASURED, seen: int = 10
) -> Observation:
    return Observation(
        agency=of.key,
        measure=measure,
        value=value,
        state=state if value is not None else State.NOT_MEASURED,
        completeness=Completeness(expected=10, seen=seen),
        why="" if value is not None else "منبع پاسخ نداد",
    )


def totals(scores: Sequence[Score]) -> dict[str, Score]:
    return {s.agency.type: s for s in scores if s.subject == TOTAL}


def scored(observations: Sequence[Observation], of: Scheme, *agencies: Agency) -> dict[str, Score]:
    return totals(score_round(observations, of, profile(*agencies), MEHR))


WATER, GAS, POWER = agency("water"), agency("gas"), agency("power")


def test_an_indicator_is_the_ratio_to_its_target_and_capped() -> None:
    assert normalised(use(target=24), saw(WATER, "m", 18)).points == 75
    assert normalised(use(target=24), saw(WATER, "m", 30)).points == 100


def test_less_is_better_turns_the_ratio_over() -> None:
    less = use(target=5, direction=Direction.LESS)

    assert normalised(less, saw(WATER, "m", 8)).points == 62.5
    assert normalised(less, saw(WATER, "m", 4)).points == 100
    assert normalised(less, saw(WATER, "m", 0, State.ZERO)).points == 100


def test_goalposts_are_linear_and_clipped() -> None:
    ages = use(normalisation=Normalisation.GOALPOSTS, goalposts=(1, 30), direction=Direction.LESS)

    assert normalised(ages, saw(WATER, "m", 15.5)).points == pytest.approx(50)
    assert normalised(ages, saw(WATER, "m", 45)).points == 0
    assert normalised(ages, saw(WATER, "m", 0)).points == 100


def test_a_share_is_points_already() -> None:
    share = use(normalisation=Normalisation.SHARE)

    assert normalised(share, saw(WATER, "m", 0.25)).points == 25


def test_days_we_did_not_see_leave_the_target_too() -> None:
    part = normalised(use(target=10), saw(WATER, "m", 8, seen=8), grows_with_coverage=True)

    assert part.points == pytest.approx(100)
    assert "هدف کامل ۱۰" in part.rule


def test_what_was_not_handed_in_is_zero_even_where_less_is_better() -> None:
    late = Observation(
        agency=WATER.key,
        measure="m",
        value=None,
        state=State.NOT_SUBMITTED,
        completeness=Completeness(expected=0, seen=0),
    )

    assert normalised(use(direction=Direction.LESS), late).points == 0


def test_a_target_of_zero_is_a_scheme_error() -> None:
    with pytest.raises(RoundError, match="target above zero"):
        normalised(use(target=0), saw(WATER, "m", 8))


def test_equal_goalposts_are_a_scheme_error() -> None:
    with pytest.raises(RoundError, match="two different goalposts"):
        normalised(use(normalisation=Normalisation.GOALPOSTS, goalposts=(3, 3)), saw(WATER, "m", 8))


def test_a_total_is_the_weighted_mean_and_its_parts_add_up() -> None:
    of = scheme(indicator("a", 3), indicator("b", 1))
    score = scored([saw(WATER, "a", 10), saw(WATER, "b", 5)], of, WATER)["water"]

    assert score.points == pytest.approx(87.5)
    assert sum((p.points or 0) * p.weight for p in score.trace) == pytest.approx(87.5)


def test_an_unmeasured_part_leaves_with_its_weight() -> None:
    of = scheme(indicator("a", 7), indicator("b", 3))
    score = scored([saw(WATER, "a", 5), saw(WATER, "b", None)], of, WATER)["water"]

    assert score.points == 50
    assert score.available_weight == pytest.approx(0.7)


def test_below_sixty_five_percent_of_the_weight_there_is_no_score() -> None:
    of = scheme(indicator("a", 64), indicator("b", 36))
    score = scored([saw(WATER, "a", 5), saw(WATER, "b", None)], of, WATER)["water"]

    assert (score.points, score.rank, score.band) == (None, None, None)


def test_exactly_sixty_five_percent_is_enough() -> None:
    of = scheme(*(indicator(name, 0.13) for name in "abcde"), indicator("f", 0.35))
    seen = [saw(WATER, name, 5) for name in "abcde"]

    assert scored([*seen, saw(WATER, "f", None)], of, WATER)["water"].points == pytest.approx(50)


def test_missing_weight_is_counted_down_to_the_measures() -> None:
    both = indicator("a", 1, use("x", weight=0.7), use("y", weight=0.3))
    of = scheme(both, indicator("b", 1))
    seen = [saw(WATER, "x", 5), saw(WATER, "y", None), saw(WATER, "b", 5)]

    assert scored(seen, of, WATER)["water"].available_weight == pytest.approx(0.85)


def test_an_exempt_group_is_judged_on_the_rest_alone() -> None:
    of = scheme(indicator("a", 1), indicator("b", 9, not_for=("g1",)))
    score = scored([saw(WATER, "a", 5), saw(WATER, "b", 0)], of, WATER)["water"]

    assert (score.points, score.available_weight) == (50, 1.0)


def test_a_domain_without_enough_leaves_the_total() -> None:
    of = scheme(indicator("a", 8), indicator("b", 2, domain="e"), domains=("d", "e"))
    scores = score_round([saw(WATER, "a", 5)], of, profile(WATER), MEHR)
    by_subject = {s.subject: s for s in scores}

    assert by_subject["e"].points is None
    assert by_subject[TOTAL].points == 50
    assert [p.state for p in by_subject[TOTAL].trace] == [State.MEASURED, State.NOT_MEASURED]


def test_a_fault_never_scores_below_the_score_without_the_measure() -> None:
    with_fault = scheme(indicator("a", 7), indicator("b", 3))
    without = scheme(indicator("a", 7))
    seen = [saw(WATER, "a", 5), saw(WATER, "b", None)]
    score, alone = (scored(seen, of, WATER)["water"].points for of in (with_fault, without))

    assert score == alone


def test_ties_share_the_smallest_rank() -> None:
    assert ranks({"a": 9.0, "b": 7.0, "c": 7.0, "d": 1.0}) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_ranks_use_what_rounding_would_hide_but_not_noise() -> None:
    assert ranks({"a": 68.84, "b": 68.82}) == {"a": 1, "b": 2}
    assert ranks({"a": 0.1 + 0.2, "b": 0.3}) == {"a": 1, "b": 1}


def test_ranks_stay_inside_group_and_track() -> None:
    other_group, other_track = agency("gas", group="g2"), agency("power", track="governorates")
    of = scheme(indicator("a", 1))
    seen = [saw(WATER, "a", 5), saw(other_group, "a", 9), saw(other_track, "a", 9)]
    got = scored(seen, of, WATER, other_group, other_track)

    assert {name: (s.rank, s.ranked_among) for name, s in got.items()} == {
        "water": (1, 1),
        "gas": (1, 1),
        "power": (1, 1),
    }


def test_the_governors_office_stands_outside() -> None:
    office = agency("governor-office", scored=False)
    of = scheme(indicator("a", 1))
    got = scored([saw(WATER, "a", 5), saw(office, "a", 9)], of, WATER, office)

    assert (got["water"].rank, got["water"].ranked_among) == (1, 1)
    assert (got["governor-office"].rank, got["governor-office"].band) == (None, None)
    assert got["governor-office"].points == 90


def test_who_has_no_score_is_not_among_the_ranked() -> None:
    of = scheme(indicator("a", 1))
    got = scored([saw(WATER, "a", 5), saw(GAS, "a", None), saw(POWER, "a", 7)], of, WATER, GAS, POWER)

    assert (got["water"].rank, got["water"].ranked_among, got["gas"].rank) == (2, 2, None)


def test_the_lower_edge_belongs_to_the_band() -> None:
    assert [band_of(p, BANDS) for p in (0, 29.999, 30, 84.9, 85)] == [
        "بسیار ضعیف",
        "بسیار ضعیف",
        "ضعیف",
        "خوب",
        "بسیار خوب",
    ]


def test_counting_a_measure_twice_stops_the_round() -> None:
    with pytest.raises(RoundError, match="two observations of 'a'"):
        scored([saw(WATER, "a", 5), saw(WATER, "a", 6)], scheme(indicator("a", 1)), WATER)


def test_an_uncounted_measure_says_so() -> None:
    scores = score_round([], scheme(indicator("a", 1)), profile(WATER), MEHR)

    assert scores[0].trace[0].rule == "در این دور شمرده نشده است."
