"""`rasad publish`: writes a published month as static pages for a web server."""

from pathlib import Path
from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, ProfileOption, open_home, read_month, read_now
from rasad.commands.score import MonthArgument
from rasad.reporting.month import profile_of
from rasad.reporting.publish import publish_month


def publish(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder that a web server serves.")],
    month: MonthArgument = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write the public page of a published month; versions published before stay where they are."""
    office = open_home(home)
    page = publish_month(office, profile_of(office, profile), read_month(month, read_now(now)), output)
    typer.echo(str(page))
