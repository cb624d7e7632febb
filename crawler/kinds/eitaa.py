"""Public previews of Eitaa channels (`eitaa.com/…`): Telegram's page under another prefix."""

import json
from datetime import datetime

from core.outlets import Source
from core.pages import Page
from crawler.decode import decode
from crawler.kinds.channel_widget import Widget, read_channel
from crawler.kinds.found import Discovered

EITAA = Widget(kind="eitaa", prefix="etme", site="https://eitaa.com/")


def discover(page: Page, source: Source, now: datetime) -> Discovered:
    """The posts of a preview page, oldest first; views are in Persian digits and words."""
    return read_channel(_html(decode(page.body, page.content_type).text), page, EITAA, now)


def _html(text: str) -> str:
    """Older posts sometimes come as one JSON string that holds the page."""
    if not text.lstrip().startswith('"'):
        return text
    try:
        unescaped = json.loads(text)
    except ValueError:
        return text
    return unescaped if isinstance(unescaped, str) else text
