"""The worst errors of reading items as a whole with the sentences behind them, to see what to do next."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.attribute import Attributor
from nlp.readings.read import Reader
from quality.gold import LabelledItem, Record, item_text

_MOST_OF_A_SENTENCE = 200


class ReadingError(NamedTuple):
    """A service or a topic read wrongly; the surer the machine was of it, the worse."""

    weight: float
    what: str
    item_id: str
    sentence: str


def worst_errors(reader: Reader, attributor: Attributor, items: Sequence[LabelledItem], *, most: int) -> str:
    """The errors of service and of topic, each kind by its weight."""
    found = sorted((error for item in items for error in _errors(reader, attributor, item)), reverse=True)
    lines = [f"{e.weight:.2f} {e.what:32} {e.item_id}\n     {e.sentence}" for e in found[:most]]
    return "\n".join([f"the {len(lines)} worst of {len(found)} errors:", *lines])


def _errors(reader: Reader, attributor: Attributor, labelled: LabelledItem) -> Iterator[ReadingError]:
    record, gold = labelled
    text = item_text(record)
    attributions = attributor.attribute(text).attributions
    reading = reader.read(text, attributions)
    sentence = reading.service_evidence[0].surface if reading.service_evidence else _beginning(record)
    said, true = str(reading.service_reflection), gold["service_reflection"]
    if said != true:
        weights = reader.shipped_service
        scores = {"yes": weights.base[0], "weak": weights.base[1], "no": 0.0}
        for name, value in reader.service_signs(text, attributions).items():
            for_yes, for_weak = weights.signs.get(name, (0.0, 0.0))
            scores["yes"] += value * for_yes
            scores["weak"] += value * for_weak
        what = f"service {true}, not {said}"
        yield ReadingError(scores[said] - scores[true], what, record["id"], _shown(sentence))
    topics = dict(reader.topics_by_lists(text, attributions).ranked)
    if reading.topic not in (gold["topic"], gold["topic2"]):
        # The share by which the topic said leads: as service, a number that rarely passes a few.
        total = sum(topics.values()) or 1.0
        lead = (topics.get(str(reading.topic), 0.0) - topics.get(gold["topic"], 0.0)) / total
        what = f"topic {gold['topic']}, not {reading.topic}"
        yield ReadingError(lead, what, record["id"], _shown(_beginning(record)))


def _beginning(record: Record) -> str:
    return str(record["title"] or record["lead"] or record["body"] or "")


def _shown(sentence: str) -> str:
    return " ".join(sentence[:_MOST_OF_A_SENTENCE].split())
