"""Public previews of Telegram channels (`t.me/s/…`): each post is a whole item with its views."""

from datetime import datetime

from core.outlets import Source
from core.pages import Page
from crawler.decode import decode
from crawler.kinds.channel_widget import Widget, read_channel
from crawler.kinds.found import Discovered

TELEGRAM = Widget(kind="telegram", prefix="tgme", site="https://t.me/")


def discover(page: Page, source: Source, now: datetime) -> Discovered:
    """The posts of a preview page, oldest first; service messages are left out."""
    return read_channel(decode(page.body, page.content_type).text, page, TELEGRAM, now)
