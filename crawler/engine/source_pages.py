"""The pages of a source: the one at its address, those it names, and the older ones of a channel."""

from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.outcomes import Outcome
from core.pages import Page
from core.posts import ChannelLook
from crawler.engine.troubles import Trouble
from crawler.engine.visit import Visit
from crawler.kinds import KINDS
from crawler.kinds.found import Discovered
from crawler.spool import LookRecord

MOST_NAMED_PAGES = 40
"""Sitemaps may name sitemaps that name sitemaps."""
MOST_OLDER_PAGES = 50
"""About a thousand posts: a week of the busiest channel."""
LOOK_BACK = timedelta(days=3)
"""How long a post's views are followed: after three days they hardly move."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of a source, and what its kind found on it."""

    page: Page
    found: Discovered


async def read_pages(visit: Visit, first: Page) -> AsyncIterator[SourcePage]:
    """The pages of a source, one after another so that none is held longer than it is read.

    Only the first can be unreadable; a further one that could not be had is a failed link of the source.
    """
    page = _read(visit, first)
    yield page
    if page.found.older:
        async for older in _older(visit, page):
            yield older
    elif _may_have_missed(visit, page):
        visit.problems.append("every post shown is new: those before them may be missed; look more often")
    waiting, asked = deque(page.found.more), {first.final_address}
    while waiting and len(asked) <= MOST_NAMED_PAGES:
        address = waiting.popleft()
        if address in asked:
            continue
        asked.add(address)
        part = await _fetch(visit, address)
        if part is not None:
            waiting.extend(part.found.more)
            yield part


def note_look(visit: Visit, at: datetime, positions: Sequence[int]) -> None:
    """Say which stretch of a channel was seen whole, so that a post missing in it is known to be gone."""
    if positions:
        look = ChannelLook(source=visit.work.source.id, at=at, first=min(positions), last=max(positions))
        visit.crawl.spool.write(LookRecord(look=look))


async def _older(visit: Visit, page: SourcePage) -> AsyncIterator[SourcePage]:
    """Back through a channel as far as its posts matter."""
    asked = {page.page.address}
    while (older := page.found.older) and older not in asked and _matters(visit, page):
        if len(asked) > MOST_OLDER_PAGES:
            visit.problems.append(f"posts before {older} were not looked at: enough pages were read")
            return
        asked.add(older)
        part = await _fetch(visit, older)
        if part is None:
            return
        page = part
        yield page


def _matters(visit: Visit, page: SourcePage) -> bool:
    """Whether what came before this page is worth a look: young posts, and all since our last look."""
    oldest = _oldest(page)
    young = page.page.fetched_at - LOOK_BACK
    return oldest is not None and oldest > min(young, visit.work.state.last_success or young)


def _may_have_missed(visit: Visit, page: SourcePage) -> bool:
    """A channel that shows its last posts only, all of them later than our last look."""
    oldest, last_success = _oldest(page), visit.work.state.last_success
    return oldest is not None and last_success is not None and oldest > last_success


def _oldest(page: SourcePage) -> datetime | None:
    """When the first post of a page was published; None when it is no page of a channel, or has no times."""
    times = [
        item.extracted.published.at for item in page.found.items if item.post and item.extracted.published
    ]
    return min(times, default=None)


async def _fetch(visit: Visit, address: str) -> SourcePage | None:
    """A further page, or None with its outcome written."""
    answer = await visit.fetch(address)
    if isinstance(answer, Trouble):
        trouble = answer
    elif answer.page is None:
        trouble = Trouble(Outcome.NO_TEXT, "the server sent no body")
    else:
        part = _read(visit, answer.page)
        if not part.found.unreadable:
            return part
        trouble = Trouble(Outcome.UNREADABLE, "; ".join(part.found.problems))
    visit.problems.append(f"{address}: {trouble.detail}")
    if visit.tally.expect(address):
        visit.tally.end(address, trouble.outcome, trouble.detail)
    return None


def _read(visit: Visit, page: Page) -> SourcePage:
    source = visit.work.source
    return SourcePage(page, KINDS[source.kind](page, source, page.fetched_at))
