"""Faults in profiles and their agencies: each gives its message with file and line."""

from pathlib import Path

import pytest

from core.agencies import AgencyKey, AgencyType, Level
from rasad.load_config import load_methodology
from rasad.load_config.agencies import default_name
from tests.unit.rasad.load_config_samples import FILES, problems_of, problems_with, warnings_of, write_config

PROFILE = "provinces/semnan/profile.yaml"
AGENCIES = "provinces/semnan/agencies.yaml"


def with_agency(entry: str) -> dict[str, str]:
    """The good agencies and one more, which stands in line 13."""
    return {AGENCIES: f"{FILES[AGENCIES]}  - {entry}\n"}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("province: سمنان", "province: سمنانات", "3: there is no province 'سمنانات'; did you mean 'سمنان'?"),
        ("scheme: activity", "scheme: activty", "4: there is no scheme 'activty'; did you mean 'activity'?"),
        ("[kavir, nava]", "[kavir, navaa]", "7: there is no outlet 'navaa'; did you mean 'nava'?"),
        ("[kavir, nava]", "[kavir, kavir]", "7: outlet 'kavir' stands twice; remove one"),
        ("id: semnan", "id: semnani", "1: profile 'semnani' stands in provinces/semnan; "),
        ('"127.0.0.1:8765"', "localhost", "8: 'localhost' is not an address with a port; write it like"),
        ("cities: شهرداری‌ها", "citys: شهرداری‌ها", "5: group 'citys' has no agency; remove it or give it one"),
        ("{agencies: دستگاه‌ها}", "{agencies: د, local: م}", "6: track 'local' has no agency; remove it or"),
    ],
)
def test_a_profile_refers_only_to_what_exists(tmp_path: Path, old: str, new: str, problem: str) -> None:
    problems = problems_with(tmp_path, PROFILE, old, new)

    assert any(found.startswith(f"{PROFILE}:{problem}") for found in problems), problems


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("type: gas", "type: gass", "2: there is no agency type 'gass'; did you mean 'gas'?"),
        (
            "group: services",
            "group: service",
            "3: the profile has no group 'service'; did you mean 'services'?",
        ),
        (
            "own_outlet: gas-site",
            "own_outlet: gas-cite",
            "5: there is no outlet 'gas-cite'; did you mean 'gas-site'?",
        ),
        ("until: 1404-06-31", "until: 1402-06-31", "7: the term of جلال آذرنیا ends before it begins; swap"),
        (
            "until: 1404-06-31",
            "until: 1404-07-31",
            "7: '1404-07-31' is not a Jalali date; write year-month-day",
        ),
        (
            "city: بسطام",
            "city: یزد",
            "10: سمنان has no city 'یزد'; correct it, or add it to places/cities.yaml",
        ),
        (
            "city: بسطام",
            "county: شاهرود",
            "9: type 'municipality' is a body of a city; write 'city' instead of",
        ),
        ("    city: بسطام\n", "", "9: type 'municipality' exists in each city; add 'city'"),
        ("scored: false", "score: false", "13: unknown key 'score'; did you mean 'scored'?"),
    ],
)
def test_an_agency_refers_only_to_what_exists(tmp_path: Path, old: str, new: str, problem: str) -> None:
    problems = problems_with(tmp_path, AGENCIES, old, new)

    assert any(found.startswith(f"{AGENCIES}:{problem}") for found in problems), problems


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{type: county-governor, ", "type 'county-governor' exists in each county; add 'county'"),
        ("{type: county-governor, county: میامی, ", "سمنان has no county 'میامی'; known are سمنان, شاهرود"),
        ("{type: district-governor, ", "type 'district-governor' exists in each county; add 'county'"),
        ("{type: university, ", "type 'university' has several bodies in a province; add 'own_name'"),
        ("{type: education, city: بسطام, ", "type 'education' is no body of a city; write 'county' for"),
        ("{type: gas, ", "agency 'gas' stands already at provinces/semnan/agencies.yaml:2; rename or"),
        ("{type: education, name: شرکت گاز استان سمنان, ", "name 'شرکتگازاستانسمنان' belongs already to"),
        ("{type: education, other_names: [شهرداري بسطام], ", "name 'شهرداریبسطام' belongs already to"),
        (
            "{type: education, own_outlet: gas-site, ",
            "own outlet 'gas-site' belongs already to the agency at",
        ),
        ("{type: gas, since: 1404-01-01, ", "this agency is watched at the same time by the entry at"),
        (
            "{type: education, since: 1404-02-01, until: 1404-01-01, ",
            "the agency is watched until a day before",
        ),
    ],
)
def test_one_more_agency_can_be_wrong(tmp_path: Path, entry: str, problem: str) -> None:
    problems = problems_of(tmp_path, with_agency(f"{entry}group: services, track: agencies}}"))

    assert [found.startswith(f"{AGENCIES}:14: {problem}") for found in problems] == [True], problems


