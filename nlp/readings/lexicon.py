"""The word lists of config/ that tell what an item is about, read once into one index.

Files: config/topics.yaml, and `service`, `ceremonial`, `criticism`, `tone` and `media_events` of
config/lexicon/. An absent file is an empty list; a wrong entry is a configuration error that names its file
and list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.errors import ConfigError
from core.methodology import Methodology
from nlp.fold import compact_form
from nlp.readings.words import WordIndex

STRENGTHS = ("strong", "usual", "weak")

NOT_WORDS = "not_words"
"""The list of longer expressions in which the words of a family mean something else."""

type GroupsOfWords = Mapping[int, frozenset[str]]
"""By word number: the lists in which it stands."""


class Family(StrEnum):
    """Lists that are read together; of overlapping words of a family the longest counts."""

    TOPIC = "topics"
    SERVICE = "service"
    CEREMONIAL = "ceremonial"
    CRITICISM = "criticism"
    TONE = "tone"
    MEDIA_EVENT = "media_events"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWords:
    """What topic scoring needs of config/topics.yaml."""

    slugs: tuple[str, ...]
    weights: Mapping[int, tuple[tuple[str, float], ...]]
    """By word number: the topics it speaks for, and how strongly."""
    sections: Mapping[str, str]
    """Folded name of an outlet's section to topic."""
    agency_types: Mapping[str, str]
    section_weight: float
    agency_weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceWeights:
    """How strongly each sign of service speaks for `yes` and for `weak`, against `no`."""

    base: tuple[float, float]
    signs: Mapping[str, tuple[float, float]]
    topic_signs: Mapping[str, str]
    """Topic to the sign that its share of an item counts for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One index over all lists, and what each word stands for."""

    index: WordIndex
    families: Mapping[Family, GroupsOfWords]
    families_of: Sequence[tuple[Family, ...]]
    """By word number."""
    stops: Mapping[Family, frozenset[int]]
    """The words of a family's `not_words`."""
    topics: TopicWords
    service: ServiceWeights


def read_lexicon(methodology: Methodology) -> Lexicon:
    """All lists of a methodology in one index; raises ConfigError."""
    files = {family: _mapping(methodology.lexicon.get(family.value)) for family in Family}
    lists = {family: dict(_lists(family, files[family])) for family in Family}
    index = WordIndex(word for of_family in lists.values() for words in of_family.values() for word in words)
    families = {family: _by_number(index, of_family) for family, of_family in lists.items()}
    return Lexicon(
        index=index,
        families=families,
        families_of=[
            tuple(family for family in Family if number in families[family])
            for number in range(len(index.numbers))
        ],
        stops={
            family: frozenset(number for number, groups in words.items() if NOT_WORDS in groups)
            for family, words in families.items()
        },
        topics=_topic_words(families[Family.TOPIC], files[Family.TOPIC]),
        service=_service_weights(_mapping(files[Family.SERVICE].get("decision"))),
    )


def _lists(family: Family, file: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Every list of words of a file under its name; of a topic as `health.strong`."""
    if family is not Family.TOPIC:
        yield from _lists_of_mapping(family, file)
        return
    yield NOT_WORDS, _words(file.get(NOT_WORDS), "config/topics.yaml: 'not_words'")
    for topic in _topics(file):
        for strength in STRENGTHS:
            name = f"{topic['slug']}.{strength}"
            yield name, _words(topic.get(strength), f"config/topics.yaml: '{name}'")


def _lists_of_mapping(
    family: Family, mapping: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, list[str]]]:
    for name, value in mapping.items():
        if isinstance(value, Mapping):
            yield from _lists_of_mapping(family, value, f"{prefix}{name}.")
        elif isinstance(value, list):
            where = f"config/lexicon/{family.value}.yaml: '{prefix}{name}'"
            yield f"{prefix}{name}", _words(value, where)


def _words(value: object, where: str) -> list[str]:
    words = value if isinstance(value, list) else []
    wrong = [word for word in words if not isinstance(word, str) or not word.strip()]
    if wrong:
        raise ConfigError([f"{where}: {wrong[0]!r} is not a word; put it in quotation marks or remove it"])
    return words


def _by_number(index: WordIndex, lists: Mapping[str, Sequence[str]]) -> GroupsOfWords:
    found: dict[int, set[str]] = {}
    for name, words in lists.items():
        for word in words:
            found.setdefault(index.number_of(word), set()).add(name)
    return {number: frozenset(names) for number, names in found.items()}


def _topic_words(words: GroupsOfWords, file: Mapping[str, Any]) -> TopicWords:
    scale = {name: float(weight) for name, weight in _mapping(file.get("weights")).items()}
    topics = _topics(file)
    return TopicWords(
        slugs=tuple(topic["slug"] for topic in topics),
        weights={number: _weights(names, scale) for number, names in words.items() if NOT_WORDS not in names},
        sections={
            compact_form(name): topic["slug"] for topic in topics for name in topic.get("sections", ())
        },
        agency_types={slug: topic["slug"] for topic in topics for slug in topic.get("agency_types", ())},
        section_weight=scale.get("section", 0.0),
        agency_weight=scale.get("agency", 0.0),
    )


def _weights(names: frozenset[str], scale: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The topics of the lists a word stands in; twice in one topic, the stronger counts."""
    strongest: dict[str, float] = {}
    for name in names:
        slug, _, strength = name.rpartition(".")
        strongest[slug] = max(scale.get(strength, 0.0), strongest.get(slug, 0.0))
    return tuple(sorted(strongest.items()))


def _topics(file: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    topics = file.get("topics")
    return [topic for topic in topics if isinstance(topic, Mapping)] if isinstance(topics, list) else []


def _service_weights(decision: Mapping[str, Any]) -> ServiceWeights:
    signs = _mapping(decision.get("signs"))
    return ServiceWeights(
        base=_yes_and_weak(_mapping(decision.get("base"))),
        signs={name: _yes_and_weak(_mapping(weights)) for name, weights in signs.items()},
        topic_signs={str(topic): str(sign) for topic, sign in _mapping(decision.get("topic_signs")).items()},
    )


def _yes_and_weak(weights: Mapping[str, Any]) -> tuple[float, float]:
    return float(weights.get("for_yes", 0.0)), float(weights.get("for_weak", 0.0))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
