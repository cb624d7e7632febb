"""`rasad report`: writes a month's report as a folder of pages, and in other formats beside them."""

from pathlib import Path
from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, ProfileOption, open_home, read_month, read_now
from rasad.commands.score import MonthArgument
from rasad.month import profile_of
from rasad.report_files import read_formats, write_report_files


def report(
    month: MonthArgument = None,
    profile: ProfileOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write; else in the installation.")
    ] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="Some of html,pdf,xlsx,docx,csv,json; the pages are always written: numbers open them.",
        ),
    ] = "html",
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write the newest round of a month as a right-to-left report; every number is a link."""
    wanted = read_formats(formats)
    office = open_home(home)
    instant = read_now(now)
    page = write_report_files(
        office, profile_of(office, profile), read_month(month, instant), wanted, folder=output
    )
    typer.echo(str(page))
