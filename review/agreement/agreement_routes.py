"""How far two analysts agree who coded the same texts without knowing one another, month by month."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from core.calendar import JalaliMonth
from core.corrections import Aspect
from reports.persian import count_text, decimal_text, percent_text
from review.agreement.agreement_words import ASPECT_NAMES, VERDICTS
from review.desk import desk_of
from review.doors.access import Right
from review.doors.signed_in import SignedIn, reads
from review.pages import page
from scoring.agreement import Agreement, Interval, agreements
from scoring.codes import CODED
from storage.codings import coded_twice, months_with_codings

router = APIRouter()

_MOST_MONTHS = 12


@router.api_route("/agreement", methods=["GET", "HEAD"])
def agreement_page(
    request: Request, who: Annotated[SignedIn, Depends(reads(Right.READ))], month: str = ""
) -> HTMLResponse:
    with desk_of(request).database.read() as connection:
        months = months_with_codings(connection)
        chosen = month if month in months else next(iter(months), "")
        by_month = {
            one: coded_twice(connection, month=one)
            for one in {*months[:_MOST_MONTHS], *([chosen] if chosen else [])}
        }
    figures = {one: agreements(pairs) for one, pairs in by_month.items()}
    of_chosen = figures.get(chosen, {})
    return page(
        "agreement.html",
        who,
        month=JalaliMonth.parse(chosen).name if chosen else "",
        texts=count_text(len(by_month.get(chosen, ()))),
        rows=[_row(of_chosen[aspect]) for aspect in CODED if aspect in of_chosen],
        months=[
            {
                "address": one,
                "name": JalaliMonth.parse(one).name,
                "is_chosen": one == chosen,
                "texts": count_text(len(by_month[one])),
                "alphas": [_alpha(figures[one].get(aspect)) for aspect in CODED],
            }
            for one in months[:_MOST_MONTHS]
        ],
        aspects=[ASPECT_NAMES[aspect] for aspect in CODED],
        share=percent_text(desk_of(request).methodology.settings.second_share),
    )


def _row(one: Agreement) -> dict[str, str]:
    return {
        "name": ASPECT_NAMES[one.aspect],
        "unit": "دستگاه در متن" if one.aspect in (Aspect.AGENCY, Aspect.TONE) else "متن",
        "units": count_text(one.units),
        "percent": percent_text(one.percent),
        "alpha": decimal_text(one.alpha, 2),
        "alpha_interval": _between(one.alpha_interval),
        "ac1": decimal_text(one.ac1, 2),
        "ac1_interval": _between(one.ac1_interval),
        "verdict": VERDICTS[one.verdict],
        "kind": one.verdict.value.replace(" ", "-"),
    }


def _between(interval: Interval) -> str:
    return f"{decimal_text(interval[0], 2)} تا {decimal_text(interval[1], 2)}"


def _alpha(one: Agreement | None) -> str:
    return decimal_text(one.alpha, 2) if one else "—"
