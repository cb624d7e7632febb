"""`rasad attribute`: reads the items of a file without a database, or the stored ones that wait."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated

import typer

from core.errors import InputError
from core.methodology import Methodology
from nlp.record import prediction_record
from rasad.collecting.archive import decode_record, item_of, open_lines
from rasad.collecting.reader import Reader
from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from rasad.commands.progress import progress_bars
from rasad.commands.stage_table import print_stages, stages_as_json
from rasad.home import home_of
from rasad.load_config import load_methodology
from rasad.logs import set_up_logs
from rasad.understanding.attribute import attribute_new_versions

SOME_SKIPPED = 3


def attribute(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[IN.jsonl]", help="Items to read without a database; - is standard input."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the claims go, a line an item; else to the screen."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that share the stored items.")] = 1,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the agencies, topic and service reflection of items, with evidence.

    With IN.jsonl no database is used, and bad lines are named and skipped (exit status 3). Without it, the
    stored texts that this method has not read yet are read.
    """
    instant = read_now(now)
    if file is None:
        _attribute_stored(home, instant, workers=workers, as_json=as_json)
        return
    set_up_logs()
    methodology = load_methodology(home_of(folder=home).config_folders)
    skipped = 0
    with _opened(output) as out:
        for number, record in _claims_of(file, methodology, instant):
            if isinstance(record, str):
                typer.echo(f"{file}:{number}: {record}", err=True)
                skipped += 1
            else:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
    if skipped:
        raise typer.Exit(SOME_SKIPPED)


def _attribute_stored(home: Path | None, now: datetime, *, workers: int, as_json: bool) -> None:
    with progress_bars() as tick:
        report = attribute_new_versions(open_home(home), now, tick, workers=workers)
    if as_json:
        print_json(stages_as_json([report]))
    else:
        print_stages([report])


def _claims_of(
    file: Path, methodology: Methodology, now: datetime
) -> Iterator[tuple[int, dict[str, object] | str]]:
    """Each line's number with its claims, or with why it has none."""
    reader = Reader(methodology)
    with _lines(file) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            record, problem = decode_record(line)
            if not problem and not isinstance(record.get("id"), str):
                problem = "has no id; the claims could not be matched to the item"
            if problem:
                yield number, problem
            else:
                item, _ = item_of(record, methodology, now)
                yield number, prediction_record(record["id"], reader.understand(item))


@contextmanager
def _lines(file: Path) -> Iterator[IO[bytes]]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    with open_lines(file) as lines:
        yield lines


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    try:
        file = output.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}; name another place") from error
    with file:
        yield file
