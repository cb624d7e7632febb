"""Mentions and refusals as JSON, in the words of the exchange format."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.attributions import Mention, Refusal

type Json = Mapping[str, Any]


def mentions_to_json(mentions: Iterable[Mention]) -> list[Json]:
    return [_mention_to_json(mention) for mention in mentions]


def mentions_from_json(values: Iterable[Json]) -> tuple[Mention, ...]:
    return tuple(Mention(**value) for value in values)


def refusals_to_json(refusals: Iterable[Refusal]) -> list[Json]:
    return [{"rule": one.rule, **_mention_to_json(one.mention)} for one in refusals]


def refusals_from_json(values: Iterable[Json]) -> tuple[Refusal, ...]:
    return tuple(_refusal(**value) for value in values)


def _refusal(*, rule: str, **mention: Any) -> Refusal:
    return Refusal(mention=Mention(**mention), rule=rule)


def _mention_to_json(mention: Mention) -> Json:
    return {
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "part": mention.part,
    }
