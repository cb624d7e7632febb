"""The elements of a page by class, id and itemprop: one look at them serves all selectors of a template."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

_MARKED = etree.XPath("descendant-or-self::*[@class or @id or @itemprop]")
_ONE_MARK = r"""(?:[.#][a-zA-Z_][\w-]*|\[itemprop="[^"\]]*"\])"""
_COMPOUND = re.compile(rf"([a-zA-Z][\w-]*)?({_ONE_MARK}*)")
_MARK = re.compile(_ONE_MARK)
_OUTSIDE = -1
"""Of an element that does not stand in the part of the page that is asked about."""
_IN_BRACKETS = re.compile(r"""\[(?!itemprop=")[^\]]*\]|\([^)]*\)""")

type Compound = tuple[str, tuple[str, ...]]
"""A tag, or nothing, and marks like `.lead`, `#body` and `[itemprop="name"]`."""
type Chain = tuple[Compound, ...]
"""`.item h1.title`: each compound stands inside the one before it."""


def select(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements a CSS selector names, in the order of the page; the page must not change meanwhile."""
    return _elements_of(tree.getroottree().getroot()).select(tree, selector)


@lru_cache(maxsize=4096)
def alternatives(selector: str) -> tuple[str, ...]:
    """The alternatives of a selector; commas inside brackets belong to the part."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(selector):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append(selector[start:position].strip())
            start = position + 1
    parts.append(selector[start:].strip())
    return tuple(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Part:
    """One alternative of a selector; `chain` is None when it says more than tags, classes and ids."""

    chain: Chain | None
    needed: frozenset[str]
    """Marks without which it names nothing."""
    compiled: CSSSelector


@lru_cache(maxsize=1)
def _elements_of(root: HtmlElement) -> "_Elements":
    """Those of the page that is being read: its selectors come one after another."""
    return _Elements(root)


class _Elements:
    """What stands where on one page."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._by_mark: dict[str, list[HtmlElement]] = {}
        for element in _MARKED(root):
            for mark in _marks_of(element):
                self._by_mark.setdefault(mark, []).append(element)

    def select(self, tree: HtmlElement, selector: str) -> list[HtmlElement]:
        possible = [part for part in _parts(selector) if part.needed.issubset(self._by_mark)]
        found = [named for part in possible if (named := self._named(tree, part))]
        if len(found) <= 1:
            return found[0] if found else []
        return sorted({element for named in found for element in named}, key=self._places.__getitem__)

    @cached_property
    def _places(self) -> dict[HtmlElement, int]:
        return {element: place for place, element in enumerate(self._root.iter("*"))}

    def _named(self, tree: HtmlElement, part: _Part) -> list[HtmlElement]:
        """What one alternative names in a part of the page, in the order of the page."""
        return self._by_marks(tree, part.chain) if part.chain else part.compiled(tree)

    def _by_marks(self, tree: HtmlElement, chain: Chain) -> list[HtmlElement]:
        """The same for a chain of tags and marks: no path through the page has to be searched."""
        *outer, (tag, marks) = chain
        if marks:
            named = [each for each in self._by_mark[marks[0]] if _is(each, chain[-1])]
            is_anywhere = tree is self._root and not outer
            return named if is_anywhere else _within(named, outer, tree)
        if not outer:
            return list(tree.iter(tag))
        boxes = self._by_marks(tree, tuple(outer))
        # Boxes may stand in one another.
        return list(dict.fromkeys(each for box in boxes for each in box.iterdescendants(tag)))


@lru_cache(maxsize=4096)
def _parts(selector: str) -> tuple[_Part, ...]:
    return tuple(
        _Part(
            chain=_chain(part),
            needed=frozenset(_MARK.findall(_IN_BRACKETS.sub("", part))),
            compiled=CSSSelector(part, translator="html"),
        )
        for part in alternatives(selector)
    )


def _chain(part: str) -> Chain | None:
    compounds = [_compound(word) for word in part.split()]
    return tuple(each for each in compounds if each) if all(compounds) else None


def _compound(word: str) -> Compound | None:
    match = _COMPOUND.fullmatch(word)
    return ((match[1] or "").lower(), tuple(_MARK.findall(match[2]))) if match else None


def _marks_of(element: HtmlElement) -> tuple[str, ...]:
    return _marks(element.get("class"), element.get("id"), element.get("itemprop"))


@lru_cache(maxsize=4096)
def _marks(classes: str | None, identifier: str | None, itemprop: str | None) -> tuple[str, ...]:
    """Classes recur all over a page, each once for an element although it may be written twice."""
    marks = dict.fromkeys(f".{name}" for name in (classes or "").split())
    if identifier:
        marks[f"#{identifier}"] = None
    if itemprop is not None:
        marks[f'[itemprop="{itemprop}"]'] = None
    return tuple(marks)


def _is(element: HtmlElement, compound: Compound) -> bool:
    tag, marks = compound
    if tag and element.tag != tag:
        return False
    return not marks or set(marks).issubset(_marks_of(element))


def _within(named: Sequence[HtmlElement], outer: Sequence[Compound], tree: HtmlElement) -> list[HtmlElement]:
    """Those that stand in the tree, and there in boxes that fit the outer compounds.

    Each box is looked at once, however many elements it holds: some pages are nested a thousand deep.
    """
    fitted: dict[HtmlElement | None, int] = {None: _OUTSIDE}
    return [
        each
        for each in named
        if (_fitted(each.getparent(), outer, tree, fitted) if each is not tree else 0) == len(outer)
    ]


def _fitted(
    box: HtmlElement | None,
    outer: Sequence[Compound],
    tree: HtmlElement,
    fitted: dict[HtmlElement | None, int],
) -> int:
    """How many of the outer compounds a box and those around it fit, the outermost first."""
    path: list[HtmlElement] = []
    while box not in fitted:
        assert box is not None
        path.append(box)
        box = None if box is tree else box.getparent()
    count = 0 if path and path[-1] is tree else fitted[box]
    for each in reversed(path):
        if 0 <= count < len(outer) and _is(each, outer[count]):
            count += 1
        fitted[each] = count
    return count
