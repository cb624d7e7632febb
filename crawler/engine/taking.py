"""Taking what a source names: whole items as they are, links by visiting and reading their pages."""

import asyncio
from collections.abc import Iterable
from urllib.parse import urlsplit

from core.items import Item
from core.outcomes import Outcome
from core.pages import Page
from core.posts import Post, PostFacts
from core.redirects import Redirect
from crawler.dates.guard import trusted
from crawler.engine.items import completed, make_item, why_no_item
from crawler.engine.reading import read_page
from crawler.engine.set_aside import set_aside
from crawler.engine.troubles import Trouble
from crawler.engine.visit import Visit, admission
from crawler.engine.workers import ExtractionError, Task
from crawler.identity import canonical
from crawler.kinds.found import FoundItem, Link
from crawler.spool import ItemRecord, PostRecord, RedirectRecord

PAGES_AT_ONCE = 4
"""Pages of one source under way: one is being fetched while others are read."""


def take_items(visit: Visit, items: Iterable[FoundItem], page: Page) -> None:
    """Hand over the whole items of a feed or channel that are new or whose text differs from the one we hold.

    What a channel says of its posts is handed over each time: the views of an old post are news.
    """
    page_hash = page.content_hash
    is_kept = False
    for found in items:
        if not visit.tally.expect(found.address):
            continue
        trouble = admission(visit, found.address)
        if trouble is None and found.post is not None:
            visit.crawl.spool.write(PostRecord(post=_post(visit, found, found.post, page)))
        if trouble is None and found.why_no_text:
            # A picture without words is all there is of a post; an entry without text hides something.
            outcome = Outcome.NO_TEXT if found.post is None else Outcome.NOTHING_FOUND
            trouble = Trouble(outcome, found.why_no_text)
        if trouble is not None:
            visit.tally.end(found.address, trouble.outcome, trouble.detail)
            continue
        item, note = make_item(
            found.extracted,
            link=found.address,
            final=found.address,
            source=visit.work.source,
            origin=visit.origin,
            seen=page.fetched_at,
            page_hash=page_hash,
        )
        visit.note_published(item.published)
        if visit.known.get(item.key) == item.text_hash:
            visit.tally.end(found.address, Outcome.UNCHANGED)
            continue
        if _is_twin(visit, item):
            visit.tally.end(found.address, Outcome.DUPLICATE, "the same text under another name")
            continue
        if not is_kept:
            visit.crawl.spool.write_page(page)
            is_kept = True
        _hand_over(visit, item, found.address, note)


def _post(visit: Visit, found: FoundItem, facts: PostFacts, page: Page) -> Post:
    claimed = found.extracted.published
    published = trusted(claimed, page.fetched_at) if claimed else None
    return Post(
        outlet=visit.work.source.outlet,
        key=canonical(found.address),
        source=visit.work.source.id,
        address=found.address,
        seen_at=page.fetched_at,
        published_at=published.at if published else None,
        facts=facts,
    )


async def take_links(visit: Visit, links: Iterable[Link]) -> None:
    """Visit the links that are new, a few at a time and no more than the source's budget."""
    waiting = [link for link in links if visit.tally.expect(link.address)]
    new = [link for link in waiting if _is_new(visit, link)]
    budget = visit.crawl.limits.pages_per_source
    visit.left_over = max(0, len(new) - budget)
    for link in new[budget:]:
        visit.tally.end(
            link.address, Outcome.OUR_FAULT, f"left to the next crawl: more than {budget} new pages"
        )
    queue = iter(new[:budget])
    tasks = [asyncio.create_task(_take_from(queue, visit)) for _ in range(min(PAGES_AT_ONCE, len(new)))]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()


def _is_new(visit: Visit, link: Link) -> bool:
    """Whether a link must be visited; if not, its outcome is written."""
    trouble = admission(visit, link.address)
    if trouble is not None:
        visit.tally.end(link.address, trouble.outcome, trouble.detail)
        return False
    if canonical(link.address) in visit.known:
        visit.tally.end(link.address, Outcome.UNCHANGED)
        return False
    return True


