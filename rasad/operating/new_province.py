"""A new province: profile, agencies and settings written from a few answers, checked as they stand."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from core.agencies import LOCAL_LEVELS, AgencyType, Level
from core.errors import ConfigError, InputError
from core.methodology import Methodology
from crawler.kinds import KINDS
from rasad.home import SHIPPED_CONFIG, Home
from rasad.load_config import check
from rasad.load_config.problems import suggestion
from scoring.measures import MEASURES

GROUPS = {
    "leadership": "حوزه استاندار",
    "provincial": "دستگاه‌های استانی",
    "counties": "فرمانداری‌ها",
    "cities": "شهرداری‌ها",
}
TRACKS = {"provincial": "دستگاه‌های استانی", "local": "فرمانداری‌ها و شهرداری‌ها"}
OFFICE = "governor-office"
"""The one that asks: watched, and outside the ranking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was answered."""

    province: str
    types: Sequence[str]
    """Agency types; those of counties and cities are made for each county and city of the province."""
    outlets: Sequence[str]
    scheme: str


def make_province(home: Home, methodology: Methodology, wanted: Wanted) -> Path:
    """Write the profile's folder and the settings; what does not fit is taken back, and said."""
    slug = _slug(methodology, wanted.province)
    folder = home.config / "provinces" / slug
    settings = home.config / "settings.yaml"
    if folder.exists():
        raise InputError(f"{folder} is there already; edit it, or remove it and run `rasad init` again")
    types = _chosen_types(methodology, wanted.types)
    _check_outlets(methodology, wanted.outlets)
    if wanted.scheme not in methodology.schemes:
        raise InputError(
            f"there is no scheme '{wanted.scheme}'; {suggestion(wanted.scheme, methodology.schemes)}"
        )
    before = settings.read_text(encoding="utf-8") if settings.exists() else None
    agencies = [entry for one in types for entry in _entries(methodology, wanted.province, one)]
    used = {entry[key] for entry in agencies for key in ("group", "track")}
    try:
        folder.mkdir(parents=True)
        _write(
            folder / "profile.yaml",
            {
                "id": slug,
                "name": f"استان {wanted.province}",
                "province": wanted.province,
                "scheme": wanted.scheme,
                "groups": {group: name for group, name in GROUPS.items() if group in used},
                "tracks": {track: name for track, name in TRACKS.items() if track in used},
                "watched_outlets": list(wanted.outlets),
            },
        )
        _write(folder / "agencies.yaml", {"agencies": agencies})
        _write(settings, _with_profile(before, slug))
        checked = check([SHIPPED_CONFIG, home.config], known_measures=MEASURES, known_kinds=KINDS)
        if checked.problems:
            raise ConfigError(checked.problems)
    except BaseException:
        shutil.rmtree(folder)
        if before is None:
            settings.unlink(missing_ok=True)
        else:
            settings.write_text(before, encoding="utf-8")
        raise
    return folder


def _slug(methodology: Methodology, province: str) -> str:
    names = {one.name: one.slug for one in methodology.places.provinces}
    if province not in names:
        raise InputError(f"there is no province '{province}'; {suggestion(province, names)}")
    return names[province]


def _chosen_types(methodology: Methodology, wanted: Sequence[str]) -> list[AgencyType]:
    known = {one.slug: one for one in methodology.agency_types}
    for slug in wanted:
        if slug not in known:
            raise InputError(f"there is no agency type '{slug}'; {suggestion(slug, known)}")
        if known[slug].own_names or known[slug].level is Level.DISTRICT:
            raise InputError(
                f"there can be several of type '{slug}'; add each by hand: docs/how-to/add-an-agency.md"
            )
    return [known[slug] for slug in dict.fromkeys([OFFICE, *wanted]) if slug in known]


def _check_outlets(methodology: Methodology, wanted: Sequence[str]) -> None:
    for outlet in wanted:
        if outlet not in methodology.outlets:
            raise InputError(f"there is no outlet '{outlet}'; {suggestion(outlet, methodology.outlets)}")


def _entries(methodology: Methodology, province: str, agency_type: AgencyType) -> list[dict[str, Any]]:
    """One agency of a type of the province, or one for each of its counties or cities."""
    common: dict[str, Any] = {"type": agency_type.slug}
    if agency_type.level not in LOCAL_LEVELS:
        is_office = agency_type.slug == OFFICE
        group = "leadership" if is_office else "provincial"
        own = {"name": f"{agency_type.name} {province}", "group": group, "track": "provincial"}
        return [common | own | ({"scored": False} if is_office else {})]
    places, key = _places(methodology, province, agency_type)
    group = "cities" if key == "city" else "counties"
    return [
        common | {key: place, "name": f"{agency_type.name} {place}", "group": group, "track": "local"}
        for place in places
    ]


def _places(methodology: Methodology, province: str, agency_type: AgencyType) -> tuple[list[str], str]:
    """The names of a province's counties or cities, and the key an entry says them under."""
    places = methodology.places
    if agency_type.level is Level.CITY:
        return list(dict.fromkeys(one.name for one in places.cities if one.province == province)), "city"
    return list(dict.fromkeys(one.name for one in places.counties if one.province == province)), "county"


def _with_profile(before: str | None, slug: str) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load(before or "") or {}
    return settings | {"profiles": [*settings.get("profiles", []), slug]}


def _write(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")
