"""Whether an item reports a service to people: done for them, only promised, or nothing of the kind.

Sentences with an act of service (nlp.readings.service_acts) and what stands around them give some thirty
signs (nlp.readings.service_signs); each speaks for `yes` and for `weak` with a weight that stands in
config/lexicon/service.yaml, and the sum decides.
"""

from collections.abc import Collection, Mapping, Sequence

from core.attributions import Attribution, Mention, ServiceReflection
from nlp.readings.lexicon import Family, Lexicon, ServiceWeights
from nlp.readings.seen import Seen
from nlp.readings.service_acts import ActSentence, act_sentences
from nlp.readings.service_signs import service_signs
from nlp.readings.topics import TopicScores

# At most so many sentences are shown as evidence.
MOST_EVIDENCE = 2


def service_reflection(
    seen: Seen, topics: TopicScores, attributions: Collection[Attribution], lexicon: Lexicon
) -> tuple[ServiceReflection, tuple[Mention, ...]]:
    """The decision with the sentences that speak for it."""
    acts = act_sentences(seen.text, seen.hits[Family.SERVICE], lexicon.families[Family.SERVICE])
    signs = service_signs(seen, acts, topics, attributions, lexicon)
    reflection = _decide(signs, lexicon.service)
    if reflection is ServiceReflection.NO:
        return reflection, ()
    return reflection, tuple(seen.text.mention(act.sentence, "service") for act in _strongest(acts))


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
