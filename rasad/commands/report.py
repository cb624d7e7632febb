"""`rasad report`: writes a month's report as a folder of pages, and in other formats beside them."""

from pathlib import Path
from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, ProfileOption, open_home, read_month, read_now
from rasad.commands.score import MonthArgument
from rasad.reporting.month import profile_of, write_report
from rasad.reporting.report_files import read_formats


def report(
    month: MonthArgument = None,
    profile: ProfileOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write; else in the installation.")
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="Some of html,pdf,xlsx,docx,csv,json, else those of the report's definition; "
            "the pages are always written: numbers open them.",
        ),
    ] = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write the newest round of a month as a right-to-left report; every number is a link."""
    wanted = read_formats(formats) if formats else None
    office = open_home(home)
    instant = read_now(now)
    page = write_report(
        office, profile_of(office, profile), read_month(month, instant), formats=wanted, folder=output
    )
    typer.echo(str(page))
