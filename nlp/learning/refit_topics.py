"""Refits the topic model on an installation's lessons, and measures it beside the word lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp.learning.folds import folds_of
from nlp.learning.lessons import TextTaught
from nlp.readings.learn import TopicModel, fit_topic_model
from nlp.readings.topics import blended

LEAST_ITEMS = 20
SEED = 1404


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRefit:
    """A new model with how often lists and model together name the topic that people did."""

    model: TopicModel
    items: int
    right: float
    right_in_force: float


def refit_topics(taught: Sequence[TextTaught], *, in_force_until: int) -> TopicRefit | None:
    """None when there are too few items, or all of one topic; cross-validated as in refit_claims."""
    lessons = [one for one in taught if one.topic]
    if len({one.group for one in lessons}) < LEAST_ITEMS or not _can_teach(lessons):
        return None
    return TopicRefit(
        model=_fitted(lessons),
        items=len(lessons),
        right=_right_out_of_sample(lessons, lambda _one: True),
        right_in_force=_right_out_of_sample(lessons, lambda one: one.newest <= in_force_until),
    )


def _right_out_of_sample(lessons: Sequence[TextTaught], is_known: Callable[[TextTaught], bool]) -> float:
    right = 0
    for train, test in folds_of([one.group for one in lessons]):
        known = [lessons[n] for n in train if is_known(lessons[n])]
        model = _fitted(known) if _can_teach(known) else None
        right += sum(_guess(lessons[n], model) == lessons[n].topic for n in test)
    return right / len(lessons)


def _guess(one: TextTaught, model: TopicModel | None) -> str | None:
    return (blended(one.by_lists, model, one.text) if model else one.by_lists).first


def _can_teach(lessons: Sequence[TextTaught]) -> bool:
    return len({one.topic for one in lessons}) > 1


def _fitted(lessons: Sequence[TextTaught]) -> TopicModel:
    # Shuffled descent depends on the order of its lessons: that of their texts is the same everywhere.
    in_order = sorted(
        lessons, key=lambda one: (one.text.title or "", one.text.lead or "", one.text.body or "")
    )
    return fit_topic_model([one.text for one in in_order], [one.topic or "" for one in in_order], seed=SEED)
