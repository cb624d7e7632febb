"""Faults in how a scheme uses measures: windows, ids, parameters, groups; each with file and line."""

from pathlib import Path

import pytest

from core.schemes import NullRule, PeriodKind, SourceKind, Stage
from rasad.load_config import check
from scoring.measures import MEASURES
from tests.unit.rasad.load_config_samples import FILES, KINDS, problems_of, write_config

SCHEME = "schemes/activity.yaml"
CAMPAIGN = """\
id: activity
version: "2"
name: پویش
sample: true
period: quarter
submission_days: 9
windows:
  week: {name: هفتهٔ دولت, first: 06-02, last: 06-08}
domains: {work: کار, news: خبر}
indicators:
  - id: conferences
    name: نشست‌ها
    domain: work
    weight: 40
    measures:
      - measure: submitted_records
        id: of-the-week
        name: نشست‌های هفته
        stage: activity
        source: record
        normalisation: target_ratio
        target: 1
        group_targets: {cities: 2}
        window: week
        cap: 90
        null_rule: zero
        parameters: {kinds: [press-conference]}
  - id: index
    name: شاخص
    domain: news
    weight: 60
    measures:
      - measure: activity_press
        normalisation: points
        least_evidence: 2
        parameters: {target: 12, targets: {services: 9}}
bands:
  - {name: ضعیف, from_score: 0}
tier_weights: {A: 1.6, B: 1.3, C: 1.0, D: 0.7, E: 0.4, unlicensed: 0}
"""


def problems(folder: Path, old: str = "", new: str = "") -> list[str]:
    text = CAMPAIGN
    if old:
        assert text.count(old) == 1, f"'{old}' must stand once"
        text = text.replace(old, new)
    return problems_in(folder, text)


def problems_in(folder: Path, scheme: str) -> list[str]:
    write_config(folder, {**FILES, SCHEME: scheme})
    found = check([folder], known_measures=MEASURES, known_kinds=KINDS)
    return [problem.replace(f"{folder}/", "") for problem in found.problems]


def test_everything_a_scheme_may_say_is_read(tmp_path: Path) -> None:
    write_config(tmp_path, {**FILES, SCHEME: CAMPAIGN})
    found = check([tmp_path], known_measures=MEASURES, known_kinds=KINDS)
    assert found.methodology is not None
    scheme = found.methodology.schemes["activity"]
    use, index = scheme.uses

    assert (scheme.sample, scheme.period, scheme.submission_days) == (True, PeriodKind.QUARTER, 9)
    assert (scheme.windows[0].id, scheme.windows[0].first, scheme.windows[0].last) == ("week", (6, 2), (6, 8))
    assert (use.key, use.stage, use.source) == ("of-the-week", Stage.ACTIVITY, SourceKind.RECORD)
    assert (use.group_targets, use.cap, use.null_rule) == ({"cities": 2}, 90, NullRule.ZERO)
    assert (index.key, index.least_evidence) == ("activity_press", 2)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("window: week", "window: weak", "24: there is no window 'weak'; did you mean 'week'?"),
        ("first: 06-02", "first: 12-30", "8: month 12 has no day 30 in every year; write an earlier one"),
        ("first: 06-02", "first: 07-31", "8: month 7 has no day 31 in every year"),
        ("first: 06-02", "first: 06-09", "8: window 'week' ends before it begins; swap 'first' and 'last'"),
        ("first: 06-02", "first: shahrivar", "8: 'shahrivar' is not a Jalali day of the year"),
        ("{kinds: [press-conference]}", "{kind: [poll]}", "27: 'submitted_records': kind: there is no such"),
        ("{kinds: [press-conference]}", "{kinds: 4}", "27: 'submitted_records': kinds: Input should be"),
        ("target: 12, targets", "targets", "36: 'activity_press': target: "),
        (
            "target: 12, targets",
            "target: -1, targets",
            "36: 'activity_press': the press target must be above",
        ),
        ("{services: 9}", "{service: 9}", "36: no profile with this scheme has a group 'service'; did you"),
        ("{cities: 2}", "{villages: 2}", "23: no profile with this scheme has a group 'villages'"),
        ("{cities: 2}", "{cities: 0}", "23: 'cities' does not fit: Input should be greater than 0"),
        ("source: record", "source: crawl", "20: 'submitted_records' comes from record and not from crawl"),
        ("normalisation: points", "normalisation: share", "34: 'activity_press' gives points of 0 to 100"),
        (
            "normalisation: target_ratio\n        target: 1\n        group_targets: {cities: 2}",
            "normalisation: points",
            "21: 'submitted_records' does not give points; choose target_ratio or goalposts",
        ),
        ("least_evidence: 2", "null_rule: zero", "35: 'activity_press' is not handed in by anybody"),
        ("period: quarter", "period: season", "5: 'season' is not a value of 'period'; known are"),
        ("domains: {work: کار,", "domains: {index: کار, work: کار,", "9: domain 'index' has no indicator"),
        ("cap: 90", "cap: 120", "25: 'cap' does not fit: Input should be less than or equal to 100"),
        ("id: index", "id: news", "28: 'news' is both a domain and an indicator; rename the indicator"),
    ],
)
def test_a_fault_in_a_use_is_reported(tmp_path: Path, old: str, new: str, problem: str) -> None:
    found = problems(tmp_path, old, new)

    assert any(one.startswith(f"{SCHEME}:{problem}") for one in found), found


def test_the_campaign_itself_has_no_fault(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


def test_one_measure_asked_in_two_ways_needs_two_ids(tmp_path: Path) -> None:
    again = """\
      - measure: submitted_records
        id: of-the-week
        normalisation: target_ratio
        target: 1
        weight: 0.5
        parameters: {kinds: [poll]}
bands:
"""
    text = CAMPAIGN.replace("bands:\n", again).replace("        least_evidence: 2\n", "        weight: 0.5\n")
    found = problems_in(tmp_path, text)

    assert found == [
        f"{SCHEME}:37: 'of-the-week' stands already in line 16 with another window or other parameters; "
        "give one of them an 'id' of its own"
    ]


def test_a_scheme_that_groups_agencies_itself_is_used_with_its_own_groups(tmp_path: Path) -> None:
    grouped = CAMPAIGN.replace("windows:\n", "groups: {services: یک, towns: دو}\nwindows:\n", 1)
    grouped = grouped.replace("{cities: 2}", "{towns: 2}")
    found = problems_in(tmp_path, grouped)

    assert found == [
        "provinces/semnan/profile.yaml:5: scheme 'activity' has no group 'cities', "
        "so its agencies are in none; known are services, towns"
    ]


def test_a_channel_of_an_agency_must_be_an_outlet(tmp_path: Path) -> None:
    agencies = FILES["provinces/semnan/agencies.yaml"].replace(
        "    own_outlet: gas-site\n", "    own_outlet: gas-site\n    channels: [gas-eitaa]\n"
    )
    found = problems_of(tmp_path, {"provinces/semnan/agencies.yaml": agencies})

    assert found == [
        "provinces/semnan/agencies.yaml:6: there is no outlet 'gas-eitaa'; did you mean 'gas-site'?"
    ]
