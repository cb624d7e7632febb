"""A fixed sample of an agency's own pages, asked for again: links that are dead by now."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.outcomes import Outcome
from crawler.engine.troubles import Trouble
from crawler.engine.visit import Visit
from crawler.identity import is_front_page

BROKEN = frozenset({Outcome.NOT_FOUND, Outcome.SERVER_ERROR})
"""What the server itself says; a page that times out, or that robots forbids, says nothing of its link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEnds:
    """How many links of a sample are known to live or to be dead."""

    tried: int
    broken: int


async def try_sample(visit: Visit, addresses: Sequence[str]) -> SampleEnds:
    """Ask for each page of the sample, one after another, at the pace of its host."""
    lives = [await _lives(visit, address) for address in addresses]
    known = [alive for alive in lives if alive is not None]
    return SampleEnds(tried=len(known), broken=known.count(False))


async def _lives(visit: Visit, address: str) -> bool | None:
    """None where the answer tells nothing."""
    answer = await visit.fetch(address)
    if isinstance(answer, Trouble):
        return False if answer.outcome in BROKEN else None
    final = answer.page.final_address if answer.page else address
    # Portals send readers of a page that is gone to the front page, and call it a success.
    return is_front_page(address) or not is_front_page(final)
