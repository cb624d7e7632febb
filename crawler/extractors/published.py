"""When a page was published: declared dates first, then the date its readers see."""

from collections.abc import Iterator
from datetime import datetime

from lxml.html import HtmlElement

from core.calendar import tehran_day
from core.moments import Moment, Precision
from crawler.dates import read_date
from crawler.dates.guard import trusted
from crawler.extractors.blocks import element_text
from crawler.extractors.html import alternatives, select
from crawler.extractors.metadata import Metadata
from crawler.extractors.rules import Rules

_MACHINE_ELEMENTS = (
    'time[itemprop="datePublished"], time[pubdate], time.published, article time, main time, time'
)
_BOXES = (
    "aside, footer, nav, .related, .related-news, .related_news, .relatedposts, .jp-relatedposts"
    ", .comments, #comments, .comment-list, .comments-list, .comments_item, .user-comment-area"
)
_VISIBLE_ELEMENTS = (
    '[itemprop="datePublished"]',
    '[class*="publish"]',
    '[class*="pubdate"], [class*="pdate"]',
    '[class*="date"], [id*="date"], [id*="Date"], [class*="Date"]',
    '[class*="time"], [id*="time"], [class*="Time"]',
)
_LABELS = (
    "تاریخ انتشار",
    "زمان انتشار",
    "تاريخ انتشار",
    "تاریخ خبر",
    "انتشار:",
    "تاریخ درج",
    "تاریخ :",
    "تاريخ :",
)
_LONGEST_DATE = 120
_FINE = {Precision.SECOND, Precision.MINUTE}


def published_moment(
    tree: HtmlElement, metadata: Metadata, rules: Rules | None, now: datetime
) -> Moment | None:
    """The first believable date; a day alone gives way to the same day with its time."""
    found: Moment | None = None
    for place, text in _candidates(tree, metadata, rules):
        moment = _believed(text, place, now)
        if moment is None:
            continue
        if found is None:
            if moment.precision in _FINE:
                return moment
            found = moment
        elif moment.precision in _FINE and tehran_day(moment.at) == tehran_day(found.at):
            return moment
    return found


def _candidates(tree: HtmlElement, metadata: Metadata, rules: Rules | None) -> Iterator[tuple[str, str]]:
    """Where dates stand, as (place, text), in the order of trust."""
    yield from metadata.dates
    yield from _machine_times(tree)
    if rules and rules.published:
        yield from _texts(tree, rules.published)
    for selector in _VISIBLE_ELEMENTS:
        yield from _texts(tree, selector)
    yield from _labelled(tree)


def _machine_times(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Only the first time element: those below, and in boxes, belong to related pieces and comments."""
    times = select(tree, _MACHINE_ELEMENTS)
    boxes = set(select(tree, _BOXES)) if times else set()
    for element in [each for each in times if boxes.isdisjoint(each.iterancestors())][:1]:
        if element.get("datetime"):
            yield "time:datetime", element.get("datetime", "")


def _texts(tree: HtmlElement, selector: str) -> Iterator[tuple[str, str]]:
    for part in alternatives(selector):
        for element in select(tree, part)[:5]:
            text = element_text(element) or ""
            if element.tag not in {"html", "body"} and 0 < len(text) <= _LONGEST_DATE:
                yield f"text:{_name(element, part)}", text


def _labelled(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Table portals write «زمان انتشار : …» somewhere in their text."""
    lines = (text for text in tree.itertext() if any(label in text for label in _LABELS))
    for line, _ in zip(lines, range(5), strict=False):
        for label in _LABELS:
            _before, found, after = line.partition(label)
            if found:
                yield "text:label", " ".join(after.split())[:_LONGEST_DATE]
                break


def _believed(text: str, place: str, now: datetime) -> Moment | None:
    """A date with a day, and neither future nor before 1300; how far it lies back is the crawl's to judge."""
    moment = read_date(text, now)
    if moment is None or moment.precision in {Precision.MONTH, Precision.YEAR, Precision.WEEK}:
        return None
    named = Moment(at=moment.at, precision=moment.precision, rule=f"{place}/{moment.rule}")
    return trusted(named, now, furthest=None)


def _name(element: HtmlElement, selector: str) -> str:
    """How the rule names a place: its selector, or for a pattern of classes the class that matched."""
    if "*=" not in selector:
        return selector
    identifier = element.get("id")
    css_class = (element.get("class") or "").split()
    return f".{css_class[0]}" if css_class else f"#{identifier}" if identifier else str(element.tag)
