"""`rasad feed`: the entries of a saved feed."""

import json
from pathlib import Path
from typing import Annotated

import typer

from crawler.kinds.feed import parse_feed_file
from rasad.commands.files import read_bytes
from rasad.commands.options import NowOption, read_now


def feed(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A saved RSS, Atom or JSON feed.")],
    url: Annotated[
        str, typer.Option("--url", help="The address it was saved from, for relative links.")
    ] = "",
    now: NowOption = None,
) -> None:
    """Print the entries of a saved feed, one JSON object a line."""
    for entry in parse_feed_file(read_bytes(file), url, read_now(now)):
        typer.echo(json.dumps(entry, ensure_ascii=False, default=str))
