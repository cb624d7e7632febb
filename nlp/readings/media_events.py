"""Whether an item announces or reports a press conference or a media tour (methodology: initiative)."""

from collections.abc import Collection, Iterable

from core.attributions import Attribution, MediaEvent, MediaEventKind, MediaEventState
from nlp.readings.lexicon import Family, Lexicon
from nlp.readings.seen import Seen
from nlp.readings.topics import TopicScores

KINDS = {
    "press_conference": MediaEventKind.PRESS_CONFERENCE,
    "media_tour": MediaEventKind.MEDIA_TOUR,
}
HELD, TO_COME = "held", frozenset({"announced", "to_come"})

# Coaches and foreign ministers speak to the press too; without a body of ours the event is not an agency's.
OTHERS = frozenset({"sports", "international"})

# An event is told at the beginning: further on, another one is only referred to. In folded characters.
READ_TO = 700


def media_event(
    seen: Seen, topics: TopicScores, attributions: Collection[Attribution], lexicon: Lexicon
) -> MediaEvent | None:
    """The first event of an item: what follows its name tells whether it has taken place."""
    groups = lexicon.families[Family.MEDIA_EVENT]
    hits = [hit for hit in seen.hits[Family.MEDIA_EVENT] if hit[0] < READ_TO]
    events = ((place, kind) for place, hit in enumerate(hits) if (kind := _kind(groups[hit[2]])))
    named, kind = next(events, (0, None))
    if kind is None or (topics.first in OTHERS and not attributions):
        return None
    event = hits[named]
    number = seen.text.sentence_at(event[0])
    sentence = seen.text.sentences[number]
    # «فردا؛ نشست خبری …»: the day may stand apart; and the verb, when a headline has none.
    before = [groups[hit[2]] for hit in hits[:named] if seen.text.sentence_at(hit[0]) >= number - 1]
    after = [groups[hit[2]] for hit in hits[named + 1 :] if seen.text.sentence_at(hit[0]) <= number + 1]
    state = _state(before, after)
    return MediaEvent(kind=kind, state=state, evidence=seen.text.mention(sentence, f"{kind}/{state}"))


def _kind(groups: frozenset[str]) -> MediaEventKind | None:
    return next((kind for name, kind in KINDS.items() if name in groups), None)


def _state(before: Iterable[frozenset[str]], after: Iterable[frozenset[str]]) -> MediaEventState:
    """The first word of either kind after the event decides; else a day to come before it."""
    for groups in after:
        if HELD in groups:
            return MediaEventState.HELD
        if not groups.isdisjoint(TO_COME):
            return MediaEventState.ANNOUNCED
    if any(not groups.isdisjoint(TO_COME) for groups in before):
        return MediaEventState.ANNOUNCED
    return MediaEventState.HELD
