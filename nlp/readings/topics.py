"""The topic of an item: the one whose words weigh most, words of the headline and the lead before others."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

from core.attributions import Attribution, Role
from core.items import ItemText
from nlp.fold import compact_form
from nlp.readings.lexicon import TopicWords
from nlp.readings.whole_text import WholeText
from nlp.readings.words import Hit

HEADLINE, LEAD, NEAR, FAR = 3.0, 2.0, 1.5, 1.0
"""How much a word counts by where it stands."""

# In folded characters after the lead: the first paragraph, and where reading for the topic ends.
NEAR_END = 350
READ_TO = 1_300

# A word said ten times is not ten times as telling: beyond this weight it grows with the logarithm.
FULL_WEIGHT = 3.0
DAMPING = 1.5

# A second topic must come this near to the first.
LEAST_OF_FIRST = 0.5


class TopicGuesser(Protocol):
    """A learned model (nlp.readings.learn) that stands beside the word lists."""

    @property
    def trust(self) -> float: ...

    def probabilities(self, text: ItemText) -> Mapping[str, float]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScores:
    """The weight of each topic that has any, highest first."""

    ranked: tuple[tuple[str, float], ...]

    @property
    def first(self) -> str | None:
        return self.ranked[0][0] if self.ranked else None

    @property
    def second(self) -> str | None:
        if len(self.ranked) > 1 and self.ranked[1][1] >= LEAST_OF_FIRST * self.ranked[0][1]:
            return self.ranked[1][0]
        return None


def topic_scores(
    words: TopicWords,
    text: WholeText,
    hits: Sequence[Hit],
    attributions: Sequence[Attribution] = (),
    section: str | None = None,
) -> TopicScores:
    """Score every topic; ties go to the topic that stands first in config/topics.yaml."""
    scores: dict[str, float] = {}
    for word, weight in _weight_of_words(text, hits).items():
        for slug, strength in words.weights.get(word, ()):
            scores[slug] = scores.get(slug, 0.0) + strength * weight
    for slug in _hinted(words, attributions):
        scores[slug] = scores.get(slug, 0.0) + words.agency_weight * FULL_WEIGHT
    for slug in _of_section(words, section):
        scores[slug] = scores.get(slug, 0.0) + words.section_weight * FULL_WEIGHT
    order = {slug: place for place, slug in enumerate(words.slugs)}
    ranked = sorted(scores.items(), key=lambda entry: (-entry[1], order[entry[0]]))
    return TopicScores(ranked=tuple(ranked))


def blended(scores: TopicScores, guesser: TopicGuesser, text: ItemText) -> TopicScores:
    """The lists' shares and the model's probabilities, weighed by how much the model is trusted."""
    total = sum(score for _, score in scores.ranked)
    trust = guesser.trust if total else 1.0
    shares = {slug: (1 - trust) * score / total for slug, score in scores.ranked}
    for slug, probability in guesser.probabilities(text).items():
        shares[slug] = shares.get(slug, 0.0) + trust * probability
    return TopicScores(ranked=tuple(sorted(shares.items(), key=lambda entry: (-entry[1], entry[0]))))


def _weight_of_words(text: WholeText, hits: Iterable[Hit]) -> Mapping[int, float]:
    weights: dict[int, float] = {}
    near, far = text.lead + NEAR_END, text.lead + READ_TO
    for start, _, word in hits:
        if start >= far:
            break
        if start < text.headline:
            weight = HEADLINE
        elif start < text.lead:
            weight = LEAD
        else:
            weight = NEAR if start < near else FAR
        weights[word] = weights.get(word, 0.0) + weight
    return {word: _damped(weight) for word, weight in weights.items()}


def _damped(weight: float) -> float:
    return weight if weight <= FULL_WEIGHT else FULL_WEIGHT + DAMPING * log(weight / FULL_WEIGHT)


def _hinted(words: TopicWords, attributions: Sequence[Attribution]) -> set[str]:
    """The topics that belong to the acting agencies."""
    types = {a.agency.type for a in attributions if a.role is Role.ACTOR}
    return {words.agency_types[slug] for slug in types if slug in words.agency_types}


def _of_section(words: TopicWords, section: str | None) -> set[str]:
    """The topics of an outlet's own section, read part by part («اقتصاد > انرژی»), the last part first."""
    if not section:
        return set()
    parts = [compact_form(part) for part in _SECTION_PARTS.split(section)]
    known = [words.sections[part] for part in reversed(parts) if part in words.sections]
    return set(known[:1])


_SECTION_PARTS = re.compile(r"[>/|»،:]")
