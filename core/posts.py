"""Posts: what a channel shows of its messages beside their text, and how often each was seen."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """What one look at a message shows; the text is an item's, these are the channel's own signs."""

    position: int
    """Where the post stands in its channel: posts follow one another by it, with gaps."""
    views: str | None = None
    """As printed: `436.6K`, `۱.۲ هزار`; None when the channel shows none."""
    view_count: int | None = None
    """The printed views as a number; None when they cannot be read."""
    is_edited: bool = False
    forwarded_from: str | None = None
    forwarded_address: str | None = None
    reply_to: str | None = None
    """The address of the post this one answers."""
    media: tuple[str, ...] = ()
    """Kinds, in alphabetical order: album, audio, document, location, photo, poll, sticker, video."""
    links: tuple[str, ...] = ()
    """Addresses in the text and of the page shown under it; never visited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One message of a channel at one look; its item, if it has a text, has the same outlet and key."""

    outlet: str
    key: str
    source: str
    address: str
    seen_at: datetime
    published_at: datetime | None
    facts: PostFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLook:
    """One look at a channel: every post it has from `first` to `last` was shown at `at` or soon after."""

    source: str
    at: datetime
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewCount:
    """The views a post showed from this instant on, until the next one of its series."""

    at: datetime
    printed: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPost:
    """A post as it was last seen, and how long we have known it."""

    post: Post
    """As last seen; `post.seen_at` is when that was."""
    first_seen: datetime
    gone_at: datetime | None
    """When its neighbours were there and it was not; None while it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPost:
    """What counting needs of a post."""

    outlet: str
    key: str
    at: datetime
    """Its own time, or when it was first seen."""
    first_seen: datetime
    media: tuple[str, ...] = ()
    is_forwarded: bool = False
    item_id: int | None = None
    """The item of its text, if it has one."""
