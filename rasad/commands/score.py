"""`rasad score`: counts and scores a month."""

from typing import Annotated

import typer

from rasad.commands.league import print_league, scores_as_json
from rasad.commands.options import (
    HomeOption,
    JsonOption,
    NowOption,
    ProfileOption,
    open_home,
    print_json,
    read_month,
    read_now,
)
from rasad.reporting.month import count_and_score, profile_of

MonthArgument = Annotated[
    str | None,
    typer.Argument(metavar="[MONTH]", help="A Jalali month such as 1404-08; else the last that ended."),
]


def score(
    month: MonthArgument = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count a month's findings and score its agencies: a new revision of the month's round."""
    office = open_home(home)
    instant = read_now(now)
    watching = profile_of(office, profile)
    counted = count_and_score(office, watching, read_month(month, instant), instant)
    if as_json:
        print_json(scores_as_json(watching, counted))
    else:
        print_league(office.methodology, watching, counted)
