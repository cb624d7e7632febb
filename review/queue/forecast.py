"""What is left of the month in words: how much doubt, what the next cards take of it, and when it ends."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from reports.persian import count_text, decimal_text, of_text, percent_text
from review.desk import Desk
from storage.database import Connection
from storage.review_acts import cards_finished_since
from storage.review_cards import CardFilter, doubt_of_next, finished_cards, queue_left

NEXT = 50
"""Cards: an hour's work."""
LOOKED_BACK = timedelta(days=7)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Where a part of the queue stands, and where it goes."""

    done: int
    left: int
    doubt: float
    """Claims expected to be wrong among what is left."""
    next_doubt: float
    """Those of them on the next cards."""
    a_day: float
    """Cards that everybody together finished in a day of the last week, in the whole queue."""


def forecast(desk: Desk, connection: Connection, wanted: CardFilter) -> Forecast:
    left, doubt = queue_left(connection, wanted)
    finished = cards_finished_since(connection, desk.now() - LOOKED_BACK)
    return Forecast(
        done=finished_cards(connection, wanted),
        left=left,
        doubt=doubt,
        next_doubt=doubt_of_next(connection, wanted, NEXT),
        a_day=finished / (LOOKED_BACK / A_DAY),
    )


def forecast_words(one: Forecast) -> list[str]:
    """Progress, doubt and the end, each in one sentence; empty where nothing was ever asked."""
    every = one.done + one.left
    if not every:
        return []
    said = [f"{of_text(one.done, every)} کارت تمام شده است ({percent_text(one.done / every)})."]
    if not one.left:
        return said
    said.append(f"در کارت‌های مانده نزدیک {decimal_text(one.doubt, 0)} ادعای نادرست انتظار می‌رود" + _next(one))
    if one.a_day:
        days = ceil(one.left / one.a_day)
        pace = f"روزی {decimal_text(one.a_day, 0 if one.a_day >= 1 else 1)} کارت"
        said.append(f"با آهنگ هفتهٔ گذشته ({pace}، همهٔ همکاران) {count_text(days)} روز دیگر کار دارد.")
    else:
        said.append("در هفتهٔ گذشته کارتی تمام نشد؛ پایان این صف را نمی‌توان پیش‌بینی کرد.")
    return said


def _next(one: Forecast) -> str:
    if one.left <= NEXT:
        return "."
    after = max(0.0, one.doubt - one.next_doubt)
    return f"؛ پس از {count_text(NEXT)} کارت بعدی نزدیک {decimal_text(after, 0)} تا می‌ماند."
