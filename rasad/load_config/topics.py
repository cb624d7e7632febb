"""Topics from config/topics.yaml: the slug and the name of each; its words are read by nlp."""

from collections.abc import Collection, Iterator

from pydantic import ConfigDict

from core.methodology import Topic
from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems, suggestion
from rasad.load_config.registers import RawEntry, register
from rasad.load_config.shapes import Shape
from rasad.load_config.yaml_lines import Document

FILES = ("topics.yaml",)


class TopicShape(Shape):
    """What the program needs of a topic; the rest of the entry belongs to nlp."""

    model_config = ConfigDict(extra="ignore")

    slug: str
    name: str
    agency_types: tuple[str, ...] = ()


def read_topics(documents: Documents, agency_types: Collection[str], problems: Problems) -> tuple[Topic, ...]:
    """All topics, from a list of entries or from a mapping of slugs to names or entries."""
    raw = [entry for document in documents.matching(FILES[0]) for entry in _entries(document, problems)]
    topics = register(
        raw, TopicShape, problems, what="topic", identity=lambda entry: str(entry.get("slug") or "")
    )
    for entry in topics.entries.values():
        for n, unknown in enumerate(entry.shape.agency_types):
            if unknown not in agency_types:
                text = f"there is no agency type '{unknown}'; {suggestion(unknown, agency_types)}"
                problems.error(entry.where("agency_types", n), text)
    return tuple(Topic(slug=entry.shape.slug, name=entry.shape.name) for entry in topics.entries.values())


def _entries(document: Document, problems: Problems) -> Iterator[RawEntry]:
    top = document.value if isinstance(document.value, dict) else {}
    topics = top.get("topics")
    if isinstance(topics, dict):
        for slug, value in topics.items():
            raw = {"slug": slug, **(value if isinstance(value, dict) else {"name": value})}
            yield RawEntry(document=document, location=("topics", slug), raw=raw)
    elif isinstance(topics, list):
        for position, raw in enumerate(topics):
            yield RawEntry(document=document, location=("topics", position), raw=raw)
    else:
        problems.error(
            document.where("topics"), "the file must hold the list 'topics'; begin each with '- slug:'"
        )
