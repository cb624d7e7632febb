"""`rasad book`: the reports of a data call as one print-ready document."""

from pathlib import Path
from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, ProfileOption, open_home, read_now
from rasad.reporting.book import write_book
from rasad.reporting.month import profile_of


def book(
    call: Annotated[str, typer.Argument(metavar="CALL", help="The number of the data call.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write; else in the installation.")
    ] = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Merge what agencies handed in for a data call into one document, as PDF and DOCX."""
    office = open_home(home)
    for path in write_book(office, profile_of(office, profile), call, read_now(now), folder=output):
        typer.echo(str(path))
