"""The lexicon: what config/ says of names and words, made ready for matching."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.agencies import AgencyKey, AgencyType, Head
from core.methodology import Methodology, Profile
from nlp.atoms import Atom, AtomTable, Form, Kind
from nlp.fold import compact_form
from nlp.gazetteer import Gazetteer, make_gazetteer
from nlp.linear_rule import LinearRule, read_linear_rule
from nlp.patterns import expand

WORD_LISTS = "attribution_words"
PHRASES = "attribution_phrases"
NAMED = "named_agencies"
FOREIGN = "foreign_places"
SPEECH = "speech_verbs"
PLACE_WORDS = "place_words"
WEIGHTS = "attribution_weights"
FILES = (WORD_LISTS, PHRASES, NAMED, FOREIGN, SPEECH, PLACE_WORDS, WEIGHTS)
"""The files of config/lexicon/ that attribution reads."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Atoms, word sets and places."""

    atoms: AtomTable
    gazetteer: Gazetteer
    words: Mapping[str, frozenset[str]]
    """Folded word lists of attribution_words by name."""
    negative: Mapping[str, frozenset[str]]
    """Type slug to the words that, before its name, make it something else."""
    types: Mapping[str, AgencyType]
    role_rule: LinearRule
    """The probability that an agency is an actor."""
    verifier: LinearRule
    """The probability that an analyst accepts a claim."""

    def is_in(self, word: str, *lists: str) -> bool:
        return any(word in self.words[name] for name in lists)


def make_lexicon(methodology: Methodology) -> Lexicon:
    """Read the methodology once; the result never changes."""
    files = methodology.lexicon
    gazetteer = make_gazetteer(methodology.places, _mapping(files.get(PLACE_WORDS)))
    short_heads = sorted(_all_forms(_strings(_mapping(files.get(WORD_LISTS)).get("heads_of_short_names"))))
    types = {agency_type.slug: agency_type for agency_type in methodology.agency_types}
    atoms = [
        *_place_atoms(gazetteer),
        *(atom for agency_type in types.values() for atom in _type_atoms(agency_type, short_heads)),
        *_named_atoms(_mapping(files.get(NAMED)), types),
        *_profile_atoms(methodology.profiles.values(), types),
        *_phrase_atoms(
            _mapping(files.get(PHRASES)), _mapping(files.get(FOREIGN)), _mapping(files.get(SPEECH))
        ),
    ]
    words = {
        name: frozenset(compact_form(str(word)) for word in listed)
        for name, listed in _mapping(files.get(WORD_LISTS)).items()
        if isinstance(listed, list)
    }
    negative = {
        slug: frozenset(form for name in kind.negative for form in _forms(name))
        for slug, kind in types.items()
    }
    weights = _mapping(files.get(WEIGHTS))
    return Lexicon(
        atoms=AtomTable(atoms),
        gazetteer=gazetteer,
        words=words,
        negative=negative,
        types=types,
        role_rule=read_linear_rule(weights.get("role")),
        verifier=read_linear_rule(weights.get("verifier")),
    )


def _place_atoms(gazetteer: Gazetteer) -> Iterable[Atom]:
    return (Atom(key, Kind.PLACE, place=senses) for key, senses in gazetteer.senses.items() if len(key) > 1)


def _type_atoms(agency_type: AgencyType, heads: Iterable[str]) -> Iterable[Atom]:
    lists = (
        (agency_type.strong, Form.STRONG),
        (agency_type.former, Form.WEAK),
        (agency_type.weak, Form.WEAK),
        (agency_type.offices, Form.OFFICE),
        (agency_type.units, Form.UNIT),
    )
    for names, form in lists:
        for name in names:
            for key in _forms(with_honorific(name)):
                if form is Form.WEAK and len(key) <= _SHORT_WEAK:
                    yield from _with_heads(key, agency_type, heads)
                else:
                    yield Atom(key, Kind.AGENCY, agency_type, form, name=expand(name)[-1])
    for key in _all_forms(agency_type.plurals):
        yield Atom(key, Kind.AGENCY, agency_type, Form.OFFICE, plural=True)
    for key in _all_forms(agency_type.national):
        yield Atom(key, Kind.NATIONAL, agency_type)


