"""What is true of the newsroom's items, written by hand, to hold the product's results against."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.agencies import AgencyKey
from core.attributions import Role, ServiceReflection
from core.calendar import JalaliMonth
from newsroom.publications import Publication, all_publications
from newsroom.sites import DEFAULT_BASE_PORT, root_of
from newsroom.stories import How


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedAgency:
    """An agency an analyst would attribute to the item, and the words that show it."""

    agency: AgencyKey
    role: Role
    evidence: str
    """In standard spelling: the site may print it with other letters and spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedItem:
    """One published item with the truth about it."""

    url: str
    story: str
    outlet: str
    how: How
    title: str
    """As first published; a later correction is in `retitled`."""
    published: datetime
    agencies: tuple[ExpectedAgency, ...]
    topic: str
    service_reflection: ServiceReflection
    ceremonial: bool
    criticism_needing_reply: bool
    is_reachable: bool
    """False for a page that never answers, or published while its site gave nothing any more."""
    retitled: str | None = None
    redated: datetime | None = None
    deleted: datetime | None = None


def expected(base_port: int = DEFAULT_BASE_PORT) -> tuple[ExpectedItem, ...]:
    """Every item the newsroom ever publishes, in order of time."""
    return tuple(_expected_item(publication, base_port) for publication in all_publications())


def month_totals(items: Iterable[ExpectedItem], *, reachable_only: bool = True) -> dict[JalaliMonth, int]:
    """How many items each Jalali month has, by the time first written on them."""
    wanted = [item for item in items if item.is_reachable or not reachable_only]
    return dict(sorted(Counter(JalaliMonth.of(item.published) for item in wanted).items()))


def _expected_item(publication: Publication, base_port: int) -> ExpectedItem:
    story = publication.story
    change = {change.what: change for change in publication.changes}
    return ExpectedItem(
        url=root_of(publication.site.id, base_port) + publication.path,
        story=story.id,
        outlet=publication.site.id,
        how=publication.carriage.how,
        title=publication.title,
        published=publication.published,
        agencies=tuple(
            ExpectedAgency(agency=truth.agency, role=truth.role, evidence=truth.evidence)
            for truth in publication.truths
        ),
        topic=story.topic,
        service_reflection=story.service,
        ceremonial=story.ceremonial,
        criticism_needing_reply=story.criticism,
        is_reachable=not publication.is_broken and not _published_into_silence(publication),
        retitled=change["retitled"].title if "retitled" in change else None,
        redated=change["redated"].to if "redated" in change else None,
        deleted=change["deleted"].at if "deleted" in change else None,
    )


def _published_into_silence(publication: Publication) -> bool:
    """The site stopped answering before this item and never came back within the newsroom's months."""
    outage = publication.site.outage
    return outage is not None and outage.lasts and outage.holds_at(publication.published)
