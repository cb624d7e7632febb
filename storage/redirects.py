"""Redirects: links that need no visit because they are known to lead to a piece we hold."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Boolean, Column, Connection, PrimaryKeyConstraint, String, Table, and_, select, tuple_

from core.redirects import Redirect
from storage.batches import batches
from storage.items import IS_CURRENT, item, item_version, watched_before
from storage.metadata import UtcDateTime, metadata
from storage.texts import short_key
from storage.upserts import insert_or_replace

redirect = Table(
    "redirect",
    metadata,
    Column("outlet", String, nullable=False),
    Column("address", String, nullable=False),
    Column("key", String, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    # False for ever once it has led to two pieces: «تازه‌ترین خبر» is not a name of any of them.
    Column("is_steady", Boolean, nullable=False),
    PrimaryKeyConstraint("outlet", "address"),
)


def save_redirects(connection: Connection, redirects: Sequence[Redirect]) -> None:
    """Remember where links led, and that a link is not steady when it led elsewhere before."""
    last = {(one.outlet, short_key(one.address)): one for one in redirects}
    known = _known(connection, sorted(last))
    among = {name: {short_key(one.key)} for name, one in last.items()}
    for one in redirects:
        among[one.outlet, short_key(one.address)].add(short_key(one.key))
    rows = []
    for (outlet, address), one in sorted(last.items()):
        key, was_steady = known.get((outlet, address), (short_key(one.key), True))
        is_steady = was_steady and among[outlet, address] == {key}
        rows.append(
            {
                "outlet": outlet,
                "address": address,
                "key": short_key(one.key),
                "seen_at": one.seen_at,
                "is_steady": is_steady,
            }
        )
    insert_or_replace(connection, redirect, rows, key=["outlet", "address"])


def known_redirects(
    connection: Connection, outlet: str, *, followed_since: datetime, crawled_before: datetime
) -> dict[str, str]:
    """Steady links of an outlet, and the hash of the current text of the item each led to.

    Left out are those not followed since an instant (they may lead elsewhere by now), and those to items
    a crawl first saw lately, whose text may still be corrected.
    """
    of_item = and_(item.c.outlet == redirect.c.outlet, item.c.key == redirect.c.key)
    query = (
        select(redirect.c.address, item_version.c.text_hash)
        .join(item, of_item)
        .join(item_version, IS_CURRENT)
        .where(redirect.c.outlet == outlet, redirect.c.is_steady, redirect.c.seen_at >= followed_since)
        .where(watched_before(crawled_before))
    )
    return dict(connection.execute(query).all())


def _known(
    connection: Connection, names: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, bool]]:
    known: dict[tuple[str, str], tuple[str, bool]] = {}
    for batch in batches(names):
        query = select(redirect).where(tuple_(redirect.c.outlet, redirect.c.address).in_(batch))
        known |= {(row.outlet, row.address): (row.key, row.is_steady) for row in connection.execute(query)}
    return known
