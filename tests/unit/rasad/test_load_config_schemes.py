"""Faults in schemes: each gives its message with file and line."""

from pathlib import Path

import pytest

from tests.unit.rasad.load_config_samples import FILES, problems_of, problems_with

SCHEME = "schemes/activity.yaml"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "weight: 60",
            "weight: 50",
            "5: the weights of the indicators sum to 90 and must sum to 100; change some",
        ),
        (
            "target: 12}",
            "target: 12, weight: 0.5}",
            "10: the weights of the measures of 'stories' sum to 0.5 and must sum to 1; change some",
        ),
        (
            "press_stories",
            "press_storys",
            "11: there is no measure 'press_storys'; did you mean 'press_stories'?",
        ),
        ("domain: press", "domain: pres", "8: there is no domain 'pres'; did you mean 'press'?"),
        (
            "site: پایگاه",
            "site: پ, web: و",
            "4: domain 'web' has no indicator, so it cannot be measured; add one",
        ),
        (
            "id: freshness",
            "id: stories",
            "12: indicator 'stories' stands already in line 6; rename or remove one",
        ),
        (
            ", target: 12}",
            "}",
            "11: 'press_stories': a target belongs to target_ratio, and target_ratio needs one",
        ),
        ("target: 12}", "target: 0}", "11: 'target' does not fit: Input should be greater than 0 (found 0)"),
        ("[1, 30]", "[30, 30]", "20: both goalposts are 30; write two different numbers"),
        (
            "        goalposts: [1, 30]\n",
            "",
            "18: 'own_site_staleness_days': two ends belong to goalposts, and",
        ),
        ("from_score: 0}", "from_score: 5}", "23: the lowest band begins at 5 and leaves scores without one"),
        (
            "from_score: 70}",
            "from_score: 0}",
            "24: band 'خوب' does not begin above 'ضعیف'; order the bands upward",
        ),
        ("E: 0.4, ", "", "25: tier 'E' has no weight; add it (0 when such outlets do not count)"),
        ("A: 1.6", "AA: 1.6", "25: 'AA' is not a value of 'AA'; did you mean 'A'?"),
        (
            "direction: less",
            "direction: least",
            "21: 'least' is not a value of 'direction'; did you mean 'less'?",
        ),
        (
            "normalisation: goalposts",
            "normalization: goalposts",
            "18: key 'normalisation' is missing; add it",
        ),
    ],
)
def test_a_fault_in_a_scheme_is_reported(tmp_path: Path, old: str, new: str, problem: str) -> None:
    problems = problems_with(tmp_path, SCHEME, old, new)

    assert any(found.startswith(f"{SCHEME}:{problem}") for found in problems), problems


def test_two_schemes_of_one_id_are_a_fault(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, {"schemes/copy.yaml": FILES[SCHEME]})

    assert problems == [
        f"schemes/copy.yaml:1: scheme 'activity' stands already at {SCHEME}:1; rename or remove one"
    ]
