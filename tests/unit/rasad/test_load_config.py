"""Loading config/ as a whole: what comes out, overlays, the hash, and the shipped config."""

import sys
from datetime import date, time, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from core.agencies import AgencyKey
from core.errors import ConfigError
from core.methodology import Methodology
from core.outlets import OutletKind, Tier
from crawler.kinds import KINDS
from rasad.load_config import check, load_methodology
from scoring.measures import MEASURES
from tests.unit.rasad.load_config_samples import FILES, checked, warnings_of, write_config


@pytest.fixture(scope="module")
def shipped(checkout: Path) -> Methodology:
    return load_methodology([checkout / "config"])


def test_everything_in_config_becomes_one_methodology(tmp_path: Path) -> None:
    methodology = load_methodology([write_config(tmp_path)])

    assert [province.name for province in methodology.places.provinces] == ["سمنان", "یزد"]
    assert methodology.places.cities[-1].other_names == ("گرد فرامرز",)
    assert [agency_type.slug for agency_type in methodology.agency_types][:2] == ["gas", "education"]
    assert methodology.topics[0].name == "انرژی"
    assert methodology.lexicon["speech"] == {"verbs": ["گفت", "افزود"]}
    assert "topics" in methodology.lexicon
    assert methodology.settings.nightly_at == time(2, 15)
    assert set(methodology.sources) == {"kavir-feed", "nava-news", "gas-site-feed"}


def test_an_outlet_keeps_what_its_entry_says(tmp_path: Path) -> None:
    outlets = load_methodology([write_config(tmp_path)]).outlets

    [source] = outlets["kavir"].sources
    assert (outlets["kavir"].tier, outlets["kavir"].owner) == (Tier.B, "مؤسسه کویر")
    assert outlets["nava"].owner == "نوا"
    assert outlets["nava"].sources[0].selectors.links == "a.news"
    assert outlets["gas-site"].kind is OutletKind.AGENCY_SITE
    assert (source.outlet, source.every, source.expect_a_day) == ("kavir", timedelta(hours=20), (1, 9))


def test_a_profile_carries_its_agencies_with_dates_and_names(tmp_path: Path) -> None:
    profile = load_methodology([write_config(tmp_path)]).profiles["semnan"]

    gas, municipality = profile.agencies
    assert (gas.key, gas.name) == (AgencyKey("gas", "سمنان"), "شرکت گاز استان سمنان")
    assert gas.heads[0].until == date(2025, 9, 22)
    assert gas.heads[1].since == date(2025, 9, 23)
    assert municipality.key == AgencyKey("municipality", "سمنان", "بسطام")
    assert not municipality.scored
    assert profile.allowed_private == ("127.0.0.1:8765",)


def test_the_calendar_knows_since_when_a_weekday_rests(tmp_path: Path) -> None:
    days = load_methodology([write_config(tmp_path)]).working_days

    assert days.is_working(date(2024, 5, 30))  # Thursday, 10 Khordad 1403
    assert not days.is_working(date(2024, 6, 6))  # Thursday, 17 Khordad 1403
    assert not days.is_working(date(2024, 5, 31))  # Friday
    assert not days.is_working(date(2026, 2, 11))  # 22 Bahman 1404


def test_a_scheme_becomes_the_record_that_scoring_knows(tmp_path: Path) -> None:
    scheme = load_methodology([write_config(tmp_path)]).schemes["activity"]

    assert scheme.domains == (("press", "رسانه‌ها"), ("site", "پایگاه"))
    assert [indicator.weight for indicator in scheme.indicators] == [60, 40]
    assert scheme.indicators[1].measures[0].goalposts == (1, 30)
    assert dict(scheme.tier_weights)["A"] == 1.6
    assert (scheme.least_available_weight, scheme.least_completeness) == (0.65, 0.8)


def test_all_problems_are_raised_at_once(tmp_path: Path) -> None:
    write_config(tmp_path, FILES | {"settings.yaml": "nightly: 3\n", "topics.yaml": "topics: 1\n"})

    with pytest.raises(ConfigError) as raised:
        load_methodology([tmp_path])

    assert [problem.split("/")[-1].split(":")[0] for problem in raised.value.problems] == [
        "settings.yaml",
        "topics.yaml",
    ]


def test_an_overlay_replaces_entries_with_the_same_id_and_adds_new_ones(tmp_path: Path) -> None:
    shipped = write_config(tmp_path / "shipped")
    own = write_config(
        tmp_path / "own",
        {
            "outlets/mine.yaml": "outlets:\n"
            "  - {id: kavir, name: کویر نو, tier: A, sources: []}\n"
            "  - {id: hamun, name: هامون, tier: E}\n",
            "places/cities.yaml": "cities: {یزد: {یزد: [زارچ]}}\n",
            "calendars/closures.yaml": "holidays: {1404-11-22: null, 1404-10-20: تعطیلی برای سرما}\n",
            "provinces/semnan/agencies.yaml": "agencies:\n"
            "  - {type: gas, group: services, track: agencies, name: گاز سمنان}\n",
            "settings.yaml": "close_day: 5\n",
            "lexicon/speech.yaml": "verbs: [تصریح کرد, گفت]\n",
        },
    )

    methodology = load_methodology([shipped, own])

    assert methodology.outlets["kavir"].name == "کویر نو"
    assert methodology.outlets["kavir"].sources == ()
    assert list(methodology.outlets) == ["kavir", "nava", "gas-site", "hamun"]
    assert [city.name for city in methodology.places.cities][-1] == "زارچ"
    assert methodology.working_days.is_working(date(2026, 2, 11))
    assert methodology.working_days.holidays == {date(2026, 1, 10): "تعطیلی برای سرما"}
    assert methodology.profiles["semnan"].agencies[0].name == "گاز سمنان"
    assert (methodology.settings.close_day, methodology.settings.nightly_at) == (5, time(2, 15))
    assert methodology.lexicon["speech"] == {"verbs": ["گفت", "افزود", "تصریح کرد"]}


