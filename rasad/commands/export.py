"""`rasad export`: everything an installation knows, in formats that other programs read."""

from pathlib import Path
from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, open_home, read_now
from rasad.commands.progress import progress_bars
from rasad.operating.export_all import export_all


def export(
    folder: Annotated[Path, typer.Argument(help="A new folder.")],
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write every table as JSONL and CSV, the kept pages as WARC, and the configuration."""
    office = open_home(home)
    with progress_bars() as tick:
        exported = export_all(office, folder, read_now(now), tick)
    rows, archives = sum(exported.rows.values()), len(exported.archives)
    typer.echo(f"{folder}: {rows} rows of {len(exported.rows)} tables, {archives} archive(s) of pages")
