"""`rasad import`: files of items: archives (JSONL), tables (CSV), exports of channels (JSON)."""

from pathlib import Path
from typing import Annotated

import typer

from core.errors import InputError
from core.outcomes import Outcome
from rasad.collecting.import_items import import_archive
from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from rasad.commands.progress import progress_bars
from rasad.commands.stage_table import print_stages, stages_as_json
from rasad.run_stage import StageReport

ALL_KEPT, NONE_KEPT, SOME_SKIPPED = 0, 1, 3


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE …", help="Archives (.jsonl, .jsonl.gz), tables (.csv), channels (.json)."
        ),
    ],
    complete: Annotated[
        bool,
        typer.Option(
            "--complete", help="The archives miss nothing of their outlets between first and last day."
        ),
    ] = False,
    outlet: Annotated[
        str, typer.Option("--outlet", help="Whose items these are, where the file does not say.")
    ] = "",
    clipped_by: Annotated[
        str, typer.Option("--clipped-by", help="These are clippings that this person (an account) entered.")
    ] = "",
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Store the items of files; bad lines are named and skipped, and a file may be given again.

    Exit status: 0 all lines kept, 3 some skipped, 1 none kept.
    """
    office = open_home(home)
    instant = read_now(now)
    reports: list[StageReport] = []
    unopened = 0
    with progress_bars() as tick:
        for path in files:
            try:
                reports.append(
                    import_archive(
                        office,
                        path,
                        instant,
                        complete=complete,
                        outlet=outlet,
                        clipped_by=clipped_by,
                        tell=_tell,
                        progress=tick,
                    )
                )
            except InputError as error:
                typer.echo(f"rasad: {error}", err=True)
                unopened += 1
    if as_json:
        print_json(stages_as_json(reports))
    else:
        print_stages(reports)
    raise typer.Exit(_status(reports, unopened))


def _tell(path: Path, number: int, what: str) -> None:
    typer.echo(f"{path}:{number}: {what}", err=True)


def _status(reports: list[StageReport], unopened: int) -> int:
    skipped = sum(report.outcomes[Outcome.UNREADABLE] for report in reports)
    kept = sum(report.inputs for report in reports) - skipped
    if kept == 0:
        return NONE_KEPT
    return SOME_SKIPPED if skipped or unopened else ALL_KEPT
