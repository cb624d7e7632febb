"""A small config/ without a fault, and how tests put a fault into it."""

from collections.abc import Mapping
from pathlib import Path

from rasad.load_config import ConfigCheck, check

MEASURES = ("press_stories", "own_site_staleness_days")
KINDS = ("feed", "listing")

FILES = {
    "places/provinces.yaml": """\
provinces:
  - {name: سمنان, slug: semnan, capital: سمنان}
  - {name: یزد, slug: yazd, capital: یزد, other_names: [دارالعباده], latin_names: [yazd-province]}
""",
    "places/counties.yaml": """\
counties:
  سمنان: [سمنان, شاهرود]
  یزد: [{name: یزد, other_names: [شهرستان یزد]}]
""",
    "places/cities.yaml": """\
cities:
  سمنان:
    سمنان: [سمنان]
    شاهرود: [شاهرود, بسطام]
  یزد:
    یزد: [یزد, {name: شاهدیه, other_names: [گرد فرامرز]}]
""",
    "agencies/types.yaml": """\
types:
  - {slug: gas, level: province, name: شرکت گاز استان}
  - {slug: education, level: province, name: اداره کل آموزش و پرورش}
  - {slug: university, level: province, name: دانشگاه, own_names: true}
  - {slug: municipality, level: city, name: شهرداری}
  - {slug: county-governor, level: county, name: فرمانداری}
  - {slug: district-governor, level: district, name: بخشداری}
""",
    "topics.yaml": """\
topics:
  - {slug: energy, name: انرژی, agency_types: [gas], words: [گاز, برق]}
""",
    "lexicon/speech.yaml": """\
verbs: [گفت, افزود]
""",
    "outlets/press.yaml": """\
outlets:
  - id: kavir
    name: کویر
    owner: مؤسسه کویر
    tier: B
    home_province: سمنان
    domains: [kavir.example]
    other_names: [Kavir (kavir.example)]
    sources:
      - id: kavir-feed
        kind: feed
        address: https://kavir.example/feed/
        expect_a_day: [1, 9]
  - id: nava
    name: نوا
    tier: A
    domains: [nava.example, t.me/nava]
    sources:
      - {id: nava-news, kind: listing, address: "https://nava.example/", selectors: {links: a.news}}
""",
    "schemes/activity.yaml": """\
id: activity
version: "1"
name: فعالیت
domains: {press: رسانه‌ها, site: پایگاه}
indicators:
  - id: stories
    name: خبرها
    domain: press
    weight: 60
    measures:
      - {measure: press_stories, normalisation: target_ratio, target: 12}
  - id: freshness
    name: تازگی
    domain: site
    weight: 40
    not_for_groups: [cities]
    measures:
      - measure: own_site_staleness_days
        normalisation: goalposts
        goalposts: [1, 30]
        direction: less
bands:
  - {name: ضعیف, from_score: 0}
  - {name: خوب, from_score: 70}
tier_weights: {A: 1.6, B: 1.3, C: 1.0, D: 0.7, E: 0.4, unlicensed: 0}
""",
    "calendars/iran.yaml": """\
rest:
  - {weekday: friday}
  - {weekday: thursday, since: 1403-03-16}
holidays:
  1404-11-22: پیروزی انقلاب اسلامی
""",
    "provinces/semnan/profile.yaml": """\
id: semnan
name: استان سمنان
province: سمنان
scheme: activity
groups: {services: خدماتی, cities: شهرداری‌ها}
tracks: {agencies: دستگاه‌ها}
watched_outlets: [kavir, nava]
allowed_private: ["127.0.0.1:8765"]
""",
    "provinces/semnan/outlets.yaml": """\
outlets:
  - id: gas-site
    name: پایگاه گاز سمنان
    kind: agency_site
    tier: unlicensed
    sources:
      - {id: gas-site-feed, kind: feed, address: "https://gas.example/feed"}
""",
    "provinces/semnan/agencies.yaml": """\
agencies:
  - type: gas
    group: services
    track: agencies
    own_outlet: gas-site
    heads:
      - {name: جلال آذرنیا, role: مدیرعامل, since: 1403-02-10, until: 1404-06-31}
      - {name: شهرام گلزاری, role: مدیرعامل, since: 1404-07-01}
  - type: municipality
    city: بسطام
    group: cities
    track: agencies
    scored: false
""",
    "settings.yaml": """\
nightly_at: "02:15"
""",
}


def write_config(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """A folder with these files."""
    for relative, text in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def checked(*folders: Path) -> ConfigCheck:
    """What `rasad check` would find."""
    return check(folders, known_measures=MEASURES, known_kinds=KINDS)


def problems_with(folder: Path, relative: str, old: str, new: str) -> list[str]:
    """The problems of the good config after one replacement, their paths as inside the folder."""
    assert FILES[relative].count(old) == 1, f"'{old}' must stand once in {relative}"
    return problems_of(folder, {relative: FILES[relative].replace(old, new)})


def problems_of(folder: Path, changed: Mapping[str, str]) -> list[str]:
    """The problems of the good config with other files in it."""
    return _inside(folder, checked(write_config(folder, {**FILES, **changed})).problems)


def warnings_of(folder: Path, changed: Mapping[str, str]) -> list[str]:
    """The warnings likewise; there must be no problem."""
    found = checked(write_config(folder, {**FILES, **changed}))

    assert found.problems == ()
    return _inside(folder, found.warnings)


def _inside(folder: Path, texts: tuple[str, ...]) -> list[str]:
    return [text.replace(f"{folder}/", "") for text in texts]
