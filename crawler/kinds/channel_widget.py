"""The page that shows a channel's last posts, as Telegram made it and Eitaa copied it."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from core.moments import Moment
from core.pages import Page
from core.posts import PostFacts
from crawler.dates import read_date
from crawler.extracted import Extracted
from crawler.extractors.blocks import element_text
from crawler.extractors.html import parse_html, select
from crawler.kinds.found import Discovered, FoundItem
from crawler.kinds.post_text import hashtags, split_post
from crawler.kinds.printed_views import view_count
from crawler.kinds.versions import extractor_of

MOST_LINKS = 50
LONGEST_LINK = 2000
_POST = re.compile(r"([A-Za-z0-9_.-]{1,64})/(\d{1,15})")
_EDITED = re.compile(r"\bedited\b|ویرایش شده", re.IGNORECASE)
_MEDIA = {
    "grouped_wrap": "album",
    "photo_wrap": "photo",
    "photo": "photo",
    "video_player": "video",
    "video_wrap": "video",
    "roundvideo_player": "video",
    "voice_player": "audio",
    "document_wrap": "document",
    "poll": "poll",
    "location_wrap": "location",
    "venue_wrap": "location",
    "sticker_wrap": "sticker",
}
"""What a part of a message is called on the page, and the kind of media it shows."""

type Parts = dict[str, HtmlElement]
"""The first element of each name in a message; what belongs to the post it answers is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """One service's form of the page."""

    kind: str
    prefix: str
    """Of every class name: `tgme`, `etme`."""
    site: str
    """Where posts have their addresses, with the slash at the end."""


def read_channel(html: str, page: Page, widget: Widget, now: datetime) -> Discovered:
    """The posts of a page, oldest first, and the page before it."""
    tree = parse_html(html)
    messages = select(tree, f".{widget.prefix}_widget_message[data-post]")
    named = [(message, _POST.fullmatch(message.get("data-post", ""))) for message in messages]
    numbers = [int(name.group(2)) for _, name in named if name]
    if not numbers:
        return Discovered(unreadable=True, problems=(_why_empty(tree, widget),))
    found = tuple(
        _post(message, name, widget, now) for message, name in named if name and not _is_service(message)
    )
    nameless = len(named) - len(numbers)
    problems = (f"{nameless} posts have no readable number",) if nameless else ()
    return Discovered(items=found, older=_older(page.final_address, min(numbers)), problems=problems)


def _post(message: HtmlElement, name: re.Match[str], widget: Widget, now: datetime) -> FoundItem:
    parts = _parts(message, widget.prefix)
    text = _text(parts)
    title, body = split_post(text)
    views, count = _views(parts)
    author, forwarded = _text_of(parts, "from_author"), _text_of(parts, "forwarded_from_name")
    return FoundItem(
        # The names of channels are the same in capital and small letters.
        address=f"{widget.site}{name.group(1).lower()}/{name.group(2)}",
        extracted=Extracted(
            title=title,
            body=body,
            byline=author or forwarded,
            tags=_tags(parts),
            published=_published(parts, widget, now),
            extractor=extractor_of(widget.kind),
        ),
        post=PostFacts(
            position=int(name.group(2)),
            views=views,
            view_count=count,
            is_edited=bool(_EDITED.search(_text_of(parts, "meta") or "")),
            forwarded_from=forwarded,
            forwarded_address=_address(parts.get("forwarded_from_name"), widget),
            reply_to=_address(parts.get("reply"), widget),
            media=tuple(sorted({_MEDIA[part] for part in parts if part in _MEDIA})),
            links=_links(parts, widget),
        ),
    )


def _parts(message: HtmlElement, prefix: str) -> Parts:
    """One walk over a message: asking for each part by a selector takes ten times as long."""
    parts: Parts = {}
    start = f"{prefix}_widget_message_"
    inside: set[HtmlElement] = set()
    for element in message.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if element.getparent() in inside:
            inside.add(element)
            continue
        for name in (element.get("class") or "").split():
            if name.startswith(start):
                parts.setdefault(name.removeprefix(start), element)
        if element.get("class") and f"{start}reply" in element.get("class", "").split():
            inside.add(element)
    return parts


def _text(parts: Parts) -> str:
    """The text; without one the question and answers of a poll, or the name of a document."""
    text = _text_of(parts, "text", keep_lines=True)
    return text or _poll(parts) or _text_of(parts, "document_title") or ""


def _poll(parts: Parts) -> str:
    """Question and answers without their shares, which change with every vote."""
    question, answers = parts.get("poll_question"), parts.get("poll_options")
    if question is None:
        return ""
    shown = [*answers.iterdescendants()] if answers is not None else []
    named = [each for each in shown if (each.get("class") or "").endswith("poll_option_text")]
    return "\n".join(text for text in map(element_text, [question, *named]) if text)


def _text_of(parts: Parts, name: str, *, keep_lines: bool = False) -> str | None:
    element = parts.get(name)
    return element_text(element, keep_lines=keep_lines) if element is not None else None


def _views(parts: Parts) -> tuple[str | None, int | None]:
    """As printed, and as a number: exact where the page carries it beside the print."""
    printed = _text_of(parts, "views")
    if printed is None:
        return None, None
    exact = parts["views"].get("data-count", "")
    return printed[:64], int(exact) if exact.isdecimal() and len(exact) < 15 else view_count(printed)


def _tags(parts: Parts) -> tuple[str, ...]:
    if "text" not in parts:
        return ()
    words = (element_text(link) or "" for link in parts["text"].iter("a"))
    return hashtags(word for word in words if word.startswith("#"))


def _published(parts: Parts, widget: Widget, now: datetime) -> Moment | None:
    element = next(parts["date"].iter("time"), None) if "date" in parts else None
    moment = read_date(element.get("datetime", ""), now) if element is not None else None
    if moment is None:
        return None
    return Moment(at=moment.at, precision=moment.precision, rule=f"{widget.kind}:time/{moment.rule}")


def _links(parts: Parts, widget: Widget) -> tuple[str, ...]:
    anchors = [*parts["text"].iter("a")] if "text" in parts else []
    anchors += [parts["link_preview"]] if "link_preview" in parts else []
    found = (_address(anchor, widget) for anchor in anchors)
    return tuple(dict.fromkeys(link for link in found if link))[:MOST_LINKS]


def _address(anchor: HtmlElement | None, widget: Widget) -> str | None:
    """Where an element leads, if that is a page; it is noted and never visited."""
    target = (anchor.get("href") or "").strip() if anchor is not None else ""
    if not target or target.startswith(("?", "#")) or len(target) > LONGEST_LINK:
        return None
    try:
        address = urljoin(widget.site, target)
        is_page = urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return None
    return address if is_page else None


def _older(address: str, oldest: int) -> str | None:
    """The page before: made from our own address, so that a page cannot send us elsewhere."""
    if oldest <= 1:
        return None
    return urlsplit(address)._replace(query=urlencode({"before": oldest}), fragment="").geturl()


def _is_service(message: HtmlElement) -> bool:
    return "service_message" in (message.get("class") or "").split()


def _why_empty(tree: HtmlElement, widget: Widget) -> str:
    if widget.prefix == "tgme" and select(tree, ".tgme_page_title, .tgme_page"):
        return "the channel has no public preview"
    return "no posts on the page: under load the service answers so, and for channels without a preview"
