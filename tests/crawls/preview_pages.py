"""Channel previews as the services write them, rendered from what a test says of the posts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

MEDIA = {
    "photo": '<a class="tgme_widget_message_photo_wrap"><div class="tgme_widget_message_photo"></div></a>',
    "video": '<a class="tgme_widget_message_video_player js-message_video_player"><div '
    'class="tgme_widget_message_video_wrap"></div><time class="message_video_duration">0:27</time></a>',
    "audio": '<a class="tgme_widget_message_voice_player"><audio></audio></a>',
    "album": '<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap"></div>',
    "document": '<a class="tgme_widget_message_document_wrap"></a>',
    "poll": '<div class="tgme_widget_message_poll js-poll"></div>',
    "sticker": '<div class="tgme_widget_message_sticker_wrap media_supported_cont"></div>',
}
TIME = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One post as a page shows it; its text is HTML already."""

    number: int
    text: str = ""
    views: str | None = "12"
    at: datetime = TIME
    media: tuple[str, ...] = ()
    author: str = ""
    edited: bool = False
    forwarded: tuple[str, str] | None = None
    """The name, and the address behind it."""
    reply_to: str = ""
    preview: str = ""
    """The address of a page shown under the text."""
    service: bool = False
    poll: tuple[str, ...] = ()
    """The question, then the answers."""


def as_html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


def telegram_page(channel: str, posts: Iterable[Shown]) -> str:
    """A page of `t.me/s/channel`, oldest post first."""
    messages = "\n".join(_message(channel, post) for post in posts)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{channel} – Telegram</title></head><body>'
        '<header class="tgme_header"><div class="tgme_channel_info">کانال</div></header>'
        f'<main class="tgme_main" data-url="/{channel}">'
        f'<section class="tgme_channel_history js-message_history">{messages}</section></main></body></html>'
    )


def eitaa_page(channel: str, posts: Iterable[Shown]) -> str:
    """The same under Eitaa's prefix."""
    return (
        telegram_page(channel, posts).replace("tgme_", "etme_").replace("https://t.me/", "https://eitaa.com/")
    )


def _message(channel: str, post: Shown) -> str:
    kind = " service_message" if post.service else ""
    parts = [
        '<div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" '
        f'href="https://t.me/{channel}"><span dir="auto">کانال</span></a></div>',
        _forwarded(post),
        _reply(post),
        *(MEDIA[kind] for kind in post.media),
        _text(post),
        _poll(post),
        _footer(channel, post),
    ]
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message text_not_supported_wrap{kind} js-widget_message" '
        f'data-post="{channel}/{post.number}" data-view="eyJjIj">'
        '<div class="tgme_widget_message_bubble">' + "".join(parts) + "</div></div></div>"
    )


def _text(post: Shown) -> str:
    text = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{post.text}</div>'
    page = f'<a class="tgme_widget_message_link_preview" href="{post.preview}"><div>صفحه</div></a>'
    return (text if post.text else "") + (page if post.preview else "")


def _poll(post: Shown) -> str:
    if not post.poll:
        return ""
    question, *answers = post.poll
    options = "".join(
        '<div class="tgme_widget_message_poll_option"><div class="tgme_widget_message_poll_option_percent">'
        f'{share}%</div><div class="tgme_widget_message_poll_option_text">{answer}</div></div>'
        for share, answer in enumerate(answers, start=30)
    )
    return (
        '<div class="tgme_widget_message_poll js-poll">'
        f'<div class="tgme_widget_message_poll_question">{question}</div>'
        f'<a class="tgme_widget_message_poll_options">{options}</a></div>'
    )


def _forwarded(post: Shown) -> str:
    if post.forwarded is None:
        return ""
    name, address = post.forwarded
    return (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;'
        f'<a class="tgme_widget_message_forwarded_from_name" href="{address}"><span dir="auto">'
        f"{escape(name, quote=False)}</span></a></div>"
    )


def _reply(post: Shown) -> str:
    if not post.reply_to:
        return ""
    return (
        f'<a class="tgme_widget_message_reply" href="{post.reply_to}">'
        '<div class="tgme_widget_message_author">کانال</div>'
        '<div class="tgme_widget_message_text js-message_reply_text" dir="auto">متنِ پیام پیشین</div></a>'
    )


def _footer(channel: str, post: Shown) -> str:
    views = f'<span class="tgme_widget_message_views">{post.views}</span>' if post.views else ""
    author = f'<span class="tgme_widget_message_from_author" dir="auto">{post.author}</span>,&nbsp;'
    return (
        f'<div class="tgme_widget_message_footer compact js-message_footer">{views}'
        '<span class="copyonly"> views</span><span class="tgme_widget_message_meta">'
        f"{author if post.author else ''}{'edited &nbsp;' if post.edited else ''}"
        f'<a class="tgme_widget_message_date" href="https://t.me/{channel}/{post.number}">'
        f'<time datetime="{post.at.isoformat()}" class="time">10:00</time></a></span></div>'
    )
