"""When a page was published: declared dates first, then the date its readers see, then its address."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from core.calendar import tehran_day
from core.moments import Moment, Precision
from crawler.dates import read_date
from crawler.dates.guard import trusted
from crawler.extractors.blocks import element_text
from crawler.extractors.boxes import is_in_box, is_part_of_link, is_teaser
from crawler.extractors.cleaner import as_judged
from crawler.extractors.html import alternatives, select
from crawler.extractors.layout import LEAST_TEXT, Layout
from crawler.extractors.metadata import Metadata
from crawler.extractors.rules import Rules

_MACHINE_ELEMENTS = (
    'time[itemprop="datePublished"], time[pubdate], time.published, time.entry-date, article time, main time'
    ", time"
)
_ATTRIBUTES = (
    ('[itemprop="datePublished"]', ("content", "datetime")),
    ("abbr.published, abbr.date, abbr.timestamp, abbr.entry-date", ("title",)),
)
_DECLARED_VISIBLE = '[itemprop="datePublished"]'
_VISIBLE_ELEMENTS = (
    '[class*="publish"]',
    '[class*="pubdate"], [class*="pdate"]',
    '[class*="date"], [id*="date"], [id*="Date"], [class*="Date"]',
    '[class*="time"], [id*="time"], [class*="Time"]',
)
_LABEL = re.compile(
    r"^.{0,60}?(?:(?:تاریخ|زمان|ساعت) (?:و (?:ساعت|زمان) )?(?:انتشار|درج|ارسال|خبر|ثبت)(?: (?:خبر|مطلب))?"
    r"|انتشار ?:|تاریخ ?:|(?<![a-z])(?:first )?(?:published|posted|date)(?: on| at)? ?:)"
    r"|^\W{0,4}(?:(?:منتشر|نوشته) شده(?: در)?|(?:published|posted) on)(?!\w)",
    re.IGNORECASE,
)
"""A label at the head of its line: within a sentence the same words speak of something else."""
_IN_PATH = re.compile(
    r"(?<!\d)(?:(1[34]\d\d|19[89]\d|20\d\d)([/\-_.])(\d{1,2})\2(\d{1,2})(?!\d)"
    r"|(?<=[/\-_])(?:(20\d\d)(\d\d)(\d\d)|(1[34]\d\d)(\d\d)(\d\d)\d{5,6})(?=[/_\-.]|$))"
)
"""`/2014/03/09/`, `/20140309-`, and the ids of agencies that begin with the day: `/1405081201234/`."""
_MOST_NAMED = 30
_LONGEST_DATE = 120
_LONGEST_BESIDE = 90
"""A line beside the headline that holds a date; longer ones are text."""
_MOST_BESIDE = 25
_LONGEST_ABOVE = 40
_MOST_ABOVE = 3
_MOST_WORDS_ABOVE = 4
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d{4}|\d\W\d")
_FINE = {Precision.SECOND, Precision.MINUTE}
_WHOLE = re.compile(r"(?:-words|-numbers|iso|iso-jalali)(?:\+weekday-differs)?$")
_NOT_OF_THE_PIECE = re.compile(
    r"current|today|expir|update|modified|امروز|اکنون|به ?روز ?رسانی|ویرایش", re.IGNORECASE
)
_FIRST_PAGES = datetime(1995, 1, 1, tzinfo=UTC)
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20\d\d)(?!\d)")
_SAME_DAY = timedelta(hours=36)


def published_moment(
    tree: HtmlElement,
    metadata: Metadata,
    rules: Rules | None,
    now: datetime,
    *,
    url: str = "",
    title: str | None = None,
) -> Moment | None:
    """The first believable date; a day alone gives way to the same day with its time."""
    page = Layout(tree, title)
    found: Moment | None = None
    for place, text in _candidates(page, metadata, rules, url):
        moment = _believed(text, place, now)
        if moment is None or _lacks_its_year(moment, page):
            continue
        if found is None:
            if moment.precision in _FINE:
                return moment
            found = moment
        elif moment.precision in _FINE and _is_same_day(found, moment):
            return moment
    return found or _told_in_lines(page, now)


def _candidates(page: Layout, metadata: Metadata, rules: Rules | None, url: str) -> Iterator[tuple[str, str]]:
    """Where dates stand, as (place, text), in the order of trust."""
    yield from metadata.dates
    yield from _machine_times(page.tree)
    if rules and rules.published:
        yield from _texts(page.tree, rules.published)
    yield from _attributes(page.tree)
    yield from _address_dates(page.tree, url)
    yield from _texts(page.tree, _DECLARED_VISIBLE)
    near = [_by_headline(page, selector) for selector in _VISIBLE_ELEMENTS]
    # With no headline known every element would be near it, and a label says more.
    yield from chain(*(near if page.has_headline else ()))
    yield from _labelled(page)
    yield from chain(*(() if page.has_headline else near))
    for selector in _VISIBLE_ELEMENTS:
        yield from _alone(page, selector)


def _machine_times(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Only the first time element: those below, and in boxes, belong to related pieces and comments."""
    for part in alternatives(_MACHINE_ELEMENTS):
        for element in select(tree, part)[:20]:
            if not _is_another_s(element):
                machine = element.get("datetime")
                yield ("time:datetime", machine) if machine else ("time", element_text(element) or "")
                return


