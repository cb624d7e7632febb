"""What a site shows at a moment: what is published until then, with later changes applied."""

from dataclasses import dataclass
from datetime import datetime

from newsroom.orthography import written_as
from newsroom.publications import Publication, all_publications
from newsroom.stories import Change

LISTED = 15
"""How many of the newest items listings and feeds hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A publication as a reader meets it now."""

    publication: Publication
    title: str
    published: datetime
    """The time written on the page, which may have been changed since."""
    changed: datetime


def shown_at(now: datetime, site_id: str) -> tuple[Shown, ...]:
    """Everything a site has at a moment, the newest first."""
    present = [
        _as_of(publication, now)
        for publication in all_publications()
        if publication.site.id == site_id and publication.published <= now and not _deleted(publication, now)
    ]
    return tuple(sorted(present, key=lambda shown: shown.published, reverse=True))


def listed_at(now: datetime, site_id: str) -> tuple[Shown, ...]:
    """The newest items: what a listing page and a feed hold."""
    return shown_at(now, site_id)[:LISTED]


def _deleted(publication: Publication, now: datetime) -> bool:
    return any(change.what == "deleted" for change in _past_changes(publication, now))


def _past_changes(publication: Publication, now: datetime) -> list[Change]:
    return [change for change in publication.changes if change.at is not None and change.at <= now]


def _as_of(publication: Publication, now: datetime) -> Shown:
    title, published, changed = publication.title, publication.published, publication.published
    for change in _past_changes(publication, now):
        if change.title:
            title = written_as(change.title, publication.site.orthography)
        published = change.to or published
        changed = change.at or changed
    return Shown(publication=publication, title=title, published=published, changed=changed)
