"""The tone of an item toward each agency it concerns, read from the sentences that name the agency."""

from collections.abc import Sequence

from core.attributions import Attribution, Mention, Role, Tone
from nlp.readings.lexicon import Family, Lexicon
from nlp.readings.seen import Seen

STRENGTH = {"strong": 1.0, "usual": 0.4}

# What follows the sentence that names an agency still speaks of it, more faintly.
NEXT_SENTENCE = 0.3

# An item that calls for an answer is critical of those who act in it.
CRITICISED = 1.0

# Blame must be clearer than praise: a wrong `critical` costs an agency more.
ENOUGH_PRAISE, ENOUGH_BLAME = 0.6, 1.0

# Evidence that shows where the agency is named, not where it lies or when it spoke.
_NAMING_PARTS = frozenset({"agency", "role", "person"})


def tones_toward(
    attributions: Sequence[Attribution], seen: Seen, lexicon: Lexicon, *, criticised: bool
) -> list[tuple[Tone, Mention | None]]:
    """For each attribution its tone, and for a tone that is not neutral the sentence that shows it."""
    weights = _sentence_weights(seen, lexicon)
    return [_tone(attribution, seen, weights, criticised=criticised) for attribution in attributions]


def _sentence_weights(seen: Seen, lexicon: Lexicon) -> dict[int, float]:
    """By sentence: praise above zero, blame below."""
    groups = lexicon.families[Family.TONE]
    weights: dict[int, float] = {}
    for start, _, word in seen.hits[Family.TONE]:
        number = seen.text.sentence_at(start)
        weight = sum(_signed(group) for group in groups[word])
        weights[number] = weights.get(number, 0.0) + weight
    return weights


def _signed(group: str) -> float:
    side, _, strength = group.partition(".")
    return STRENGTH.get(strength, 0.0) * (1 if side == "positive" else -1)


def _tone(
    attribution: Attribution, seen: Seen, weights: dict[int, float], *, criticised: bool
) -> tuple[Tone, Mention | None]:
    numbers = _naming_sentences(attribution, seen)
    total = sum(weights.get(n, 0.0) + NEXT_SENTENCE * weights.get(n + 1, 0.0) for n in numbers)
    if criticised and attribution.role is Role.ACTOR:
        total -= CRITICISED
    if not numbers or -ENOUGH_BLAME < total < ENOUGH_PRAISE:
        return Tone.NEUTRAL, None
    tone, sign = (Tone.POSITIVE, 1) if total > 0 else (Tone.CRITICAL, -1)
    clearest = max(numbers, key=lambda number: (sign * weights.get(number, 0.0), -number))
    return tone, seen.text.mention(seen.text.sentences[clearest], "tone")


def _naming_sentences(attribution: Attribution, seen: Seen) -> list[int]:
    places = (
        seen.text.place_of(mention) for mention in attribution.evidence if mention.part in _NAMING_PARTS
    )
    return sorted({seen.text.sentence_at(place) for place in places if place is not None})
