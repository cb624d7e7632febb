"""`rasad reextract`: kept pages read again after an extractor changed."""

from typing import Annotated

import typer

from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from rasad.commands.progress import progress_bars
from rasad.commands.stage_table import print_stages, stages_as_json


def reextract(
    source: Annotated[list[str] | None, typer.Argument(help="Only items of these sources.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also pages whose extractor has the same version as then.")
    ] = False,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read kept pages again whose extractor has another version; only a text that differs is touched."""
    # Extractors take a second to import, which the other commands can spare.
    from rasad.collecting.quarantine import read_quarantine_again
    from rasad.collecting.reextract import read_archive_again

    office, instant = open_home(home), read_now(now)
    with progress_bars() as tick:
        reports = [
            read_archive_again(office, instant, tick, everything=everything, only=source or []),
            read_quarantine_again(office, instant),
        ]
    if as_json:
        print_json(stages_as_json(reports))
    else:
        print_stages(reports)
