"""`rasad dates`: how written dates are read, one a line."""

import sys

import typer

from crawler.dates import date_line
from rasad.commands.options import NowOption, read_now


def dates(now: NowOption = None) -> None:
    """Read one string a line from standard input and print the instant, the day, or - for no date."""
    instant = read_now(now)
    for line in sys.stdin.buffer:
        typer.echo(date_line(line.decode("utf-8", errors="replace").rstrip("\r\n"), instant))