def _attributes(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Dates for machines in the attributes of other elements."""
    for selector, names in _ATTRIBUTES:
        for element in select(tree, selector)[:3]:
            for name in names:
                if element.get(name) and not is_in_box(element):
                    yield f"attribute:{name}", element.get(name, "")


def _texts(tree: HtmlElement, selector: str) -> Iterator[tuple[str, str]]:
    """What elements say that a template or the page itself names as its date."""
    for part in alternatives(selector):
        for element in select(tree, part)[:5]:
            text = _short_text(element)
            if text and not (part == _DECLARED_VISIBLE and is_in_box(element, by_name_only=True)):
                yield f"text:{_name(element, part)}", text


def _by_headline(page: Layout, selector: str) -> Iterator[tuple[str, str]]:
    """Elements whose class speaks of a date, between the headline and the text."""
    for part in alternatives(selector):
        for element, text in _dated(page, part):
            if page.is_by_headline(element):
                yield f"text:{_name(element, part)}", text


def _alone(page: Layout, selector: str) -> Iterator[tuple[str, str]]:
    """Such an element just above the headline or below the text, if it is one: lists have several."""
    for part in alternatives(selector):
        dated = list(_dated(page, part))
        above = [pair for pair in dated if page.is_just_above_headline(pair[0])]
        below = [pair for pair in dated if page.is_below_text(pair[0])]
        for pairs in (above, below):
            if len({text for _, text in pairs}) == 1:
                yield f"text:{_name(pairs[0][0], part)}", pairs[0][1]


def _dated(page: Layout, part: str) -> Iterator[tuple[HtmlElement, str]]:
    for element in select(page.tree, part)[:_MOST_NAMED]:
        text = _short_text(element)
        if text and not _is_another_s(element):
            yield element, text


def _is_another_s(element: HtmlElement) -> bool:
    """Whether an element belongs to a comment, a list of pieces or the frame of the site."""
    return is_in_box(element) or is_teaser(element) or is_part_of_link(element)


def _short_text(element: HtmlElement) -> str:
    text = element_text(element) or ""
    return text if element.tag not in {"html", "body"} and len(text) <= _LONGEST_DATE else ""


def _address_dates(tree: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    """`/2014/03/09/` or `/1404/08/24/` in the address, or in the one the page calls its own."""
    own = [each.get("href") or "" for each in select(tree, 'link[rel="canonical"]')[:1]]
    own += [each.get("content") or "" for each in select(tree, 'meta[property="og:url"]')[:1]]
    for address in (url, *own):
        match = _IN_PATH.search(_path(address))
        if match:
            yield "address", "-".join(part for part in match.groups() if part and part.isdecimal())
            return


def _told_in_lines(page: Layout, now: datetime) -> Moment | None:
    """Many templates write a bare date by the headline, in an element that says nothing of it."""
    for place, text in _beside_headline(page):
        moment = _believed(text, place, now)
        if moment is None or moment.at < _FIRST_PAGES:
            continue
        if place == "text:above-headline" and tehran_day(moment.at) == tehran_day(now):
            # The head of a site prints the date of today.
            continue
        if _WHOLE.search(moment.rule):
            return moment
    return None


def _path(address: str) -> str:
    """The path of an address, if it is one: pages declare whatever they like."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def _labelled(page: Layout) -> Iterator[tuple[str, str]]:
    """What follows a label on its line, or on the next one; named by its element if that has a name."""
    named: dict[str, str] = {}
    for part in (part for selector in _VISIBLE_ELEMENTS for part in alternatives(selector)):
        for element, text in _dated(page, part):
            named.setdefault(as_judged(text), f"text:{_name(element, part)}")
    lines = page.own_lines
    for position, line in enumerate(lines):
        match = _LABEL.search(as_judged(line)) if len(line) <= 2 * _LONGEST_DATE else None
        if match:
            rest = as_judged(line)[match.end() :].strip(" :：-")
            following = lines[position + 1] if position + 1 < len(lines) else ""
            text = rest or following
            yield named.get(as_judged(text), "text:label"), text[:_LONGEST_DATE]


def _beside_headline(page: Layout) -> Iterator[tuple[str, str]]:
    """The short lines below the headline up to the first paragraph, then those just above it."""
    wanted = as_judged(page.title or "")
    places = [place for place, line in enumerate(page.lines) if wanted and as_judged(line) == wanted][:3]
    # The last of them first: menus and breadcrumbs name the piece before its headline does.
    for place in reversed(places):
        for line in page.lines[place + 1 : place + 1 + _MOST_BESIDE]:
            if len(line) >= LEAST_TEXT:
                break
            if len(line) <= _LONGEST_BESIDE and not _NOT_OF_THE_PIECE.search(as_judged(line)):
                yield "text:by-headline", line
    for place in reversed(places):
        above = [line for line in page.lines[max(0, place - _MOST_ABOVE) : place] if _NUMBERS.search(line)]
        if len(above) == 1 and _is_bare(above[0]):
            yield "text:above-headline", above[0]


def _is_bare(line: str) -> bool:
    """Whether a line can be a date and no more."""
    judged = as_judged(line)
    is_short = len(line) <= _LONGEST_ABOVE and len(_WORD.findall(judged)) <= _MOST_WORDS_ABOVE
    return is_short and not _NOT_OF_THE_PIECE.search(judged)


def _believed(text: str, place: str, now: datetime) -> Moment | None:
    """A date with a day, and neither future nor before 1300; how far it lies back is the crawl's to judge."""
    moment = read_date(text, now)
    if moment is None or moment.precision in {Precision.MONTH, Precision.YEAR, Precision.WEEK}:
        return None
    named = Moment(at=moment.at, precision=moment.precision, rule=f"{place}/{moment.rule}")
    return trusted(named, now, furthest=None)


def _lacks_its_year(moment: Moment, page: Layout) -> bool:
    """Whether «March 18» stands on a page that knows years, but none as late as the one it would be of."""
    if not moment.rule.endswith("gregorian-yearless"):
        return False
    years = [int(year) for line in page.lines for year in _YEAR.findall(line)]
    return bool(years) and max(years) < moment.at.year


def _is_same_day(day: Moment, moment: Moment) -> bool:
    """Whether a time is of that day; an address may count its days in another zone."""
    if tehran_day(moment.at) == tehran_day(day.at):
        return True
    return "address/" in day.rule and abs(moment.at - day.at) < _SAME_DAY


def _name(element: HtmlElement, selector: str) -> str:
    """How the rule names a place: its selector, or for a pattern of classes the class that matched."""
    if "*=" not in selector:
        return selector
    identifier = element.get("id")
    css_class = (element.get("class") or "").split()
    return f".{css_class[0]}" if css_class else f"#{identifier}" if identifier else str(element.tag)