async def _take_from(queue: Iterable[Link], visit: Visit) -> None:
    for link in queue:
        trouble = await _take_link(visit, link)
        if trouble is not None:
            visit.tally.end(link.address, trouble.outcome, trouble.detail)


async def _take_link(visit: Visit, link: Link) -> Trouble | None:
    """Fetch and read one page and hand its item over; the trouble if there is none."""
    answer = await visit.fetch(link.address)
    if isinstance(answer, Trouble):
        return answer
    page = answer.page
    if page is None or not page.body:
        return Trouble(Outcome.NO_TEXT, "the server sent no body")
    try:
        extracted = await read_page(visit.crawl.workers, _task(visit, page))
    except ExtractionError as error:
        visit.crawl.spool.write_page(page)
        trouble = Trouble(Outcome.UNREADABLE, str(error))
        set_aside(visit, page, link, trouble, error.trace)
        return trouble
    extracted = completed(extracted, link)
    no_item = why_no_item(extracted, page, link)
    page_hash = visit.crawl.spool.write_page(page)
    if no_item is not None:
        set_aside(visit, page, link, no_item)
        return no_item
    item, note = make_item(
        extracted,
        link=link.address,
        final=page.final_address,
        source=visit.work.source,
        origin=visit.origin,
        seen=page.fetched_at,
        page_hash=page_hash,
    )
    return _judge_item(visit, item, link, "; ".join(filter(None, (note, *answer.notes))))


def _judge_item(visit: Visit, item: Item, link: Link, note: str) -> Trouble | None:
    """Hand an item over unless we hold it already under this text, or under another address."""
    leads_elsewhere = item.key != canonical(link.address)
    if leads_elsewhere:
        _note_redirect(visit, item, link)
    if visit.known.get(item.key) == item.text_hash:
        return Trouble(Outcome.UNCHANGED, "leads to a piece we hold")
    if leads_elsewhere and item.key in visit.taken:
        return Trouble(Outcome.DUPLICATE, "redirected to a piece that another link of this crawl leads to")
    visit.taken.add(item.key)
    if _is_twin(visit, item):
        return Trouble(Outcome.DUPLICATE, "the same text under another query of the same address")
    _hand_over(visit, item, link.address, note)
    return None


def _note_redirect(visit: Visit, item: Item, link: Link) -> None:
    """Say where the link led, so that it needs no visit every night to find the same piece."""
    redirect = Redirect(
        outlet=item.outlet, address=canonical(link.address), key=item.key, seen_at=item.first_seen
    )
    visit.crawl.spool.write(RedirectRecord(redirect=redirect))


def _is_twin(visit: Visit, item: Item) -> bool:
    """Whether only the query or the entry's own name differs from a piece we have.

    Queries carry session ids, or one error page stands for all; some feeds name an entry anew at each look.
    """
    if not ("?" in item.key or "#!/" in item.key) or not item.body or item.key in visit.held:
        return False
    twins = visit.crawl.twins.get(item.outlet)
    if twins is None:
        twins = visit.crawl.twins[item.outlet] = {_path_and_text(*pair) for pair in visit.held.items()}
    twin = _path_and_text(item.key, item.text_hash)
    is_known = twin in twins
    twins.add(twin)
    return is_known


def _hand_over(visit: Visit, item: Item, address: str, note: str) -> None:
    visit.crawl.spool.write(ItemRecord(item=item))
    visit.tally.end(address, Outcome.STORED, note)
    visit.note_published(item.published)


def _task(visit: Visit, page: Page) -> Task:
    return Task(
        page.body, page.final_address, page.content_type, visit.work.source.selectors, page.fetched_at
    )


def _path_and_text(address: str, text_hash: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path} {text_hash}"
