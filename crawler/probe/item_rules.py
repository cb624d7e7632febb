"""Selectors for item pages of no known family, learned from samples and held to reading them as well."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from core.outlets import Selectors
from crawler.extracted import Extracted
from crawler.extractors.blocks import blocks, element_text
from crawler.extractors.html import select
from crawler.probe.shapes import names_of

LEAST_SHARE = 0.8
"""Of the samples, how many a selector must fit."""
SENTENCE = 40
"""Characters of a line that is a sentence rather than a menu entry or a heading."""
MOST_OF_TEXT = 0.6
_MOST_BOXES = 3000
_NO_PLACE = frozenset({"html", "head", "title", "body", "a"})
"""Where a headline does not stand: a link with its words leads to it."""


@dataclass(frozen=True, slots=True)
class ReadSample:
    """A sample page as a tree, with what the extractors read of it."""

    tree: HtmlElement
    extracted: Extracted


def with_listed_title(one: ReadSample, listed: str | None) -> ReadSample:
    """The title as the list has it, where the page shows it too: an unknown template may hide its own."""
    if listed is None or _with_text(one.tree, listed) is None:
        return one
    return ReadSample(one.tree, replace(one.extracted, title=listed))


def item_selectors(samples: Sequence[ReadSample]) -> Selectors:
    """The selectors most samples agree on; a part no selector names stays to the general rules."""
    return Selectors(
        title=_agreed(samples, lambda one: _with_text(one.tree, one.extracted.title)),
        lead=_agreed([one for one in samples if _lead(one)], lambda one: _with_text(one.tree, _lead(one))),
        body=_agreed(samples, _body_box),
        published=_date_selector(samples),
    )


def reads_as_well(new: Extracted, old: Extracted) -> bool:
    """Whether a page read by the selectors has the same title, every paragraph, and hardly more text."""
    found = {*(new.body or "").split("\n"), new.lead or ""}
    read, was = len(new.body or "") + len(new.lead or ""), len(old.body or "") + len(old.lead or "")
    return new.title == old.title and found.issuperset(_paragraphs(old)) and read <= 1.2 * was + 100


def _paragraphs(extracted: Extracted) -> list[str]:
    """The lines that are sentences: menus and headings, which the general extractor may take in, are not."""
    lines = (extracted.body or "").split("\n")
    return [line for line in lines if len(line) >= SENTENCE and line != extracted.title]


def _lead(one: ReadSample) -> str | None:
    """The lead as read, else the one paragraph that stands outside the box of the body."""
    box = _body_box(one)
    inside = set(blocks(box)) if box is not None else set()
    outside = [line for line in _paragraphs(one.extracted) if line not in inside]
    return one.extracted.lead or (outside[0] if len(outside) == 1 else None)


def _agreed(samples: Sequence[ReadSample], find: Callable[[ReadSample], HtmlElement | None]) -> str | None:
    votes: Counter[str] = Counter()
    for one in samples:
        element = find(one)
        if element is not None:
            # The first match is what will be read, so a name must lead to this element first.
            votes.update(name for name in names_of(element) if _is_first(one.tree, name, element))
    # Of names that fit equally often, the first is the most particular.
    name, count = votes.most_common(1)[0] if votes else ("", 0)
    return name if name and count >= LEAST_SHARE * len(samples) else None


def _is_first(tree: HtmlElement, name: str, element: HtmlElement) -> bool:
    if name in ("div", "td", "p", "span", "b", "section", "table"):
        return False
    found = select(tree, name)
    return bool(found) and found[0] is element


def _with_text(tree: HtmlElement, text: str | None) -> HtmlElement | None:
    if not text:
        return None
    boxes = (each for each in tree.iter() if isinstance(each.tag, str) and each.tag not in _NO_PLACE)
    for _, box in zip(range(_MOST_BOXES), boxes, strict=False):
        if element_text(box) == text:
            return _innermost(box, text)
    return None


def _innermost(box: HtmlElement, text: str) -> HtmlElement:
    """The box itself unless a heading or a named element inside it holds the same text."""
    for inner in box.iterdescendants():
        is_named = isinstance(inner.tag, str) and (inner.get("class") or inner.tag in ("h1", "h2", "h3"))
        if is_named and element_text(inner) == text:
            return inner
    return box


def _body_box(one: ReadSample) -> HtmlElement | None:
    """The smallest box with most of the text's paragraphs; its lead may stand outside."""
    wanted = _paragraphs(one.extracted)
    enough = MOST_OF_TEXT * sum(map(len, wanted))
    best: tuple[int, HtmlElement] | None = None
    for box in select(one.tree, "div, td, article, section, main")[:_MOST_BOXES]:
        found = blocks(box)
        size = sum(map(len, found))
        if best is not None and size >= best[0]:
            continue
        if wanted and sum(len(line) for line in set(wanted).intersection(found)) >= enough:
            best = (size, box)
    return best[1] if best else None


def _date_selector(samples: Sequence[ReadSample]) -> str | None:
    """The place the date was read from, where it is an element with a name."""
    rules = (one.extracted.published.rule for one in samples if one.extracted.published)
    places = (rule.removeprefix("text:").partition("/")[0] for rule in rules if rule.startswith("text:"))
    votes = Counter(place for place in places if place.startswith((".", "#")))
    place, count = votes.most_common(1)[0] if votes else ("", 0)
    return place if count >= LEAST_SHARE * len(samples) else None
