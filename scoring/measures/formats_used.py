"""Formats: in how many of text, photo, video, infographic and audio the agency published."""

from dataclasses import replace

from core.observations import Observation
from scoring.channels import channels_seen
from scoring.handed_in import records_here, standing
from scoring.measure import NO_OWN_SITE, Measure, incomplete, is_complete, not_measured, value_observed
from scoring.views import AgencyView

FORMATS = ("text", "photo", "video", "infographic", "audio")
"""Also the kinds of record by which an agency hands in what no crawler can tell apart."""

_OF_MEDIA = {"photo": "photo", "album": "photo", "video": "video", "audio": "audio"}


def observe(view: AgencyView, measure: str) -> Observation:
    """Seen on the own site and the channels, or handed in with proof."""
    items = [item.id for item in view.own_items]
    if view.agency.own_outlet is None and not view.agency.channels:
        return not_measured(view, measure, view.own_days, NO_OWN_SITE)
    if view.agency.own_outlet is not None and not is_complete(view, view.own_days):
        why = incomplete(view.own_days, len(items))
        return not_measured(view, measure, view.own_days, why, items)
    records = standing(records_here(view, FORMATS))
    formats = formats_of(view) | {record.kind for record in records}
    observation = value_observed(view, measure, float(len(formats)), items, view.own_days)
    return replace(observation, records=tuple(record.id for record in records))


def formats_of(view: AgencyView) -> set[str]:
    """The formats seen by ourselves."""
    posts = channels_seen(view).messages
    found = {_OF_MEDIA[kind] for post in posts for kind in post.media if kind in _OF_MEDIA}
    has_text = bool(view.own_items) or any(post.item_id is not None for post in posts)
    return found | ({"text"} if has_text else set())


MEASURE = Measure(name="قالب‌های به‌کاررفته", unit="قالب", observe=observe)
