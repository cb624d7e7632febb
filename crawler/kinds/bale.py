"""Public previews of Bale channels (`ble.ir/s/…`): posts are JSON inside the page, the last ten of them."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from core.moments import Moment, Precision
from core.outlets import Source
from core.pages import Page
from core.posts import PostFacts
from crawler.decode import decode
from crawler.extracted import Extracted
from crawler.kinds.found import Discovered, FoundItem
from crawler.kinds.next_payload import objects
from crawler.kinds.post_text import hashtags, kept_lines, split_post
from crawler.kinds.printed_views import view_count
from crawler.kinds.versions import extractor_of

EXTRACTOR = extractor_of("bale")
_HASHTAG = re.compile(r"#\w{2,}")
_LINK = re.compile(r"https?://[^\s()\[\]<>«»]{3,2000}")
_MOST_LINKS = 50
_LONGEST_NUMBER = 20
_LATEST = 10**14
"""Milliseconds beyond any time a post can have."""
_TEXTS = (("textMessage", "text"), ("photoMessage", "caption"), ("documentMessage", "caption"))
_MEDIA = {"image": "photo", "video": "video", "audio": "audio"}


def discover(page: Page, source: Source, now: datetime) -> Discovered:
    """The posts of a preview page, oldest first. Older ones come by POST only, so none are asked for."""
    html = decode(page.body, page.content_type).text
    channel = urlsplit(page.final_address).path.strip("/").rpartition("/")[2].lower()
    messages = {str(each["rid"]): each for each in objects(html) if _is_message(each)}
    if not messages or not channel:
        problem = "no posts on the page: the channel has no public preview, or the page is made anew"
        return Discovered(unreadable=True, problems=(problem,))
    posts = [_post(rid, message, channel) for rid, message in messages.items()]
    return Discovered(items=tuple(sorted(posts, key=_position)))


def _is_message(value: dict[str, Any]) -> bool:
    is_dated = 0 < (_number(value.get("date")) or 0) < _LATEST
    return is_dated and _number(value.get("rid")) is not None and isinstance(value.get("message"), dict)


def _post(rid: str, message: dict[str, Any], channel: str) -> FoundItem:
    content = message["message"]
    text = _text(content)
    title, body = split_post(text)
    printed = _printed(message.get("viewCount"))
    milliseconds = _number(message["date"]) or 0
    return FoundItem(
        address=f"https://ble.ir/{channel}/{rid}",
        extracted=Extracted(
            title=title,
            body=body,
            tags=hashtags(_HASHTAG.findall(text)),
            published=_published(milliseconds),
            extractor=EXTRACTOR,
        ),
        post=PostFacts(
            # The time of a post, which is also its place: an album's parts are a few milliseconds apart.
            position=milliseconds,
            views=printed,
            view_count=view_count(printed),
            media=_media(content),
            links=tuple(dict.fromkeys(_LINK.findall(text)))[:_MOST_LINKS],
        ),
    )


def _text(content: dict[str, Any]) -> str:
    """The text of a message, or the caption of its picture or file, whose own text is one level deeper."""
    for kind, field in _TEXTS:
        part = content.get(kind)
        value = part.get(field) if isinstance(part, dict) else None
        value = value.get("text") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return kept_lines(value)
    return ""


def _media(content: dict[str, Any]) -> tuple[str, ...]:
    if "photoMessage" in content:
        return ("photo",)
    document = content.get("documentMessage")
    if not isinstance(document, dict):
        return ()
    return (_MEDIA.get(str(document.get("mimeType", "")).partition("/")[0], "document"),)


def _published(milliseconds: int) -> Moment | None:
    try:
        at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return Moment(at=at, precision=Precision.SECOND, rule="bale:date/epoch")


def _printed(value: object) -> str | None:
    return str(value)[:64] if isinstance(value, str | int) and not isinstance(value, bool) else None


def _number(value: object) -> int | None:
    """A number, also one written as text; ids are larger than a JavaScript number holds."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    is_number = text.removeprefix("-").isascii() and text.removeprefix("-").isdecimal()
    return int(text) if is_number and len(text) <= _LONGEST_NUMBER else None


def _position(found: FoundItem) -> int:
    return found.post.position if found.post else 0
