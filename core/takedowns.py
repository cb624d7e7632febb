"""Takedowns: the text of an item is no longer shown, because somebody asked for it with reason."""

from dataclasses import dataclass
from datetime import datetime

NOTICE = "متن این مطلب به درخواست برداشته شده است"
"""What stands in the place of the title; every other part of the text stays empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """One act on one item; the last one holds, and none is ever changed."""

    item_id: int
    is_shown: bool
    """False: the text was taken down; True: it is shown again."""
    reason: str
    by: str
    at: datetime
    id: int = 0
