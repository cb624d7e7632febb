"""`rasad takedown`: the text of an item is shown no more, on request and on the record."""

from typing import Annotated

import typer

from core.errors import InputError
from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from rasad.operating.takedown import public_list, show_again, take_down
from rasad.wiring import Office


def takedown(
    item: Annotated[int | None, typer.Argument(help="The number of an item; without it, the list.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; it stands in the public list.")] = "",
    by: Annotated[str, typer.Option("--by", help="The account of a lead.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Show the text again; both acts stay.")] = False,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an item's text no more; it counts as before. Without an item: print every act."""
    office = open_home(home)
    if item is None:
        if reason or by or undo:
            raise InputError("name the item: `rasad takedown ITEM --reason WHY --by NAME`")
        _print_list(office, as_json=as_json)
        return
    act = show_again if undo else take_down
    changed = act(office, item, reason=reason, by=by, now=read_now(now))
    typer.echo(f"item {item}: {'shown again' if undo else 'taken down'}")
    for path in changed.reports:
        typer.echo(f"written again: {path}")
    for path in changed.bulletins:
        typer.echo(f"removed: {path}; write it again with `rasad bulletin`")
    typer.echo(
        "published pages change with the next `rasad publish`; backups made before still hold the text"
    )


def _print_list(office: Office, *, as_json: bool) -> None:
    with office.database.read() as connection:
        acts = public_list(connection)
    if as_json:
        print_json(acts)
        return
    for act in acts:
        typer.echo(f"{act['at']}  {act['act']}  item {act['item']} of {act['outlet']}: {act['reason']}")
    typer.echo(f"{len(acts)} act(s)")
