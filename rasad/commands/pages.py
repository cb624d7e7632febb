"""`rasad pages`: the pages as they were fetched, given out."""

from pathlib import Path
from typing import Annotated

import typer

from core.calendar import JalaliMonth
from core.outcomes import Outcome
from rasad.collecting.export_pages import export_warc
from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from rasad.commands.progress import progress_bars
from rasad.commands.stage_table import print_stages, stages_as_json

SOME_MISSING = 3

app = typer.Typer(help="The pages as they were fetched.", no_args_is_help=True)


@app.callback()
def pages() -> None:
    """The pages as they were fetched."""


@app.command("export")
def export(
    warc: Annotated[Path, typer.Option("--warc", help="The file to write, for example pages.warc.gz.")],
    month: Annotated[str, typer.Option("--month", help="A Jalali month such as 1404-08.")],
    source: Annotated[list[str] | None, typer.Option("--source", help="Only pages of this source.")] = None,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the kept pages of a month as WARC/1.1. Exit status 3: some pages are missing on the disk."""
    office = open_home(home)
    with progress_bars() as tick:
        report = export_warc(
            office, warc, JalaliMonth.parse(month), read_now(now), tick, sources=source or []
        )
    if as_json:
        print_json(stages_as_json([report]))
    else:
        print_stages([report])
    if report.outcomes[Outcome.UNREADABLE]:
        raise typer.Exit(SOME_MISSING)
