"""Responsiveness: the criticism that needed an answer, case by case, and when the answer came."""

from dataclasses import dataclass

from reports.facts import Facts
from reports.inputs import ReplyCase
from reports.items import plain_title
from reports.numbers import ListBook, Number, agency_id
from reports.persian import day_text, decimal_text

STATES = {
    "answered": "پاسخ داده شد",
    "unanswered": "بی‌پاسخ ماند",
    "justified": "با دلیل کتبی پاسخ داده نشد",
    "carried": "هنوز مهلت دارد؛ ماه بعد داوری می‌شود",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One criticism of one agency; its reprints are not further cases."""

    agency_id: str
    agency: str
    item_id: int
    title: str
    outlet: str
    opened: str
    state: str
    delay: str
    """How long the answer took, in words; empty without one."""
    reply_item_id: int | None = None
    """The item in which the answer was seen; None when it was handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsiveness:
    """How many cases there were and what came of them, and each of them."""

    cases: Number
    answered: Number
    replies: Number
    """The items in which an answer was seen."""
    unanswered: Number
    rows: tuple[CaseRow, ...]


def responsiveness(facts: Facts, lists: ListBook) -> Responsiveness:
    """The cases that scoring judged; an item that criticises two agencies counts once in the totals."""
    cases = facts.inputs.cases

    def number(list_id: str, title: str, *states: str) -> Number:
        return lists.number(list_id, title, {c.item_id for c in cases if c.state in states})

    return Responsiveness(
        cases=number("criticism", "نقدهایی که پاسخ می‌خواست", *STATES),
        answered=number("criticism-answered", "نقدهایی که پاسخ گرفت", "answered"),
        replies=lists.number(
            "criticism-replies",
            "پاسخ‌هایی که خود در رسانه‌ها و سایت‌ها دیدیم",
            {c.reply_item for c in cases if c.reply_item is not None},
        ),
        unanswered=number("criticism-unanswered", "نقدهایی که بی‌پاسخ ماند", "unanswered"),
        rows=tuple(_row(facts, case) for case in cases),
    )


def _row(facts: Facts, case: ReplyCase) -> CaseRow:
    item = facts.stored(case.item_id).item
    return CaseRow(
        agency_id=agency_id(case.agency),
        agency=facts.names.get(case.agency, str(case.agency)),
        item_id=case.item_id,
        title=plain_title(item),
        outlet=facts.outlet_name(item.outlet),
        opened=day_text(case.opened),
        state=STATES[case.state],
        delay="" if case.hours is None else _delay(case.hours),
        reply_item_id=case.reply_item,
    )


def _delay(hours: float) -> str:
    return f"{decimal_text(hours, 0)} ساعت" if hours < 72 else f"{decimal_text(hours / 24)} روز"
