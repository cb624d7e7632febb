"""Sentences that hold an act of service: how strong it is, and whether it is done, planned or only wished."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.readings.whole_text import Sentence, WholeText
from nlp.readings.words import Hit

# How surely an act is a service, by list.
ACTS = {"acts.sure": 1.0, "acts.likely": 0.5, "acts.possible": 0.2}

# An act with no thing or people this near (in folded characters) counts a third; an amount makes it concrete.
NEAR = 45
ALONE = 0.35
WITH_AMOUNT = 1.25

_TARGETS = frozenset({"things", "people"})


@dataclass(frozen=True, slots=True)
class ActSentence:
    """A sentence that holds an act of service."""

    sentence: Sentence
    strength: float
    mood: str
    """done, planned, wished or denied."""
    in_head: bool
    by_body: bool
    """A public body stands in it or in the sentence before."""


def act_sentences(
    text: WholeText, hits: Sequence[Hit], groups: Mapping[int, frozenset[str]]
) -> list[ActSentence]:
    """The sentences with an act, each with its strength and mood."""
    found = []
    last_body = -2
    for number, inside in _by_sentence(text, hits).items():
        present = {group for _, _, word in inside for group in groups[word]}
        if "bodies" in present:
            last_body = number
        if present.isdisjoint(ACTS):
            continue
        strength = _strength(inside, groups)
        if "amounts" in present:
            strength *= WITH_AMOUNT
        sentence = text.sentences[number]
        found.append(
            ActSentence(
                sentence,
                strength,
                mood=_mood(present),
                in_head=sentence.start < text.head,
                by_body=number - last_body <= 1,
            )
        )
    return found


def _by_sentence(text: WholeText, hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    by_sentence: dict[int, list[Hit]] = {}
    for hit in hits:
        by_sentence.setdefault(text.sentence_at(hit[0]), []).append(hit)
    return by_sentence


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


def _has_near(hit: Hit, targets: Iterable[Hit]) -> bool:
    start, end, _ = hit
    return any(other[0] - end < NEAR and start - other[1] < NEAR for other in targets if other is not hit)


def _mood(present: Collection[str]) -> str:
    """A headline without a verb («افتتاح مدرسه») reports what is done."""
    if "negation" in present:
        return "denied"
    if "exhortation" in present:
        return "wished"
    return "planned" if "plan" in present else "done"
