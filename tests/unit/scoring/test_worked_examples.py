"""Every number of the worked examples comes out of the real functions, to 1e-4."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.attributions import Prominence
from core.outlets import Tier
from core.schemes import Direction
from scoring.activity import diversity, responsiveness, site, social, total
from scoring.activity.initiative import InitiativeMonth, InitiativeRule, initiative_points
from scoring.activity.press import (
    Carrier,
    Originality,
    PressRule,
    PressStory,
    owner_multiplier,
    press_credit,
    press_points,
    press_points_logarithmic,
    story_credit,
)
from scoring.activity.service import ServiceRule, service_points, shrunk_share
from scoring.normalise import target_ratio
from scoring.reliability import units_needed, units_needed_exactly
from scoring.uncertainty.compared import Uncertain, interval95, probability_ahead, probability_below
from scoring.uncertainty.counts import AuditSample, corrected_count, expected_count
from scoring.uncertainty.shares import ClassifierQuality, rogan_gladen, wilson_interval

FILE = Path(__file__).parents[4] / "shared/checks/scoring-worked-examples.json"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="../shared/checks is not beside this checkout")

PRESS = PressRule(target=12)
QUALITY = ClassifierQuality(sensitivity=0.90, specificity=0.92)
SERVICE = ServiceRule(usual_share=0.40, quality=QUALITY)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    examples: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return examples


def near(value: object) -> object:
    return pytest.approx(value, abs=1e-4)


def story(
    probability: float, prominence: Prominence, originality: Originality, tier: Tier, owners: int
) -> PressStory:
    return PressStory(
        probability=probability,
        prominence=prominence,
        originality=originality,
        carriers=tuple(Carrier(owner=f"owner {n}", tier=tier) for n in range(owners)),
    )


STORIES = {
    "S1": story(0.95, Prominence.MAIN, Originality.INDEPENDENT, Tier.A, 1),
    "S2": story(0.99, Prominence.MAIN, Originality.VERBATIM, Tier.C, 30),
    "S3": story(0.90, Prominence.MAIN, Originality.EDITED, Tier.B, 4),
    "S4": story(0.80, Prominence.SECONDARY, Originality.INDEPENDENT, Tier.C, 2),
}


def test_press(expected: dict[str, Any]) -> None:
    press = expected["press"]

    assert {name: story_credit(s, PRESS) for name, s in STORIES.items()} == near(press["credits"])
    assert press_credit(list(STORIES.values()), PRESS) == near(press["C_capped"])
    assert press_points(list(STORIES.values()), PRESS) == near(press["score"])
    assert press_points_logarithmic(list(STORIES.values()), PRESS) == near(press["score_log_option"])


def test_the_owner_multiplier(expected: dict[str, Any]) -> None:
    multipliers = [owner_multiplier(n, PRESS) for n in (1, 2, 4, 8, 16, 30)]

    assert multipliers == near(expected["press"]["m(1,2,4,8,16,30)"])


def test_the_gaming_examples_of_the_press_definition() -> None:
    thirty = story(1, Prominence.MAIN, Originality.VERBATIM, Tier.C, 30)
    three_owners = story(1, Prominence.MAIN, Originality.VERBATIM, Tier.C, 3)
    reports = [story(1, Prominence.MAIN, Originality.INDEPENDENT, Tier.B, 1)] * 3
    releases = [story(1, Prominence.MAIN, Originality.VERBATIM, Tier.E, 1)] * 30

    assert story_credit(thirty, PRESS) == near(0.60)
    assert story_credit(three_owners, PRESS) == near(0.4189)
    assert press_credit(reports, PRESS) == near(3.90)
    assert sum(story_credit(s, PRESS) for s in releases) == near(3.60)
    assert press_credit(releases, PRESS) == near(3.0)
    assert press_points(releases, PRESS) == near(25.0)


def test_site(expected: dict[str, Any]) -> None:
    month = site.SiteMonth(
        active_days=15,
        working_days=26,
        longest_silence_days=6,
        mean_age_days=2.4,
        answered_nights=27,
        probed_nights=29,
        broken_links=6,
        checked_links=200,
    )
    parts = site.site_parts(month)
    want = expected["site"]

    assert (parts.activity, parts.rhythm) == near((want["d"], want["rhythm"]))
    assert (parts.freshness, parts.health) == near((want["fresh"], want["health"]))
    assert site.site_points(month) == near(want["score"])


def test_staleness(expected: dict[str, Any]) -> None:
    want = expected["staleness_example"]
    ages = site.ages_each_night(want["days"], want["pub_days"], want["prev"])
    silence = site.longest_silence_days(want["days"], want["pub_days"], want["prev"])

    assert site.mean_age_days(want["days"], want["pub_days"], want["prev"]) == near(want["mean_age"])
    assert sorted(ages)[14:16] == [want["median_age"]] * 2
    assert silence == want["longest_silent_days"]


def test_social(expected: dict[str, Any]) -> None:
    month = social.SocialMonth(active_days=20, days=31, messages=30, alive_channels=3, declared_channels=4)
    rule = social.SocialRule(target_messages=60)
    want = expected["social"]

    assert social.social_parts(month, rule) == near((want["active"], want["volume"], want["inventory"]))
    assert social.social_points(month, rule) == near(want["score"])


def test_service(expected: dict[str, Any]) -> None:
    want = expected["service"]
    share = rogan_gladen(22, 40, QUALITY)

    assert (share.observed, QUALITY.youden) == near((want["p_obs"], want["J"]))
    assert (share.share, share.standard_error) == near((want["corrected"], want["se"]))
    assert list(share.interval) == near(want["ci"])
    assert shrunk_share(22, 40, SERVICE) == near(want["shrunk"])
    assert service_points(22, 40, SERVICE) == near(want["score"])


def test_one_story_and_none_give_little_service() -> None:
    assert service_points(1, 1, SERVICE) == near(15.1515)
    assert service_points(0, 0, SERVICE) == 0


def test_diversity(expected: dict[str, Any]) -> None:
    want = expected["diversity"]
    owners, topics = (10, 5, 3, 1, 1), (8, 6, 4, 2)

    assert (diversity.entropy(owners), diversity.entropy(topics)) == near((want["H_out"], want["H_top"]))
    assert diversity.effective_number(owners) == near(want["eff_out"])
    assert diversity.effective_number(topics) == near(want["eff_top"])
    assert diversity.effective_number_simpson(owners) == near(want["hhi_eff_out"])
    assert (diversity.evenness(owners, 8), diversity.evenness(topics, 6)) == near(
        (want["s_out"], want["s_top"])
    )
    assert diversity.diversity_points(owners, topics) == near(want["score"])


def test_responsiveness(expected: dict[str, Any]) -> None:
    answered = [
        responsiveness.Case(state=responsiveness.CaseState.ANSWERED, hours_to_reply=hours)
        for hours in (10, 50, 9 * 24)
    ]
    others = [
        responsiveness.Case(state=state)
        for state in (responsiveness.CaseState.UNANSWERED, responsiveness.CaseState.JUSTIFIED)
    ]

    assert responsiveness.responsiveness_points([*answered, *others]) == near(
        expected["responsiveness"]["score"]
    )


def test_initiative(expected: dict[str, Any]) -> None:
    month = InitiativeMonth(formats=3, events=1, own_first_stories=9, shared_stories=12)

    assert initiative_points(month, InitiativeRule(target_events=2)) == near(expected["initiative"]["score"])


def all_seven(expected: dict[str, Any]) -> dict[str, float | None]:
    return {name: expected[name]["score"] for name in total.SUB_INDEX_WEIGHTS}


def test_the_index(expected: dict[str, Any]) -> None:
    want = expected["MAI"]
    points = all_seven(expected)

    assert want["weights"] == total.SUB_INDEX_WEIGHTS
    assert total.activity_index(points) == near(want["arith"])
    assert total.activity_index(points | {"responsiveness": None}) == near(want["without_responsiveness"])
    assert total.activity_index_geometric(points) == near(want["geometric_floor1"])


def test_the_index_below_the_least_weight_is_not_given(expected: dict[str, Any]) -> None:
    points = all_seven(expected) | {"site": None, "social": None, "responsiveness": None}

    assert total.activity_index(points) is None
    assert total.activity_index_geometric(points) is None


def test_the_error_of_the_index(expected: dict[str, Any]) -> None:
    want = expected["MAI"]
    error = total.activity_index_error(want["se_inputs"])
    middle = total.activity_index(all_seven(expected)) or 0.0

    assert error == near(want["se"])
    assert list(interval95(Uncertain(points=middle, standard_error=error))) == near(want["ci95"])


def test_corrected_counts(expected: dict[str, Any]) -> None:
    want = expected["count_ci"]
    audit = AuditSample(precision=0.92, precision_size=200, recall=0.85, recall_size=100)
    count = corrected_count(want["N"], audit)

    assert (count.corrected, count.log_error) == near((want["N_hat"], want["se_ln"]))
    assert list(count.interval) == near(want["ci95"])
    assert list(corrected_count(want["N"], audit, as_rate=True).interval) == near(want["ci95_with_poisson"])


def test_counts_of_probabilities(expected: dict[str, Any]) -> None:
    want = expected["prob_count"]

    assert expected_count(want["p"]) == near((want["expected"], want["sd"]))


def test_wilson(expected: dict[str, Any]) -> None:
    for name, interval in expected["wilson"].items():
        successes, trials = map(int, name.split("/"))

        assert list(wilson_interval(successes, trials)) == near(interval)


def test_target_ratios(expected: dict[str, Any]) -> None:
    want = expected["target_ratio"]
    out_of_ten = [
        target_ratio(18, 24) / 10,
        target_ratio(30, 24) / 10,
        target_ratio(8, 5, Direction.LESS) / 10,
        target_ratio(4, 5, Direction.LESS) / 10,
        target_ratio(0, 5, Direction.LESS) / 10,
    ]

    assert out_of_ten == near(list(want.values()))


def test_probabilities(expected: dict[str, Any]) -> None:
    ahead, below = expected["prob"].values()
    one, other = Uncertain(points=68.8, standard_error=2.47), Uncertain(points=66.0, standard_error=3.0)

    assert probability_ahead(one, other) == near(ahead)
    assert probability_below(Uncertain(points=28.4, standard_error=2.0), 30) == near(below)


def test_units_two_coders_must_code(expected: dict[str, Any]) -> None:
    want = expected["bloch_kraemer_2_coders"]

    assert units_needed_exactly(0.800, 0.25) == pytest.approx(want["p=.25,a=.800"], abs=1e-3)
    assert units_needed_exactly(0.667, 0.25) == pytest.approx(want["p=.25,a=.667"], abs=1e-3)
    assert (units_needed(0.800, 0.25), units_needed(0.667, 0.25)) == (139, 81)
