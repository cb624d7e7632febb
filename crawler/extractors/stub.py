"""Whether what a template's selectors found is only a scrap: a comment, a caption or a teaser."""

from collections import defaultdict
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extractors.blocks import tidy
from crawler.extractors.html import select

_BOXES = "aside, footer, nav, form, .comments, #comments, .comment, .comment-list, .comments-list, .related"
_LONGEST_SCRAP = 600
_LEAST_PARAGRAPH = 80
_LEAST_ELSEWHERE = 1_200
_TIMES = 6


def is_scrap(tree: HtmlElement, body: Sequence[str]) -> bool:
    """Whether one other box of the page holds many times as much running text.

    Teasers of other pieces stand in a box each; only the paragraphs of one text are siblings.
    """
    length = sum(map(len, body))
    if length > _LONGEST_SCRAP:
        return False
    boxes = set(select(tree, _BOXES))
    elsewhere: dict[HtmlElement, int] = defaultdict(int)
    for paragraph in tree.iter("p"):
        text = tidy("".join(paragraph.itertext()))
        if len(text) >= _LEAST_PARAGRAPH and text not in body and not _is_linked(paragraph, text):
            box = paragraph.getparent()
            if box is not None and (box in elsewhere or boxes.isdisjoint(paragraph.iterancestors())):
                elsewhere[box] += len(text)
    return max(elsewhere.values(), default=0) >= max(_LEAST_ELSEWHERE, _TIMES * length)


def _is_linked(paragraph: HtmlElement, text: str) -> bool:
    return sum(len("".join(link.itertext())) for link in paragraph.iter("a")) * 2 > len(text)
