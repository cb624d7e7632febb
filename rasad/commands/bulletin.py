"""`rasad bulletin`: the clip book of the day and the digest of the week."""

from pathlib import Path
from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, ProfileOption, open_home, read_now
from rasad.reporting.bulletins import write_bulletins
from rasad.reporting.month import profile_of
from reports.bulletin import BulletinKind

app = typer.Typer(help="What was said about us: each day, and each week.", no_args_is_help=True)

AgencyOption = Annotated[str | None, typer.Option("--agency", help="The key of one agency.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="The folder to write; else in the installation.")
]


@app.command("daily")
def daily(
    agency: AgencyOption = None,
    output: OutputOption = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write what was said since yesterday about all agencies, or about one: page, PDF and e-mail."""
    _write(BulletinKind.DAILY, agency, output, profile, home, now)


@app.command("weekly")
def weekly(
    agency: AgencyOption = None,
    output: OutputOption = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write the digest of the last week, Saturday to Friday, for every agency or for one."""
    _write(BulletinKind.WEEKLY, agency, output, profile, home, now)


def _write(
    kind: BulletinKind,
    agency: str | None,
    output: Path | None,
    profile: str | None,
    home: Path | None,
    now: str | None,
) -> None:
    office = open_home(home)
    written = write_bulletins(
        office, profile_of(office, profile), kind, read_now(now), about=agency, folder=output
    )
    for one in written:
        typer.echo(str(one.folder / "index.html"))
