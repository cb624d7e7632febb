"""Pages that came and could not be read are set aside with the reason, so that they can be read later."""

from core.outcomes import Outcome
from core.pages import Page
from core.quarantine import QuarantinedPage
from crawler.engine.troubles import Trouble
from crawler.engine.visit import Visit
from crawler.extractors.versions import reading_of
from crawler.kinds.found import Link
from crawler.spool import QuarantineRecord

UNREAD = frozenset({Outcome.NO_TEXT, Outcome.UNREADABLE})


def set_aside(visit: Visit, page: Page, link: Link, trouble: Trouble, exception: str | None = None) -> None:
    """Keep a page in quarantine if the trouble is one of reading; error pages and walls are no pieces."""
    if trouble.outcome not in UNREAD:
        return
    source = visit.work.source
    visit.crawl.spool.write(
        QuarantineRecord(
            page=QuarantinedPage(
                outlet=source.outlet,
                source=source.id,
                address=link.address,
                final_address=page.final_address,
                content_hash=page.content_hash,
                content_type=page.content_type,
                fetched_at=page.fetched_at,
                origin=visit.origin,
                outcome=trouble.outcome,
                why=trouble.detail,
                exception=exception,
                read_by=reading_of(source.selectors),
                title=link.title,
                lead=link.lead,
                published=link.published,
                tags=link.tags,
            )
        )
    )
