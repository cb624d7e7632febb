"""`rasad letters`: writes the letters and certificates of a round for a person to sign."""

from pathlib import Path
from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, ProfileOption, open_home, read_month, read_now
from rasad.commands.score import MonthArgument
from rasad.reporting.month import profile_of
from rasad.rounds.letters import write_letters


def letters(
    month: MonthArgument = None,
    profile: ProfileOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write; else in the installation.")
    ] = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write every letter and certificate that is due as PDF and DOCX; say why others are not."""
    office = open_home(home)
    watching = profile_of(office, profile)
    written = write_letters(office, watching, read_month(month, read_now(now)), output)
    for path in written.files:
        typer.echo(str(path))
    names = {agency.key: agency.name for agency in watching.agencies}
    for decision in written.refused:
        typer.echo(f"no letter: {names[decision.agency]}")
        for reason in decision.reasons:
            typer.echo(f"    {reason}")
    if not written.files:
        typer.echo("nothing is due; `rasad round results` says what would be")
