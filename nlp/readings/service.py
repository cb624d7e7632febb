"""Whether an item reports a service to people: act × thing or people × tense, sentence by sentence.

Every sentence with an act of service is put in a mood: done, planned, only wished («باید»), or denied. The
moods and the words around them are signs; each sign speaks for `yes` and for `weak` with a weight that
stands in config/lexicon/service.yaml, and the sum decides.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p

from core.attributions import Mention, ServiceReflection
from nlp.readings.lexicon import Family, Lexicon, ServiceWeights
from nlp.readings.seen import Seen
from nlp.readings.topics import TopicScores
from nlp.readings.whole_text import Sentence, WholeText
from nlp.readings.words import Hit

# How surely an act is a service, by list.
ACTS = {"acts.sure": 1.0, "acts.likely": 0.5, "acts.possible": 0.2}

# An act with no thing or people this near (in folded characters) counts a third; an amount makes it concrete.
NEAR = 45
ALONE = 0.35
WITH_AMOUNT = 1.25

COUNTED_GROUPS = (*ACTS, "plan", "exhortation", "negation", "things", "people", "amounts", "against")

# At most so many sentences are shown as evidence.
MOST_EVIDENCE = 2


@dataclass(frozen=True, slots=True)
class ActSentence:
    """A sentence that holds an act of service."""

    sentence: Sentence
    strength: float
    mood: str
    in_head: bool


def service_reflection(
    seen: Seen, topics: TopicScores, lexicon: Lexicon
) -> tuple[ServiceReflection, tuple[Mention, ...]]:
    """The decision with the sentences that speak for it."""
    groups = lexicon.families[Family.SERVICE]
    acts = act_sentences(seen.text, seen.hits[Family.SERVICE], groups)
    weights = lexicon.service
    signs = service_signs(seen, topics, groups, acts, weights.topic_signs)
    reflection = _decide(signs, weights)
    if reflection is ServiceReflection.NO:
        return reflection, ()
    return reflection, tuple(seen.text.mention(act.sentence, "service") for act in _strongest(acts))


def act_sentences(
    text: WholeText, hits: Sequence[Hit], groups: Mapping[int, frozenset[str]]
) -> list[ActSentence]:
    """The sentences with an act, each with its strength and mood."""
    found = []
    for number, inside in _by_sentence(text, hits).items():
        present = {group for _, _, word in inside for group in groups[word]}
        if present.isdisjoint(ACTS):
            continue
        strength = _strength(inside, groups)
        if "amounts" in present:
            strength *= WITH_AMOUNT
        sentence = text.sentences[number]
        found.append(ActSentence(sentence, strength, _mood(present), sentence.start < text.head))
    return found


def service_signs(
    seen: Seen,
    topics: TopicScores,
    groups: Mapping[int, frozenset[str]],
    acts: Iterable[ActSentence],
    topic_signs: Mapping[str, str],
) -> dict[str, float]:
    """All signs of an item by name; an absent sign is 0."""
    signs = _counts(seen.text, seen.hits[Family.SERVICE], groups)
    for act in acts:
        name = f"{'head' if act.in_head else 'body'}.{act.mood}"
        signs[name] = signs.get(name, 0.0) + act.strength
    for name in tuple(signs):
        if name.rpartition(".")[2] in MOODS:
            signs[name] = log1p(2 * signs[name])
    total = sum(score for _, score in topics.ranked) or 1.0
    for slug, score in topics.ranked:
        name = f"topic.{topic_signs.get(slug, 'other')}"
        signs[name] = signs.get(name, 0.0) + score / total
    signs["length"] = log(max(len(seen.text.raw) / 500, 0.4))
    return signs


MOODS = frozenset({"done", "named", "planned", "wished", "denied"})


def _by_sentence(text: WholeText, hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    by_sentence: dict[int, list[Hit]] = {}
    for hit in hits:
        by_sentence.setdefault(text.sentence_at(hit[0]), []).append(hit)
    return by_sentence


def _counts(text: WholeText, hits: Iterable[Hit], groups: Mapping[int, frozenset[str]]) -> dict[str, float]:
    """Different words of each list in the headline, in the head as a whole, and in the rest."""
    words: dict[tuple[str, str], set[int]] = {}
    head, headline = text.head, text.headline
    for start, _, word in hits:
        place = "head" if start < head else "body"
        for group in groups[word]:
            if group in _COUNTED:
                words.setdefault((place, group), set()).add(word)
                if start < headline:
                    words.setdefault(("title", group), set()).add(word)
    return {f"{place}.{group}": _bounded(place, len(found)) for (place, group), found in words.items()}


_COUNTED = frozenset(COUNTED_GROUPS)


def _bounded(place: str, count: int) -> float:
    if place == "title":
        return min(count, 2)
    return min(count, 3) if place == "head" else log1p(count)


def _strength(hits: Sequence[Hit], groups: Mapping[int, frozenset[str]]) -> float:
    """Of the strongest act in a sentence that has one."""
    targets = [hit for hit in hits if not groups[hit[2]].isdisjoint(_TARGETS)]
    strongest = 0.0
    for hit in hits:
        for group in groups[hit[2]]:
            act = ACTS.get(group, 0.0)
            if act > strongest:
                strongest = max(strongest, act if _has_near(hit, targets) else act * ALONE)
    return strongest


_TARGETS = frozenset({"things", "people"})


def _has_near(hit: Hit, targets: Iterable[Hit]) -> bool:
    start, end, _ = hit
    return any(other[0] - end < NEAR and start - other[1] < NEAR for other in targets if other is not hit)


def _mood(present: Collection[str]) -> str:
    if "negation" in present:
        return "denied"
    if "exhortation" in present:
        return "wished"
    if "plan" in present:
        return "planned"
    return "done" if "done" in present else "named"


def _decide(signs: Mapping[str, float], weights: ServiceWeights) -> ServiceReflection:
    yes, weak = weights.base
    for name, value in signs.items():
        for_yes, for_weak = weights.signs.get(name, (0.0, 0.0))
        yes += value * for_yes
        weak += value * for_weak
    if yes <= 0 and weak <= 0:
        return ServiceReflection.NO
    return ServiceReflection.YES if yes > weak else ServiceReflection.WEAK


def _strongest(acts: Sequence[ActSentence]) -> list[ActSentence]:
    """The sentences to show: not denied, strong before weak, the head before the body; in reading order."""
    shown = [act for act in acts if act.mood != "denied"] or list(acts)
    shown.sort(key=lambda act: (-act.strength * (2 if act.in_head else 1), act.sentence.start))
    return sorted(shown[:MOST_EVIDENCE], key=lambda act: act.sentence.start)
