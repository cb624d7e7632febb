"""Topics: what the counted items were about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reports.facts import Facts
from reports.numbers import ListBook, Number
from reports.persian import percent_text


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """One topic; the share is of all counted items."""

    name: str
    items: Number
    share: float
    share_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """Topics with items, the largest first; items without a topic come last, under their own name."""

    rows: tuple[TopicRow, ...]


def topics(facts: Facts, lists: ListBook) -> Topics:
    return Topics(rows=topic_rows(facts, lists, facts.press_items, prefix="topic", of=""))


def topic_rows(
    facts: Facts, lists: ListBook, items: Iterable[int], *, prefix: str, of: str
) -> tuple[TopicRow, ...]:
    """The topics of some items; `prefix` begins the ids of their lists and `of` their titles."""
    names = {topic.slug: topic.name for topic in facts.inputs.topics}
    by_topic: dict[str, list[int]] = defaultdict(list)
    for item_id in items:
        by_topic[topic_of(facts, item_id)].append(item_id)
    total = sum(map(len, by_topic.values()))
    ordered = sorted(by_topic.items(), key=lambda p: (not p[0], -len(p[1]), p[0]))
    return tuple(
        TopicRow(
            name=names.get(slug, slug) or "موضوع معلوم نشد",
            items=lists.number(
                f"{prefix}-{slug or 'unknown'}", f"{of}موضوع: {names.get(slug, slug) or 'معلوم نشد'}", ids
            ),
            share=len(ids) / total,
            share_text=percent_text(len(ids) / total),
        )
        for slug, ids in ordered
    )


def topic_of(facts: Facts, item_id: int) -> str:
    """The topic after corrections; empty when there is none."""
    found = (facts.findings.get((item_id, agency.key)) for agency in facts.agencies)
    return next((f.topic for f in found if f is not None and f.topic), "")
