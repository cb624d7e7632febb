"""Profiles from config/provinces/<id>/: what an office watches, in which groups, by which scheme."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from core.agencies import AgencyType
from core.methodology import Profile
from rasad.load_config.agencies import (
    AgencyShape,
    agency_of,
    check_places,
    check_terms,
    check_twice,
    identity_of,
)
from rasad.load_config.folders import Documents
from rasad.load_config.outlets import OutletShape
from rasad.load_config.places import PlaceRegisters
from rasad.load_config.problems import Problems, suggestion
from rasad.load_config.registers import Entry, Register, listed, register, whole_files
from rasad.load_config.scheme_shapes import SchemeShape
from rasad.load_config.schemes import groups_named
from rasad.load_config.shapes import Shape

FILES = ("provinces/*/profile.yaml", "provinces/*/agencies.yaml")
_ADDRESS = re.compile(r"[0-9.]+:[0-9]{1,5}|\[[0-9a-f:]+\]:[0-9]{1,5}")


def _private_address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f"'{text}' is not an address with a port; write it like 127.0.0.1:8765")
    return text


class ProfileShape(Shape):
    """A file profile.yaml; the office's agencies and own outlets stand beside it."""

    id: str
    name: str
    province: str
    scheme: str
    groups: dict[str, str]
    tracks: dict[str, str]
    watched_outlets: tuple[str, ...]
    sample: bool = False
    allowed_private: tuple[Annotated[str, AfterValidator(_private_address)], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a profile may refer to."""

    types: Mapping[str, AgencyType]
    places: PlaceRegisters
    outlets: Register[OutletShape]
    schemes: Register[SchemeShape]


def read_profiles(documents: Documents, known: Known, problems: Problems) -> dict[str, Profile]:
    """All profiles with their agencies, after following every reference."""
    profiles = register(whole_files(documents.matching(FILES[0])), ProfileShape, problems, what="profile")
    _check_folders(documents, profiles, problems)
    _check_scheme_groups(profiles, known, problems)
    return {name: _profile(entry, documents, known, problems) for name, entry in profiles.entries.items()}


def _profile(entry: Entry[ProfileShape], documents: Documents, known: Known, problems: Problems) -> Profile:
    shape = entry.shape
    files = documents.matching(f"{_folder(entry.document.relative)}/agencies.yaml")
    agencies = register(
        listed(files, "agencies", problems), AgencyShape, problems, what="agency", identity=identity_of
    )
    _check_references(entry, known, problems)
    _check_groups(entry, agencies, problems)
    _check_own_outlets(agencies, known, problems)
    if known.places.provinces.knows(shape.province):
        check_places(agencies, shape.province, known.types, known.places, problems)
    check_terms(agencies, problems)
    check_twice(agencies, known.types, shape.province, problems)
    fields = shape.model_dump()
    fields["agencies"] = tuple(
        agency_of(agency.shape, shape.province, known.types[agency.shape.type])
        for agency in agencies.entries.values()
        if agency.shape.type in known.types
    )
    return Profile(**fields)


def _folder(relative: str) -> str:
    return relative.rsplit("/", 1)[0]


def _check_folders(documents: Documents, profiles: Register[ProfileShape], problems: Problems) -> None:
    for name, entry in profiles.entries.items():
        folder = _folder(entry.document.relative)
        if folder != f"provinces/{name}":
            text = f"profile '{name}' stands in {folder}; give the folder the id of the profile"
            problems.error(entry.where("id"), text)
    with_profile = {_folder(document.relative) for document in documents.matching(FILES[0])}
    for document in documents.matching(FILES[1]):
        if _folder(document.relative) not in with_profile:
            problems.error(document.where(), "there is no profile.yaml beside this file; add it")


def _check_references(entry: Entry[ProfileShape], known: Known, problems: Problems) -> None:
    shape = entry.shape
    known.places.provinces.require(shape.province, problems, entry, "province")
    known.schemes.require(shape.scheme, problems, entry, "scheme")
    for n, outlet in enumerate(shape.watched_outlets):
        known.outlets.require(outlet, problems, entry, "watched_outlets", n)
        found = known.outlets.entries.get(outlet)
        if found and not found.shape.sources:
            text = f"outlet '{outlet}' is watched and has no source, so its coverage is never complete"
            problems.warn(entry.where("watched_outlets", n), f"{text}; add a source at {found.where()}")
        if outlet in shape.watched_outlets[:n]:
            problems.error(entry.where("watched_outlets", n), f"outlet '{outlet}' stands twice; remove one")


def _check_groups(profile: Entry[ProfileShape], agencies: Register[AgencyShape], problems: Problems) -> None:
    for key, declared in (("group", profile.shape.groups), ("track", profile.shape.tracks)):
        used = set()
        for entry in agencies.entries.values():
            value = str(getattr(entry.shape, key))
            used.add(value)
            if value not in declared:
                text = f"the profile has no {key} '{value}'; {suggestion(value, declared)}"
                problems.error(entry.where(key), text)
        for unused in declared.keys() - used:
            if not agencies.broken:
                text = f"{key} '{unused}' has no agency; remove it or give it one"
                problems.error(profile.where(f"{key}s", unused), text)


def _check_own_outlets(agencies: Register[AgencyShape], known: Known, problems: Problems) -> None:
    for entry in agencies.entries.values():
        outlet = entry.shape.own_outlet
        known.outlets.require(outlet, problems, entry, "own_outlet")
        found = known.outlets.entries.get(outlet) if outlet else None
        if found and not found.shape.sources:
            text = f"own outlet '{outlet}' has no source, so its site is never measured"
            problems.warn(entry.where("own_outlet"), f"{text}; add a source at {found.where()}")
        for n, channel in enumerate(entry.shape.channels):
            known.outlets.require(channel, problems, entry, "channels", n)


def _check_scheme_groups(profiles: Register[ProfileShape], known: Known, problems: Problems) -> None:
    """A scheme may speak of a group only if some office that uses it has the group.

    Where a scheme says itself how agencies are grouped, every office that uses it has those groups.
    """
    for name, scheme in known.schemes.entries.items():
        users = [entry for entry in profiles.entries.values() if entry.shape.scheme == name]
        groups = {group for entry in users for group in entry.shape.groups} | scheme.shape.groups.keys()
        for group, place in groups_named(scheme.shape):
            if (users or scheme.shape.groups) and group not in groups:
                text = f"no profile with this scheme has a group '{group}'; {suggestion(group, groups)}"
                problems.error(scheme.where(*place), text)
        for entry in users if scheme.shape.groups else []:
            _check_same_groups(entry, name, scheme.shape.groups, problems)


def _check_same_groups(
    profile: Entry[ProfileShape], scheme: str, groups: Mapping[str, str], problems: Problems
) -> None:
    for group in profile.shape.groups:
        if group not in groups:
            text = f"scheme '{scheme}' has no group '{group}', so its agencies are in none"
            problems.error(profile.where("groups", group), f"{text}; {suggestion(group, groups)}")
