"""How far people agreed on the texts of a report's period that two of them coded, as the report tells it."""

from core.calendar import JalaliMonth
from reports.inputs import Agreement
from review.agreement.agreement_words import ASPECT_NAMES
from scoring.agreement import Verdict, agreements
from scoring.codes import CODED
from storage.codings import coded_twice
from storage.database import Connection


def agreement_of(connection: Connection, month: JalaliMonth, months: int) -> list[Agreement]:
    """By aspect, over the period that `month` ends; empty when nobody judged a text twice.

    Second opinions are of the office, not of one profile: who codes does so for all of them.
    """
    pairs = [pair for one in _months_until(month, months) for pair in coded_twice(connection, month=str(one))]
    found = agreements(pairs)
    return [
        Agreement(
            name=ASPECT_NAMES[aspect],
            items=found[aspect].units,
            percent=found[aspect].percent,
            alpha=found[aspect].alpha,
            alpha_interval=found[aspect].alpha_interval,
            ac1=found[aspect].ac1,
            is_small=found[aspect].verdict is Verdict.TOO_FEW,
        )
        for aspect in CODED
        if aspect in found
    ]


def _months_until(last: JalaliMonth, months: int) -> list[JalaliMonth]:
    found = [last]
    while len(found) < months:
        found.append(found[-1].previous())
    return found[::-1]
