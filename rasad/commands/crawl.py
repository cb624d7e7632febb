"""`rasad crawl`: looks at the sources that are due."""

from typing import Annotated

import typer

from rasad.collecting.crawl import crawl_due_sources
from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from rasad.commands.progress import progress_bars
from rasad.commands.stage_table import print_stages, stages_as_json
from rasad.lock import only_crawl


def crawl(
    source: Annotated[list[str] | None, typer.Argument(help="Only these sources, due or not.")] = None,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look at every source that is due (or at those named), and store what is new."""
    office = open_home(home)
    with only_crawl(office.home.folder, wait=False), progress_bars() as tick:
        report = crawl_due_sources(office, read_now(now), tick, only=source or [])
    if as_json:
        print_json(stages_as_json([report]))
    else:
        print_stages([report])
