"""The general extractor: trafilatura behind our own function, and a plain reading where it finds nothing."""

from collections import Counter
from html.parser import HTMLParser

from lxml.html import HtmlElement

from crawler.extractors.asides import related_inside
from crawler.extractors.blocks import blocks, tidy
from crawler.extractors.core_box import core_box, letters
from crawler.extractors.html import select
from crawler.extractors.script import is_arabic_script
from crawler.extractors.shared_version import recorded

OWN = 2
VERSION = recorded("general", OWN)
_CHROME = "nav, aside, footer, header, form, script, style, noscript, .comments, #comments, .menu, .sidebar"
_LEAST_BODY = 40
_LEAST_COVER = 0.9
_MOST_RELINED = 200_000
_MOST_LINES = 5_000

# trafilatura drops what is not printable, and with it every ZWNJ: they travel in disguise.
_DISGUISES = (("\u200c", "\u2180"), ("\u200d", "\u2181"))


def general_body(tree: HtmlElement, text: str) -> tuple[str, ...]:
    """The paragraphs of the main text of any page."""
    # It takes half a second to import, which the crawl itself and most of what it reads can spare.
    import trafilatura

    for joiner, disguise in _DISGUISES:
        text = text.replace(joiner, disguise)
    found = trafilatura.extract(text, include_comments=False, include_tables=True) or ""
    for joiner, disguise in _DISGUISES:
        text, found = text.replace(disguise, joiner), found.replace(disguise, joiner)
    lines = found.splitlines()
    paragraphs = tuple(line for line in map(_without_markup, lines) if line)
    if sum(map(len, paragraphs)) >= _LEAST_BODY:
        return _as_on_page(tree, paragraphs) or paragraphs
    return _whole_box(core_box(tree, None)) or _densest(tree) or _flat(text) or paragraphs


def _as_on_page(tree: HtmlElement, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The same text in the page's own lines: trafilatura runs the lines of a table cell together."""
    wanted = letters(" ".join(paragraphs))
    box = None
    if is_arabic_script(" ".join(paragraphs)):
        box = core_box(tree, wanted)
        if box is None:
            # What was found are teasers of other pieces only.
            return _whole_box(core_box(tree, None))
    lines = blocks(tree) if box is None else blocks(box, without=set(related_inside(box)))
    if len(wanted) > _MOST_RELINED or len(lines) > _MOST_LINES:
        return ()
    found = [(line, letters(line)) for line in lines]
    is_ours = [bool(key) and key in wanted for _, key in found]
    long = [place for place, (_, key) in enumerate(found) if len(key) >= _LEAST_BODY and is_ours[place]]
    if not long:
        return ()
    first, last = long[0], long[-1]
    while first > 0 and is_ours[first - 1]:
        first -= 1
    while last + 1 < len(found) and is_ours[last + 1]:
        last += 1
    kept = _no_oftener([found[place] for place in range(first, last + 1) if is_ours[place]], wanted)
    long_wanted = sum(len(key) for key in map(letters, paragraphs) if len(key) >= _LEAST_BODY)
    is_whole = box is not None or sum(len(key) for _, key in kept) >= _LEAST_COVER * long_wanted
    return tuple(line for line, _ in kept) if is_whole else ()


def _whole_box(box: HtmlElement | None) -> tuple[str, ...]:
    """The lines of a box from its first to its last that is long enough for running text."""
    lines = blocks(box, without=set(related_inside(box))) if box is not None else []
    long = [place for place, line in enumerate(lines) if len(line) >= _LEAST_BODY]
    return tuple(lines[long[0] : long[-1] + 1]) if long else ()


def _no_oftener(lines: list[tuple[str, str]], wanted: str) -> list[tuple[str, str]]:
    """Lines no oftener than in the text found: standfirsts stand above it too, headlines below it."""
    surplus = {key: count - wanted.count(key) for key, count in Counter(key for _, key in lines).items()}
    below: list[tuple[str, str]] = []
    for line, key in lines:
        is_surplus = len(key) >= _LEAST_BODY and surplus[key] > 0
        surplus[key] -= is_surplus
        if not is_surplus:
            below.append((line, key))
    kept: list[tuple[str, str]] = []
    for line, key in reversed(below):
        is_surplus = surplus[key] > 0
        surplus[key] -= is_surplus
        if not is_surplus:
            kept.append((line, key))
    return kept[::-1]


def _without_markup(line: str) -> str:
    """Table rows come as `| a | b |`, list entries as `- a`."""
    return (
        tidy(line.replace("|", " ").removeprefix("- ").strip("- "))
        if line.startswith(("|", "- "))
        else tidy(line)
    )


def _densest(tree: HtmlElement) -> tuple[str, ...]:
    """The smallest box that holds most of the page's text outside menus: table portals have one."""
    chrome = set(select(tree, _CHROME))
    best: tuple[str, ...] = ()
    for box in select(tree, "article, main, td, div, section")[:2000]:
        paragraphs = tuple(line for line in blocks(box, without=chrome) if len(line) >= _LEAST_BODY)
        if sum(map(len, paragraphs)) > sum(map(len, best)) * 1.05:
            best = paragraphs
    return best


def _flat(text: str) -> tuple[str, ...]:
    """The text without its markup, for pages nested too deeply for any tree."""
    reader = _TextReader()
    reader.feed(text)
    return tuple(line for line in map(tidy, "".join(reader.pieces).splitlines()) if len(line) >= _LEAST_BODY)


class _TextReader(HTMLParser):
    """Collects text, skipping scripts and styles; needs no tree and so knows no depth."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._is_silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_silent = tag in {"script", "style", "title"}
        self.pieces.append("\n" if tag not in {"a", "b", "i", "em", "strong", "span", "u"} else "")

    def handle_endtag(self, tag: str) -> None:
        self._is_silent = False

    def handle_data(self, data: str) -> None:
        if not self._is_silent:
            self.pieces.append(data)