def test_a_whole_file_of_one_entry_is_replaced_by_its_id(tmp_path: Path) -> None:
    shipped = write_config(tmp_path / "shipped")
    scheme = FILES["schemes/activity.yaml"].replace('version: "1"', 'version: "2"')
    own = write_config(tmp_path / "own", {"schemes/our-name.yaml": scheme})

    methodology = load_methodology([shipped, own])

    assert methodology.schemes["activity"].version == "2"


def test_a_lexicon_entry_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    entries = "rules:\n  - {id: a, word: یک}\n  - {id: b, word: دو}\nweight: 1\n"
    shipped = write_config(tmp_path / "shipped", FILES | {"lexicon/rules.yaml": entries})
    overlay = "rules:\n  - {id: b, word: سه}\nweight: 2\nmore: {}\n"
    own = write_config(tmp_path / "own", {"lexicon/rules.yaml": overlay})

    rules = load_methodology([shipped, own]).lexicon["rules"]

    assert rules == {
        "rules": [{"id": "a", "word": "یک"}, {"id": "b", "word": "سه"}],
        "weight": 2,
        "more": {},
    }


def test_the_hash_follows_the_bytes_and_not_the_folder(tmp_path: Path) -> None:
    first = load_methodology([write_config(tmp_path / "a")])
    same = load_methodology([write_config(tmp_path / "b")])
    changed_files = FILES | {"settings.yaml": 'nightly_at: "02:16"\n'}
    changed = load_methodology([write_config(tmp_path / "c", changed_files)])

    assert first.config_hash == same.config_hash
    assert first.config_hash != changed.config_hash


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    found = checked(tmp_path / "nowhere")

    assert f"{tmp_path / 'nowhere'}:1: there is no such folder" in found.problems[0]
    assert found.methodology is None


def test_a_file_that_nobody_reads_is_a_warning(tmp_path: Path) -> None:
    warnings = warnings_of(tmp_path, {"outlet/press.yaml": "outlets: []\n", "outlets/more.yml": "a: 1\n"})

    assert len(warnings) == 2
    assert warnings[0].startswith("outlet/press.yaml:1: nothing reads this file; files that are read are")
    assert warnings[1].startswith("outlets/more.yml:1: files that end in .yml are not read")


def test_names_of_code_are_checked_only_when_they_are_given(tmp_path: Path) -> None:
    press = FILES["outlets/press.yaml"].replace("kind: feed", "kind: fax")
    folder = write_config(tmp_path, FILES | {"outlets/press.yaml": press})

    assert check([folder]).problems == ()
    assert len(check([folder], known_kinds=["feed", "listing"]).problems) == 1


def test_the_shipped_config_has_no_problem(checkout: Path) -> None:
    start = perf_counter()
    found = check([checkout / "config"], known_measures=MEASURES, known_kinds=KINDS)
    sys.stdout.write(f"config/ loaded in {perf_counter() - start:.2f} s\n")

    assert found.problems == ()


def test_the_shipped_register_holds_the_outlets_of_the_archives(shipped: Methodology) -> None:
    assert len(shipped.outlets) >= 759
    assert {"irna", "isna", "mehr", "fars", "tasnim", "asriran", "hamshahri"} <= shipped.outlets.keys()
    assert shipped.schemes["media-activity-sample"].tier_weights[0] == ("A", 1.6)


def test_the_shipped_calendar_covers_three_years(shipped: Methodology) -> None:
    days = shipped.working_days

    assert not days.is_working(date(2024, 4, 10))  # Fitr, 22 Farvardin 1403
    assert not days.is_working(date(2025, 7, 6))  # Ashura, 15 Tir 1404
    assert not days.is_working(date(2027, 3, 20))  # oil, 29 Esfand 1405
    assert days.is_working(date(2025, 10, 7))  # Tuesday, 15 Mehr 1404


def test_every_agency_type_of_the_reference_set_exists(shipped: Methodology, shared: Path) -> None:
    lines = (shared / "gold" / "agency-types.tsv").read_text(encoding="utf-8").splitlines()[1:]
    wanted = {tuple(line.split("\t")[:2]) for line in lines}

    assert wanted <= {(known.slug, known.level.value) for known in shipped.agency_types}


def test_an_overlay_wins_wherever_the_shipped_entry_stands(tmp_path: Path) -> None:
    shipped = write_config(tmp_path / "shipped")
    site = "outlets:\n  - {id: gas-site, name: پایگاه نو, tier: E}\n"
    own = write_config(tmp_path / "own", {"outlets/a.yaml": site})

    assert load_methodology([shipped, own]).outlets["gas-site"].name == "پایگاه نو"
