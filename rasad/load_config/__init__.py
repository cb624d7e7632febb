"""Loads the methodology from config/: all problems at once, each with its file and line."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.agencies import AgencyType
from core.errors import ConfigError
from core.methodology import Methodology, Profile
from core.settings import Settings
from rasad.load_config import (
    agency_types,
    calendars,
    jobs,
    lexicon,
    operations,
    outlets,
    places,
    profiles,
    round_rules,
    schemes,
    settings,
    topics,
)
from rasad.load_config.folders import Documents, read_folders, warn_of_unread
from rasad.load_config.problems import Problems, Where
from rasad.load_config.scheme_uses import KnownMeasures

_TYPES = "agencies/types.yaml"
_FILES = (
    _TYPES,
    *(pattern for part in (places, outlets, schemes, calendars, topics) for pattern in part.FILES),
    *(pattern for part in (lexicon, profiles, settings, round_rules) for pattern in part.FILES),
    *lexicon.REPORT_FILES,
    *jobs.FILES,
    *operations.FILES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigCheck:
    """What `rasad check` prints: problems stop a load, warnings do not."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    methodology: Methodology | None
    """None when there are problems."""


def load_methodology(
    folders: Sequence[Path],
    *,
    known_measures: KnownMeasures | None = None,
    known_kinds: Collection[str] | None = None,
) -> Methodology:
    """The shipped folder first, then overlays, whose entries replace those with the same identity.

    The names of measures and source kinds are code; without them they are not checked here.
    Raises ConfigError with every problem.
    """
    checked = check(folders, known_measures=known_measures, known_kinds=known_kinds)
    if checked.methodology is None:
        raise ConfigError(checked.problems)
    return checked.methodology


def check(
    folders: Sequence[Path],
    *,
    known_measures: KnownMeasures | None = None,
    known_kinds: Collection[str] | None = None,
) -> ConfigCheck:
    """Everything that is wrong or doubtful in config/, in the order of files and lines."""
    problems = Problems()
    documents = read_folders(folders, problems)
    methodology = None
    # What an unreadable file holds would be missed in all others, and reported there wrongly.
    if not documents.unreadable:
        methodology = _read(documents, problems, known_measures, known_kinds)
        warn_of_unread(documents, _FILES, problems)
    return ConfigCheck(
        problems=tuple(map(str, sorted(set(problems.errors)))),
        warnings=tuple(map(str, sorted(set(problems.warnings)))),
        methodology=None if problems.errors else methodology,
    )


def _read(
    documents: Documents,
    problems: Problems,
    known_measures: KnownMeasures | None,
    known_kinds: Collection[str] | None,
) -> Methodology:
    place_registers = places.read_places(documents, problems)
    outlet_register = outlets.read_outlets(documents, place_registers, problems, known_kinds=known_kinds)
    scheme_register = schemes.read_schemes(documents, problems, known_measures=known_measures)
    types = _agency_types(documents, problems)
    known = profiles.Known(
        types=types, places=place_registers, outlets=outlet_register, schemes=scheme_register
    )
    every_profile = profiles.read_profiles(documents, known, problems)
    chosen = settings.read_settings(documents, every_profile, problems)
    return Methodology(
        agency_types=tuple(types.values()),
        places=places.places_of(place_registers),
        outlets={name: outlets.outlet_of_shape(e.shape) for name, e in outlet_register.entries.items()},
        topics=topics.read_topics(documents, types, problems),
        schemes={name: schemes.scheme_of_shape(e.shape) for name, e in scheme_register.entries.items()},
        profiles=_watched(every_profile, chosen),
        working_days=calendars.read_working_days(documents, problems),
        lexicon=lexicon.read_lexicon(documents, problems),
        config_hash=documents.config_hash,
        reports=lexicon.read_report_definitions(documents, problems),
        settings=chosen,
        round_rules=round_rules.read_round_rules(documents, problems),
        jobs=jobs.read_jobs(documents, chosen, problems),
        operations=operations.read_operations(documents, problems),
    )


def _watched(every_profile: Mapping[str, Profile], chosen: Settings) -> dict[str, Profile]:
    """Those the settings name, else all that are no samples.

    A profile nobody watches must not reach the stations: its people would be taken for office holders.
    """
    return {
        profile.id: profile
        for profile in every_profile.values()
        if (profile.id in chosen.profiles if chosen.profiles else not profile.sample)
    }


def _agency_types(documents: Documents, problems: Problems) -> dict[str, AgencyType]:
    types: dict[str, AgencyType] = {}
    for document in documents.matching(_TYPES):
        found, texts = agency_types.read_agency_types(Path(document.path))
        types |= {agency_type.slug: agency_type for agency_type in found}
        for text in texts:
            said = re.fullmatch(r"(.+?):([0-9]+): (.+)", text, re.DOTALL)
            where = Where(said[1], int(said[2])) if said else document.where()
            problems.error(where, said[3] if said else text)
    return types
