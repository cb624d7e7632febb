"""The signs of a service, each a number: what is done, by whom, for whom, and what speaks against it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log, log1p

from core.attributions import Attribution, Role
from nlp.readings.lexicon import Family, Lexicon
from nlp.readings.seen import Seen
from nlp.readings.service_acts import ActSentence
from nlp.readings.topics import TopicScores

# Lists whose words count apart in the head and in the body, and those that count in both together.
APART = frozenset({"people", "plan"})
TOGETHER = frozenset({"bodies", "exhortation", "negation"})
AGAINST = "against."

# So many different words of a list count in the head; those of the body count half, by their logarithm.
MOST_IN_HEAD = 3
IN_BODY = 0.5

# A word of praise or blame in the head counts so many times.
TONE_IN_HEAD = 2

# Length counts by its logarithm against this many characters; below a fifth of it all are equally short.
USUAL_LENGTH = 500
SHORTEST = 0.2


def service_signs(
    seen: Seen,
    acts: Sequence[ActSentence],
    topics: TopicScores,
    attributions: Collection[Attribution],
    lexicon: Lexicon,
) -> dict[str, float]:
    """All signs of an item by name; an absent sign is 0."""
    return {
        **_acts(acts, seen),
        **_words(seen, lexicon),
        **_tone(seen, lexicon),
        **_shares(topics, lexicon.service.topic_signs),
        "actor": float(any(attribution.role is Role.ACTOR for attribution in attributions)),
        "speaks": float(any(attribution.speaks for attribution in attributions)),
        "linked": log1p(len(attributions)),
        "length": log(max(len(seen.text.raw) / USUAL_LENGTH, SHORTEST)),
    }


def _acts(acts: Sequence[ActSentence], seen: Seen) -> dict[str, float]:
    """What is done or planned in the head and in the body, by whom, and whether there is any act at all."""
    sums: dict[str, float] = {}
    for act in acts:
        if act.mood in ("done", "planned"):
            name = f"{'head' if act.in_head else 'body'}.{act.mood}"
            sums[name] = sums.get(name, 0.0) + act.strength
    signs = {name: log1p(2 * strength) for name, strength in sums.items()}
    signs["title.act"] = max(
        (act.strength for act in acts if act.sentence.start < seen.text.headline), default=0.0
    )
    signs["planned.by_body"] = max(
        (act.strength for act in acts if act.by_body and act.mood == "planned"), default=0.0
    )
    signs["any.act"] = float(bool(acts))
    return signs


def _words(seen: Seen, lexicon: Lexicon) -> dict[str, float]:
    """How many different words of each list there are."""
    groups = lexicon.families[Family.SERVICE]
    hits, head = seen.hits[Family.SERVICE], seen.text.head
    in_head = _by_list({word for start, _, word in hits if start < head}, groups)
    in_body = _by_list({word for start, _, word in hits if start >= head}, groups)
    signs: dict[str, float] = {}
    for name in in_head.keys() | in_body.keys():
        first = min(in_head.get(name, 0), MOST_IN_HEAD)
        rest = log1p(in_body.get(name, 0))
        if name in APART:
            signs |= {f"head.{name}": first, f"body.{name}": rest}
        elif name in TOGETHER or name.startswith(AGAINST):
            signs[name] = first + IN_BODY * rest
    return signs


def _by_list(words: Iterable[int], groups: Mapping[int, frozenset[str]]) -> dict[str, int]:
    """The number of words of each list."""
    counts: dict[str, int] = {}
    for word in words:
        for group in groups[word]:
            counts[group] = counts.get(group, 0) + 1
    return counts


def _tone(seen: Seen, lexicon: Lexicon) -> dict[str, float]:
    """Whether praise or blame prevails; the root, because ten words of praise are not ten services."""
    groups = lexicon.families[Family.TONE]
    balance = 0
    for start, _, word in seen.hits[Family.TONE]:
        sign = 1 if any(group.startswith("positive") for group in groups[word]) else -1
        balance += sign * (TONE_IN_HEAD if start < seen.text.head else 1)
    return {"praise": max(balance, 0) ** 0.5, "blame": max(-balance, 0) ** 0.5}


def _shares(topics: TopicScores, topic_signs: Mapping[str, str]) -> dict[str, float]:
    """The share of each group of topics that is a sign."""
    total = sum(score for _, score in topics.ranked)
    signs: dict[str, float] = {}
    for slug, score in topics.ranked:
        if slug in topic_signs:
            name = f"topic.{topic_signs[slug]}"
            signs[name] = signs.get(name, 0.0) + score / total
    return signs
