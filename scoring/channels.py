"""An agency's registered channels in a period: their messages, active days, and which of them are alive."""

from dataclasses import dataclass
from datetime import date

from core.calendar import tehran_day
from core.coverage import Completeness
from core.observations import Observation
from core.posts import CountedPost
from core.schemes import NullRule
from scoring.handed_in import nothing_given, records_here, standing
from scoring.measure import incomplete, is_complete, not_measured
from scoring.outlet_days import outlet_completeness
from scoring.views import AgencyView

CHANNEL = "channel"
"""The kind of record by which an agency declares a group, page or channel."""

NO_CHANNEL = NullRule.NOT_MEASURED
"""Without a registered channel, unless the scheme says otherwise: it may only be missing in our register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelsSeen:
    """What was seen of an agency's channels."""

    messages: tuple[CountedPost, ...]
    """One for each message, however many channels carried it; the first post stands for it."""
    active_days: frozenset[date]
    alive: int
    declared: int
    completeness: Completeness


def channels_seen(view: AgencyView) -> ChannelsSeen:
    """Messages are the same when they are one story; a message without text is one of its own."""
    channels = view.agency.channels
    posts = sorted(
        (post for channel in channels for post in view.index.posts.get(channel, ())),
        key=lambda post: (post.at, post.outlet, post.key),
    )
    posts = [post for post in posts if tehran_day(post.at) in view.days]
    messages: dict[object, CountedPost] = {}
    for post in posts:
        identity = (post.outlet, post.key) if post.item_id is None else view.story(post.item_id)
        messages.setdefault(identity, post)
    return ChannelsSeen(
        messages=tuple(messages.values()),
        active_days=frozenset(tehran_day(post.at) for post in posts),
        alive=len({post.outlet for post in posts}),
        declared=max(len(channels), len(standing(records_here(view, (CHANNEL,))))),
        completeness=outlet_completeness(channels, view.days, view.index.seen, view.index.suspect),
    )


def unseen(view: AgencyView, measure: str, seen: ChannelsSeen) -> Observation | None:
    """Why nothing can be said about the channels; None when something can."""
    if not view.agency.channels:
        return nothing_given(view, measure, NO_CHANNEL)
    if not is_complete(view, seen.completeness):
        return not_measured(
            view, measure, seen.completeness, incomplete(seen.completeness, len(seen.messages))
        )
    return None


def texts(messages: tuple[CountedPost, ...]) -> list[int]:
    """The items of messages that have a text."""
    return [message.item_id for message in messages if message.item_id is not None]
