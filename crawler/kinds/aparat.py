"""Aparat's public lists of a channel's videos (`/etc/api/videoByUser/…`, `/api/fa/v1/video/…`), as JSON."""

import json
import re
from datetime import datetime
from typing import Any

from core.moments import Moment
from core.outlets import Source
from core.pages import Page
from core.posts import PostFacts
from crawler.dates import read_date
from crawler.decode import decode
from crawler.extracted import Extracted
from crawler.extractors.blocks import plain_text
from crawler.kinds.found import Discovered, FoundItem
from crawler.kinds.printed_views import view_count
from crawler.kinds.versions import extractor_of

EXTRACTOR = extractor_of("aparat")
MOST_VIDEOS = 500
_UID = re.compile(r"[A-Za-z0-9]{3,20}")
_DATES = ("create_date", "sdate_rss", "sdate")
"""From the most exact to the least; Tehran time."""


def discover(page: Page, source: Source, now: datetime) -> Discovered:
    """The videos of a list, oldest first: title, description, time and views of each."""
    try:
        answer = json.loads(decode(page.body, page.content_type).text, strict=False)
    except (ValueError, RecursionError) as error:
        return Discovered(unreadable=True, problems=(f"not a list of videos: {error}"[:200],))
    videos = _videos(answer)
    if videos is None:
        return Discovered(unreadable=True, problems=("not a list of videos: no such list in the answer",))
    found = [_video(video, now) for video in videos[:MOST_VIDEOS] if _UID.fullmatch(str(video.get("uid")))]
    nameless = len(videos[:MOST_VIDEOS]) - len(found)
    problems = [f"{nameless} videos have no readable uid"] if nameless else []
    if len(videos) > MOST_VIDEOS:
        problems.append(f"only the first {MOST_VIDEOS} videos were read")
    ordered = sorted(found, key=lambda video: video.post.position if video.post else 0)
    return Discovered(items=tuple(ordered), problems=tuple(problems))


def _videos(answer: object) -> list[dict[str, Any]] | None:
    """The records of either generation: a flat list under its name, or `data` with attributes."""
    if not isinstance(answer, dict):
        return None
    for name in ("videobyuser", "data"):
        if isinstance(records := answer.get(name), list):
            flat = [record.get("attributes", record) for record in records if isinstance(record, dict)]
            return [record for record in flat if isinstance(record, dict)]
    return None


def _video(video: dict[str, Any], now: datetime) -> FoundItem:
    printed = _text(video, "visit_cnt")
    exact = _text(video, "visit_cnt_int") or printed
    return FoundItem(
        address=f"https://www.aparat.com/v/{video['uid']}",
        extracted=Extracted(
            title=plain_text(_text(video, "title")),
            body=plain_text(_text(video, "description")),
            byline=plain_text(_text(video, "sender_name")),
            published=_published(video, now),
            extractor=EXTRACTOR,
        ),
        post=PostFacts(
            position=_position(video), views=printed, view_count=view_count(exact), media=("video",)
        ),
    )


def _published(video: dict[str, Any], now: datetime) -> Moment | None:
    for name in _DATES:
        moment = read_date(text, now) if (text := _text(video, name)) else None
        if moment is not None:
            return Moment(at=moment.at, precision=moment.precision, rule=f"aparat:{name}/{moment.rule}")
    return None


def _position(video: dict[str, Any]) -> int:
    """Videos are numbered as they are uploaded."""
    number = _text(video, "id") or ""
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 16 else 0


def _text(video: dict[str, Any], name: str) -> str | None:
    value = video.get(name)
    is_text = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value).strip()[:10_000] or None if is_text else None
