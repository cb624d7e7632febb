"""`rasad extract`: what would be stored of a saved page."""

from pathlib import Path
from typing import Annotated

import typer

from crawler.extractors.extract import extract_file
from rasad.commands.files import read_bytes
from rasad.commands.options import NowOption, print_json, read_now


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE.html", help="A saved page.")],
    url: Annotated[str, typer.Option("--url", help="The address the page was saved from.")],
    now: NowOption = None,
) -> None:
    """Print as JSON the title, kicker, lead, text and time that would be stored of a saved page."""
    print_json(extract_file(read_bytes(file), url, read_now(now)))