def _with_heads(key: str, agency_type: AgencyType, heads: Iterable[str]) -> Iterable[Atom]:
    """«کار» and «راه» stand in every text: they are looked for together with a head only."""
    for head in heads:
        yield Atom(head + key, Kind.AGENCY, agency_type, Form.WEAK, head_length=len(head))


def with_honorific(pattern: str) -> str:
    """«شورای محترم شهر», «فرمانده محترم انتظامی»: courtesy stands after the first word of a title."""
    first, space, rest = pattern.partition(" ")
    plain = not set(first) & set("<>()|")
    return f"{first} <محترم|وقت> {rest}" if space and plain and first in _TITLES else pattern


_SHORTEST_WITH_EZAFE = 3
_SHORT_WEAK = 6
_TITLES = frozenset({"شورای", "فرمانده", "رئیس", "دادستان", "نماینده"})


def _named_atoms(file: Mapping[str, object], types: Mapping[str, AgencyType]) -> Iterable[Atom]:
    entries = file.get("named")
    for entry in entries if isinstance(entries, list) else []:
        agency_type = types[entry["type"]]
        for pattern in entry["names"]:
            forms = expand(pattern)
            county = entry.get("county")
            local = AgencyKey(agency_type.slug, entry["province"], county) if county else None
            for form in forms:
                yield Atom(
                    compact_form(form),
                    Kind.AGENCY,
                    agency_type,
                    Form.NAMED,
                    province=entry["province"],
                    name=max(forms, key=len),
                    agency=local,
                )


def _profile_atoms(profiles: Iterable[Profile], types: Mapping[str, AgencyType]) -> Iterable[Atom]:
    """Exact names of watched agencies, and the people who speak for them."""
    holders: dict[tuple[str, bool], list[tuple[AgencyKey, Head]]] = {}
    for agency in (agency for profile in profiles for agency in profile.agencies):
        for name in (agency.name, *agency.other_names):
            key = agency.key
            yield Atom(
                compact_form(name),
                Kind.AGENCY,
                types[key.type],
                Form.NAMED,
                None,
                key.province,
                name,
                agency=key,
            )
        for head in agency.heads:
            holders.setdefault((head.name, True), []).append((agency.key, head))
            holders.setdefault((head.name.split()[-1], False), []).append((agency.key, head))
    for (name, is_full), offices in holders.items():
        yield Atom(compact_form(name), Kind.PERSON, name=name if is_full else "", heads=tuple(offices))


def _phrase_atoms(
    phrases: Mapping[str, object], foreign: Mapping[str, object], speech: Mapping[str, object]
) -> Iterable[Atom]:
    lists = (
        (phrases.get("stop_phrases"), Kind.STOP),
        (phrases.get("chrome"), Kind.CHROME),
        (phrases.get("digest"), Kind.DIGEST),
        (phrases.get("sport"), Kind.SPORT),
        (phrases.get("state"), Kind.STATE),
        (foreign.get("foreign"), Kind.FOREIGN),
        (foreign.get("adjectives"), Kind.FOREIGN),
        (speech.get("speech"), Kind.SPEECH),
    )
    for names, kind in lists:
        for key in _all_forms(names if isinstance(names, list) else []):
            yield Atom(key, kind)


def _all_forms(patterns: Iterable[str]) -> set[str]:
    return {form for pattern in patterns for form in _forms(pattern)}


def _forms(pattern: str) -> list[str]:
    """Every folded form; after a long vowel the ezafe is written: آبفا، آبفای."""
    keys = [key for key in map(compact_form, expand(pattern)) if key]
    return keys + [key + "ی" for key in keys if key[-1] in "او" and len(key) > _SHORTEST_WITH_EZAFE]


def _strings(value: object) -> list[str]:
    return [str(entry) for entry in value] if isinstance(value, list) else []


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
