"""Names and phrases that an office accepted from what people corrected: config/lexicon/accepted.yaml.

The file stands in an installation's own config/ and is written by `rasad proposals accept`; an entry that is
removed is undone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from core.agencies import AgencyType
from core.errors import ConfigError
from core.methodology import Methodology
from nlp.lexicon import NAMED, PHRASES

ACCEPTED = "accepted"
STOP_PHRASES, NAMES_OF_TYPES, NAMES_OF_AGENCIES = "stop_phrases", "names_of_types", "names_of_agencies"
_NEEDS: Mapping[str, tuple[str, ...]] = {
    STOP_PHRASES: ("words",),
    NAMES_OF_TYPES: ("words", "type"),
    NAMES_OF_AGENCIES: ("words", "type", "province"),
}


def with_accepted(methodology: Methodology) -> Methodology:
    """The methodology with what was accepted put where it belongs; raises ConfigError."""
    file = methodology.lexicon.get(ACCEPTED)
    if not isinstance(file, Mapping):
        return methodology
    known = {agency_type.slug for agency_type in methodology.agency_types}
    entries = {name: list(_entries(file, name, known)) for name in _NEEDS}
    lexicon = dict(methodology.lexicon)
    phrases = [entry["words"] for entry in entries[STOP_PHRASES]]
    lexicon[PHRASES] = _lengthened(lexicon.get(PHRASES), "stop_phrases", phrases)
    named = [_named(entry) for entry in entries[NAMES_OF_AGENCIES]]
    lexicon[NAMED] = _lengthened(lexicon.get(NAMED), "named", named)
    return replace(
        methodology,
        lexicon=lexicon,
        agency_types=tuple(
            _lengthened_type(one, entries[NAMES_OF_TYPES]) for one in methodology.agency_types
        ),
    )


def _entries(file: Mapping[str, Any], name: str, known: set[str]) -> Iterable[Mapping[str, str]]:
    for number, entry in enumerate(file.get(name) or (), start=1):
        where = f"config/lexicon/{ACCEPTED}.yaml: entry {number} of '{name}'"
        given = entry if isinstance(entry, Mapping) else {}
        missing = [key for key in _NEEDS[name] if not isinstance(given.get(key), str)]
        if missing:
            raise ConfigError([f"{where} has no {', '.join(missing)}; complete or remove it"])
        if given.get("type", "") and given["type"] not in known:
            raise ConfigError([f"{where}: there is no agency type '{given['type']}'; correct or remove it"])
        yield given


def _named(entry: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {
        "type": entry["type"],
        "province": entry["province"],
        "names": [entry["words"]],
    }
    return found | ({"county": entry["county"]} if entry.get("county") else {})


def _lengthened(file: object, key: str, more: list[Any]) -> Mapping[str, Any]:
    below = dict(file) if isinstance(file, Mapping) else {}
    return below | {key: [*below.get(key, ()), *more]}


def _lengthened_type(one: AgencyType, entries: Iterable[Mapping[str, str]]) -> AgencyType:
    more = tuple(entry["words"] for entry in entries if entry["type"] == one.slug)
    return replace(one, strong=(*one.strong, *more)) if more else one
