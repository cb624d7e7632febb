"""Small makers of the records that storage keeps."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from core.agencies import AgencyKey
from core.attributions import Attribution, Mention, Reading, Role, Understanding
from core.items import Item, Origin, StoredItem
from core.moments import Moment, Precision
from storage.store_items import store_items

NOON = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
WATER = AgencyKey("water", "سمنان")
UNKNOWN_ID = 1_000_000_000
CITY = AgencyKey("municipality", "سمنان", "شاهرود")


def item(key: str = "a", **changes: Any) -> Item:
    values = {
        "key": key,
        "outlet": "koomesh",
        "url": f"https://koomesh.example/{key}",
        "title": f"بهره‌برداری از مخزن {key}",
        "lead": None,
        "body": "مخزن آب روستا به بهره‌برداری رسید.",
        "first_seen": NOON,
        "origin": Origin.CRAWL,
    }
    return Item(**(values | changes))


def published(
    at: datetime, precision: Precision = Precision.MINUTE, rule: str = "meta:published/iso"
) -> Moment:
    return Moment(at=at, precision=precision, rule=rule)


def attribution(agency: AgencyKey = WATER, **changes: Any) -> Attribution:
    values: dict[str, Any] = {
        "agency": agency,
        "name": "آب و فاضلاب",
        "role": Role.ACTOR,
        "confidence": 0.9,
        "evidence": (Mention(field="body", start=0, end=7, surface="مخزن آب"),),
        "reason": "explicit-province",
    }
    return Attribution(**(values | changes))


def understanding(*claims: Attribution, made_by: str = "rules-1", **changes: Any) -> Understanding:
    return Understanding(attributions=claims, made_by=made_by, **({"reading": Reading()} | changes))


def stored(connection: Connection, *items: Item) -> list[StoredItem]:
    return [kept for kept, _ in store_items(connection, items)]


def ids(items: Sequence[StoredItem]) -> list[int]:
    return [one.id for one in items]