def test_an_agency_may_change_its_group_on_a_day(tmp_path: Path) -> None:
    entries = (
        "agencies:\n"
        "  - {type: gas, group: services, track: agencies, until: 1404-06-31}\n"
        "  - {type: gas, group: cities, track: agencies, since: 1404-07-01}\n"
    )

    [profile] = load_methodology([write_config(tmp_path, FILES | {AGENCIES: entries})]).profiles.values()

    assert [agency.group for agency in profile.agencies] == ["services", "cities"]


def test_two_heads_in_one_role_at_a_time_are_a_warning(tmp_path: Path) -> None:
    agencies = FILES[AGENCIES].replace("since: 1404-07-01", "since: 1404-06-01")

    assert warnings_of(tmp_path, {AGENCIES: agencies}) == [
        f"{AGENCIES}:8: شهرام گلزاری and جلال آذرنیا (line 7) are both مدیرعامل for some days; "
        "end one term if that is not so"
    ]


def test_an_outlet_that_is_watched_or_owned_and_never_crawled_is_a_warning(tmp_path: Path) -> None:
    bare = "outlets:\n  - {id: hamun, name: هامون, tier: E}\n  - {id: quiet, name: خاموش, tier: E}\n"
    warnings = warnings_of(
        tmp_path,
        {
            "outlets/bare.yaml": bare,
            PROFILE: FILES[PROFILE].replace("[kavir, nava]", "[kavir, hamun]"),
            AGENCIES: FILES[AGENCIES].replace("own_outlet: gas-site", "own_outlet: quiet"),
        },
    )

    assert [warning.split(";")[0] for warning in warnings] == [
        f"{AGENCIES}:5: own outlet 'quiet' has no source, so its site is never measured",
        f"{PROFILE}:7: outlet 'hamun' is watched and has no source, so its coverage is never complete",
    ]


def test_agencies_need_a_profile_beside_them(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, {"provinces/yazd/agencies.yaml": "agencies: []\n"})

    assert problems == ["provinces/yazd/agencies.yaml:1: there is no profile.yaml beside this file; add it"]


def test_a_scheme_exempts_only_groups_that_an_office_has(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, "schemes/activity.yaml", "[cities]", "[citys]")

    assert problems == [
        "schemes/activity.yaml:16: no profile with this scheme has a group 'citys'; did you mean 'cities'?"
    ]


@pytest.mark.parametrize(
    ("level", "type_name", "county_name", "key", "name"),
    [
        (Level.PROVINCE, "شرکت گاز استان", None, ("سمنان", None, None), "شرکت گاز استان سمنان"),
        (Level.CITY, "شهرداری", None, ("سمنان", "شاهرود", None), "شهرداری شاهرود"),
        (Level.PROVINCE, "شرکت گاز استان", "اداره گاز", ("سمنان", "میامی", None), "اداره گاز میامی"),
        (Level.PROVINCE, "دانشگاه", None, ("سمنان", None, "دانشگاه سمنان"), "دانشگاه سمنان"),
    ],
)
def test_a_name_is_built_from_the_type_and_the_place(
    level: Level,
    type_name: str,
    county_name: str | None,
    key: tuple[str, str | None, str | None],
    name: str,
) -> None:
    agency_type = AgencyType(slug="gas", level=level, name=type_name, county_name=county_name)

    assert default_name(agency_type, AgencyKey("gas", *key)) == name
