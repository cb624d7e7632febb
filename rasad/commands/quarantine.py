"""`rasad quarantine`: pages that came and could not be read, and why."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from core.errors import InputError
from core.outcomes import Outcome
from core.quarantine import KeptInQuarantine
from rasad.commands.options import HomeOption, JsonOption, open_home, print_json
from storage.pages import page_path
from storage.quarantine import quarantined_pages

_console = Console(highlight=False, soft_wrap=True, markup=False)
_SAID = {
    Outcome.UNREADABLE: "the extractor could not read it",
    Outcome.NO_TEXT: "no text was found on it",
}


def quarantine(
    number: Annotated[
        int | None, typer.Argument(metavar="[NUMBER]", help="One page, with the exception.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only pages of this source.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pages that nobody could read yet. They are read again by themselves when an extractor changes."""
    office = open_home(home)
    with office.database.read() as connection:
        found = quarantined_pages(connection, source=source)
    if number is not None:
        found = [one for one in found if one.id == number]
        if not found:
            raise InputError(f"there is no page {number} in quarantine; `rasad quarantine` lists them")
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        for line in _lines(one):
            _console.print(line)
    if number is not None:
        _console.print(f"kept as {page_path(office.home.pages, found[0].page.content_hash)}")
        _console.print(found[0].page.exception or "no exception: the extractor ended and gave nothing")
    elif not found:
        _console.print("no page is in quarantine")


def _lines(one: KeptInQuarantine) -> Iterable[str]:
    page = one.page
    yield f"{one.id}  {page.source}  {page.fetched_at:%Y-%m-%d}  {page.title or page.address}"
    yield f"    {_SAID.get(page.outcome, page.outcome.value)}: {page.why}"
    yield f"    {page.address}"
