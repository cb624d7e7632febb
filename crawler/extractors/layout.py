"""Where things stand on a page, seen from its headline: what is by it, just above it, below the text."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from lxml import etree
from lxml.html import HtmlElement

from crawler.extractors.blocks import blocks
from crawler.extractors.boxes import is_in_box
from crawler.extractors.cleaner import as_judged
from crawler.extractors.html import select

LEAST_TEXT = 160
"""Letters without a break that only running text has."""
_HEADINGS = ("h1", "h2", "h3", "h4")
_OTHER_HEADINGS = ("span", "td", "a", "div", "p", "b", "strong", "font")
_MOST_PARTS = 3
_UNSEEN = frozenset({"script", "style", "noscript", "template", "option"})
_OTHERS = (
    "aside, footer, nav, .comments, #comments, .comment, .comment-list, .comments-list, .comments_item"
    ", .related, .related-news, .related_news, .sidebar"
)
_MOST_LETTERS_ABOVE = 300
_MOST_LINKS_ABOVE = 3
"""Between a headline and a date above it that is its own; a menu stands between it and the date of today."""


@dataclass(frozen=True, slots=True)
class _Place:
    """How many letters and links stand before an element."""

    letters: int
    links: int


@dataclass(frozen=True)
class Layout:
    """A page with its headline, when that is known."""

    tree: HtmlElement
    title: str | None

    @cached_property
    def lines(self) -> list[str]:
        return blocks(self.tree)

    @cached_property
    def own_lines(self) -> list[str]:
        """Without comments and other pieces, which have labelled dates of their own."""
        return blocks(self.tree, without={each for each in select(self.tree, _OTHERS) if is_in_box(each)})

    @property
    def has_headline(self) -> bool:
        return self._headline is not None

    def is_by_headline(self, element: HtmlElement) -> bool:
        """Whether an element stands between the headline and the text; so with no headline known."""
        return self._headline is None or 0 <= self._below(element) <= self._text_below

    def is_just_above_headline(self, element: HtmlElement) -> bool:
        places = self._places[0]
        if self._headline is None or not 0 < -self._below(element) <= _MOST_LETTERS_ABOVE:
            return False
        return places[self._headline].links - places[element].links <= _MOST_LINKS_ABOVE

    def is_below_text(self, element: HtmlElement) -> bool:
        return self._headline is not None and self._below(element) > self._text_below

    def _below(self, element: HtmlElement) -> int:
        """How many letters stand between the headline and an element below it; negative above it."""
        places = self._places[0]
        return 0 if self._headline is None else places[element].letters - places[self._headline].letters

    @cached_property
    def _text_below(self) -> int:
        """How many letters below the headline the running text begins."""
        places, texts = self._places
        start = 0 if self._headline is None else places[self._headline].letters
        return next((place - start for place in texts if place > start), 0)

    @cached_property
    def _headline(self) -> HtmlElement | None:
        wanted = as_judged(self.title or "").split()
        for each in chain(self.tree.iter(*_HEADINGS), self.tree.iter(*_OTHER_HEADINGS)) if wanted else ():
            # Boxes around boxes are passed over: their text would be put together again and again.
            is_box = each.tag in _OTHER_HEADINGS and (len(each) > _MOST_PARTS or not _letters(each.text))
            if not is_box and as_judged(each.text_content()).split() == wanted:
                return each
        return None

    @cached_property
    def _places(self) -> tuple[dict[HtmlElement, _Place], list[int]]:
        """Where each element stands, and after how many letters each running text begins."""
        places: dict[HtmlElement, _Place] = {}
        texts: list[int] = []
        letters = links = 0
        for event, element in etree.iterwalk(self.tree, events=("start", "end")):
            if event == "start":
                places[element] = _Place(letters, links)
                links += element.tag == "a"
                length = 0 if element.tag in _UNSEEN else _letters(element.text)
            else:
                length = _letters(element.tail)
            if length >= LEAST_TEXT:
                texts.append(letters)
            letters += length
        return places, texts


def _letters(text: str | None) -> int:
    return len((text or "").strip())
