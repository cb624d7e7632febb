"""Public previews of Telegram channels (`t.me/s/…`): each post is a whole item."""

from datetime import datetime

from lxml.html import HtmlElement

from core.moments import Moment
from core.outlets import Source
from core.pages import Page
from crawler.dates import read_date
from crawler.decode import decode
from crawler.extracted import Extracted
from crawler.extractors.blocks import element_text
from crawler.extractors.html import first, parse_html, select
from crawler.kinds.found import Discovered, FoundItem

EXTRACTOR = "telegram/1"
TITLE_LENGTH = 120


def discover(page: Page, source: Source, now: datetime) -> Discovered:
    """The posts of a preview page, oldest first; service messages and posts without text are left out."""
    tree = parse_html(decode(page.body, page.content_type).text)
    messages = select(tree, ".tgme_widget_message[data-post]")
    if not messages:
        return Discovered(unreadable=True, problems=(_why_empty(tree),))
    found = [_post(message, now) for message in messages if "service_message" not in message.get("class", "")]
    posts = tuple(post for post in found if post is not None)
    without_text = len(found) - len(posts)
    return Discovered(items=posts, problems=(f"{without_text} posts have no text",) if without_text else ())


def _post(message: HtmlElement, now: datetime) -> FoundItem | None:
    text_element = first(message, ".js-message_text, .tgme_widget_message_text")
    text = element_text(text_element, keep_lines=True) if text_element is not None else None
    if not text:
        return None
    title, _, rest = text.partition("\n")
    if len(title) > TITLE_LENGTH:
        title, rest = title[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…", text
    return FoundItem(
        address=f"https://t.me/{message.get('data-post')}",
        extracted=Extracted(
            title=title,
            body=rest.strip() or text,
            byline=_byline(message),
            published=_published(message, now),
            extractor=EXTRACTOR,
        ),
    )


def _byline(message: HtmlElement) -> str | None:
    for selector in (".tgme_widget_message_from_author", ".tgme_widget_message_forwarded_from_name"):
        element = first(message, selector)
        if element is not None:
            return element_text(element)
    return None


def _published(message: HtmlElement, now: datetime) -> Moment | None:
    element = first(message, "a.tgme_widget_message_date time[datetime]")
    moment = read_date(element.get("datetime", ""), now) if element is not None else None
    if moment is None:
        return None
    return Moment(at=moment.at, precision=moment.precision, rule=f"telegram:time/{moment.rule}")


def _why_empty(tree: HtmlElement) -> str:
    if first(tree, ".tgme_page_title, .tgme_page") is not None:
        return "the channel has no public preview"
    return "no posts on the page: under load the service answers so"
