"""Options that several commands share, and how their values are read."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.calendar import TEHRAN, JalaliMonth
from core.errors import InputError
from rasad.home import home_of

if TYPE_CHECKING:
    from rasad.wiring import Office

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", help="The installation's folder; RASAD_HOME or home/ in the checkout if not given."
    ),
]
NowOption = Annotated[
    str | None,
    typer.Option(
        "--now", help="The clock, as an ISO instant (Tehran time without a zone); the real one if not given."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a script to read.")]
ProfileOption = Annotated[
    str | None, typer.Option("--profile", help="The province profile; not needed when there is only one.")
]


def read_now(text: str | None) -> datetime:
    """The instant that `--now` names, in UTC; the real time without it."""
    if text is None:
        return datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"--now '{text}' is not an ISO instant; write for example 2025-11-01T02:00+03:30"
        ) from error
    return (instant if instant.tzinfo else instant.replace(tzinfo=TEHRAN)).astimezone(UTC)


def read_month(text: str | None, now: datetime) -> JalaliMonth:
    """The month that was named, else the last one that has ended."""
    return JalaliMonth.parse(text) if text else JalaliMonth.of(now).previous()


def open_home(folder: Path | None) -> "Office":
    """The office of an installation, with logs set up."""
    # Logs, database and configuration take half a second to import, and some commands need none of them.
    from rasad.logs import set_up_logs
    from rasad.wiring import open_office

    set_up_logs()
    return open_office(home_of(folder=folder))


def print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))
