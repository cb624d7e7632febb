"""The boxes of a page whose dates are not the piece's: comments, related pieces, the site's head and foot."""

import re
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

_TAGS = frozenset({"aside", "footer", "nav", "blockquote"})
_NAMES = re.compile(
    r"(?:^|[-_\s])(?:comments?|cmts?|ugccmt|commentlist|disqus|repl(?:y|ies)|related\w*|relatedposts|sidebar\w*"
    r"|recent\w*|latest\w*|popular\w*|trending|masthead|topbar|navbar|menu|today|carousel|slider|ticker"
    r"|suggest\w*|modified|updated?|lastmod|copyright)(?=$|[-_\s])"
    r"|(?<!article[-_])(?<!entry[-_])(?<!post[-_])(?<!news[-_])(?<![^\W_])footer|(?:^|\s)teasers?(?=$|[-_\s])"
    r"|(?:^|\s)(?:now|current|server)[-_]?(?:date|time)(?=$|\s)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"(?:^|\s)(?:(?:site|main|top|global)[-_]?)?header(?:[-_]\w+)*(?=$|\s)|top[-_]bar", re.IGNORECASE
)
_TERMS = re.compile(r"(?:^|(?<=\s))(?:category|tag)-\S+")
"""WordPress writes the categories of a piece among its classes, «latest» and «today» too."""
_COMMENT = re.compile(r"(?:^|\s)comment(?:-body)?(?=\s|$)")
_OWN = re.compile(r"publish|pubdate|entry-date", re.IGNORECASE)
_HEADLINE = "boolean(.//h1 or .//*[@itemprop='articleBody'])"
_HEADLINE_OR_SECOND = "boolean(.//h1 or .//h2 or .//*[@itemprop='articleBody'])"


_TEASER_BOXES = frozenset({"div", "li", "article", "section", "tr", "td", "dd"})
_HIGHEST_TEASER = 5
_LEAST_ALIKE = 3
_LEAST_LINKED = 0.8
_LONGEST_TEASER = 500
_MARKS = 5


def is_in_box(element: HtmlElement, *, by_name_only: bool = False) -> bool:
    """Whether an element stands in such a box, or is one; the box of the headline is the piece's own."""
    for box in (element, *element.iterancestors()):
        if box.tag in {"body", "html", "main"}:
            return False
        named = _TERMS.sub("", f"{box.get('class') or ''} {box.get('id') or ''}")
        if box.tag == "article":
            return bool(_COMMENT.search(named)) or _is_one_of_many(box)
        if box.tag == "footer" and any(True for _ in box.iterancestors("article")):
            # The foot of an article is its own: some systems write there who published it and when.
            continue
        if (box.tag in _TAGS and not by_name_only) or (_NAMES.search(named) and not _OWN.search(named)):
            if not _holds(box, _HEADLINE):
                return True
        elif (box.tag == "header" or _HEADS.search(named)) and not _holds(box, _HEADLINE_OR_SECOND):
            return True
    return False


def is_teaser(element: HtmlElement) -> bool:
    """Whether an element stands in one of several small boxes alike, each with a link: other pieces."""
    known = _teasers(element.getroottree().getroot())
    for box in [element, *element.iterancestors()][:_HIGHEST_TEASER]:
        parent = box.getparent()
        if parent is None or box.tag not in _TEASER_BOXES:
            continue
        alike = (parent, box.tag, box.get("class") or "")
        if alike not in known:
            boxes = [each for each in parent.iterchildren(box.tag) if (each.get("class") or "") == alike[2]]
            linked = [each for each in boxes if each.find(".//a[@href]") is not None]
            is_list = len(linked) >= _LEAST_ALIKE and len(linked) >= _LEAST_LINKED * len(boxes)
            known[alike] = {each for each in linked if _is_small(each)} if is_list else set()
        if box in known[alike]:
            return True
    return False


def is_part_of_link(element: HtmlElement) -> bool:
    """Whether a link around an element says more than the element does: the title of another piece."""
    link = next(element.iterancestors("a"), None)
    return link is not None and _length(link) > _length(element) + _MARKS


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _is_small(box: HtmlElement) -> bool:
    return sum(map(len, islice(box.itertext(), _LONGEST_TEASER))) <= _LONGEST_TEASER


def _is_one_of_many(article: HtmlElement) -> bool:
    """Whether a page of several articles has its headline in another one: these are teasers."""
    has_headline = _holds(article.getroottree().getroot(), "boolean(.//article//h1)")
    return has_headline and not _holds(article, "boolean(.//h1)")


def _holds(box: HtmlElement, what: str) -> bool:
    """Dozens of dates may stand in one box, which is searched once."""
    answers = _answers(box.getroottree().getroot())
    if (box, what) not in answers:
        answers[box, what] = bool(box.xpath(what))
    return answers[box, what]


@lru_cache(maxsize=1)
def _answers(root: HtmlElement) -> dict[tuple[HtmlElement, str], bool]:
    """Those of the page that is being read."""
    return {}


@lru_cache(maxsize=1)
def _teasers(root: HtmlElement) -> dict[tuple[HtmlElement, str, str], set[HtmlElement]]:
    """Of each kind of boxes in one parent, those that are teasers."""
    return {}
