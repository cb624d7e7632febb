"""What was extracted becomes an item of its outlet, unless the page was no piece at all."""

import re
from dataclasses import replace
from datetime import datetime

from core.calendar import tehran_day
from core.items import Item, Origin
from core.moments import Moment, Precision
from core.outcomes import Outcome
from core.outlets import Source
from core.pages import Page
from crawler.dates.guard import trusted
from crawler.engine.troubles import Trouble
from crawler.extracted import Extracted
from crawler.extractors.cleaner import as_judged
from crawler.identity import canonical, is_front_page
from crawler.kinds.found import Link

_MISSING = re.compile(
    r"(?:صفحه|خبر|مطلب|محتوا)\S*(?: \S+){0,4} (?:یافت|پیدا) نشد|خطای ?(?:404|۴۰۴)|not found"
    r"|^(?:error )?404\b"
    r"|صفحه ای (?:با این آدرس|که به دنبال).{0,30}(?:وجود ندارد|نیست)",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"captcha|کپچا|کد امنیتی|من ربات نیستم|attention required|just a moment|access denied"
    r"|are you (?:a )?human|checking your browser|دسترسی (?:شما )?(?:مسدود|غیر ?مجاز|محدود)|security check"
    r"|transferring to the website|در حال انتقال به سایت|ddos protection",
    re.IGNORECASE,
)
_SHORT_BODY = 600
_DAYS_BACK_WORTH_SAYING = 30
_COARSE = {Precision.DAY, Precision.HOUR}


def why_no_item(extracted: Extracted, page: Page, link: Link) -> Trouble | None:
    """The reason a page is no item: an error page or a wall that answers 200, or no text."""
    if (
        page.final_address != page.address
        and is_front_page(page.final_address)
        and not is_front_page(link.address)
    ):
        return Trouble(Outcome.NOT_FOUND, f"redirected to the front page {page.final_address}")
    is_short = len(extracted.body or "") < _SHORT_BODY
    title, body = as_judged(extracted.title or ""), as_judged(extracted.body or "") if is_short else ""
    if is_short and (_MISSING.search(title) or (not extracted.published and _MISSING.search(body[:200]))):
        return Trouble(Outcome.NOT_FOUND, f"answers 200 and says: {extracted.title or body[:80]}")
    if is_short and (is_wall(title) or (not extracted.published and is_wall(body[:300]))):
        return Trouble(Outcome.BLOCKED, f"a wall instead of the piece: {extracted.title or body[:80]}")
    if not extracted.has_text:
        problems = "; ".join(extracted.problems)
        return Trouble(
            Outcome.NO_TEXT, problems or "no title, or neither lead nor body, was found on the page"
        )
    return None


def is_wall(text: str) -> bool:
    """Whether a title or a short text asks for proof that we are human, or sends us away."""
    return bool(_WALL.search(as_judged(text)))


def completed(extracted: Extracted, link: Link) -> Extracted:
    """What the page lacks is taken from the list or feed that led to it."""
    lead = extracted.lead
    if not lead and not extracted.body:
        lead = link.lead
    return replace(
        extracted,
        title=extracted.title or link.title,
        lead=lead,
        tags=extracted.tags or link.tags,
        published=finer(extracted.published, link.published),
    )


def finer(from_page: Moment | None, from_list: Moment | None) -> Moment | None:
    """The page's own date, unless the list gives the time of the same day and the page does not."""
    if from_page is None or from_list is None:
        return from_page or from_list
    is_finer = from_page.precision in _COARSE and from_list.precision in {Precision.SECOND, Precision.MINUTE}
    return from_list if is_finer and tehran_day(from_page.at) == tehran_day(from_list.at) else from_page


def make_item(
    extracted: Extracted,
    *,
    link: str,
    final: str,
    source: Source,
    origin: Origin,
    seen: datetime,
    page_hash: str,
) -> tuple[Item, str]:
    """The item, and what is worth saying of its date."""
    published = trusted(extracted.published, seen) if extracted.published else None
    item = Item(
        key=canonical(final),
        outlet=source.outlet,
        url=link,
        title=extracted.title,
        lead=extracted.lead,
        body=extracted.body,
        first_seen=seen,
        origin=origin,
        published=published,
        kicker=extracted.kicker,
        byline=extracted.byline,
        section=extracted.section,
        tags=extracted.tags,
        source=source.id,
        page_hash=page_hash,
        extractor=extracted.extractor,
    )
    return item, _note(extracted.published, published, item)


def _note(claimed: Moment | None, published: Moment | None, item: Item) -> str:
    if claimed is not None and published is None:
        return f"claims {claimed.at.isoformat()} ({claimed.rule}), which is not believed"
    if published is None:
        return "no date of publication"
    days = (item.first_seen - published.at).days
    is_back_dated = item.origin is Origin.CRAWL and days > _DAYS_BACK_WORTH_SAYING
    return f"published {days} days before it was first seen" if is_back_dated else ""
