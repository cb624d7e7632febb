"""Whether an item criticises a public body in a way that calls for an answer."""

from collections.abc import Sequence

from core.attributions import Attribution
from nlp.readings.lexicon import Family, Lexicon
from nlp.readings.seen import Seen
from nlp.readings.topics import TopicScores

IN_HEADLINE, IN_LEAD, IN_BODY = 2.0, 1.5, 0.5
STRENGTH = {"strong": 1.0, "usual": 0.15}
ENOUGH = 2.0
ANSWERS = "answers"
"""The list of words with which the headline of an answer begins."""

# Of matches and of other countries no public body here must answer.
OTHERS = frozenset({"sports", "international", "health"})


def is_criticism_needing_reply(
    seen: Seen, topics: TopicScores, attributions: Sequence[Attribution], lexicon: Lexicon
) -> bool:
    """Enough words of complaint, the headline before the rest, and a public body that could answer.

    An answer to a complaint («پاسخ … به گلایه …») repeats its words and calls for no answer itself.
    """
    if topics.first in OTHERS and not attributions:
        return False
    groups = lexicon.families[Family.CRITICISM]
    if any(start == 0 and ANSWERS in groups[word] for start, _, word in seen.hits[Family.CRITICISM]):
        return False
    weight = 0.0
    counted: set[int] = set()
    for start, _, word in seen.hits[Family.CRITICISM]:
        if word not in counted:
            counted.add(word)
            weight += _place(start, seen) * max(STRENGTH.get(group, 0.0) for group in groups[word])
    return weight >= ENOUGH


def _place(start: int, seen: Seen) -> float:
    if start < seen.text.headline:
        return IN_HEADLINE
    return IN_LEAD if start < seen.text.head else IN_BODY
