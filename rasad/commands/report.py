"""`rasad report`: writes a month's report as a folder of pages."""

from pathlib import Path
from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, ProfileOption, open_home, read_month, read_now
from rasad.commands.score import MonthArgument
from rasad.month import profile_of, write_report


def report(
    month: MonthArgument = None,
    profile: ProfileOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write; else in the installation.")
    ] = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write the newest round of a month as a right-to-left web report; every number is a link."""
    office = open_home(home)
    instant = read_now(now)
    page = write_report(office, profile_of(office, profile), read_month(month, instant), folder=output)
    typer.echo(str(page))
