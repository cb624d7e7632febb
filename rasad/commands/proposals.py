"""`rasad proposals`: names and stop-phrases that corrections suggest, for an analyst to accept or decline."""

from typing import Annotated

import typer

from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from rasad.learning.proposals import Tried, accept_proposal, decline_proposal, open_proposals, try_proposals

app = typer.Typer(help="Words that corrections suggest for the lexicon.", no_args_is_help=True)
ByOption = Annotated[str, typer.Option("--by", help="Who decides: the name of an account.")]
_SHOWN = 8


@app.command("list")
def list_(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Open proposals, each with its support and with the stored items it would change."""
    office = open_home(home)
    tried = try_proposals(office, open_proposals(office))
    if as_json:
        print_json([_as_json(one) for one in tried])
        return
    for one in tried:
        for line in _lines(one):
            typer.echo(line)
    typer.echo(f"{len(tried)} open proposal(s)")


@app.command("accept")
def accept(
    proposal: Annotated[str, typer.Argument(metavar="ID")],
    by: ByOption,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write it into the installation's config/lexicon/accepted.yaml; items are read again by the next run."""
    taken, path = accept_proposal(open_home(home), proposal, by=by, now=read_now(now))
    typer.echo(f"accepted «{taken.words}» into {path}; `rasad attribute` reads the items again")


@app.command("decline")
def decline(
    proposal: Annotated[str, typer.Argument(metavar="ID")],
    by: ByOption,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Remember that it is not wanted."""
    declined = decline_proposal(open_home(home), proposal, by=by, now=read_now(now))
    typer.echo(f"declined «{declined.words}»; it will not be proposed again")


def _lines(tried: Tried) -> list[str]:
    one = tried.proposal
    of = f" of {one.entry.get('type')}@{one.entry.get('province', '*')}" if one.agency else ""
    lines = [f"{one.id}  {one.kind.value.replace('_', ' ')}: «{one.words}»{of}"]
    lines.append(f"          supported by {len(one.items)} item(s): {_some(one.items)}")
    lines += [f"          because: {reason}" for reason in one.reasons]
    lines.append(
        f"          {tried.held_by} stored item(s) hold the words, {len(tried.changes)} would change: "
        f"{_some(tried.changes) or '-'}"
    )
    return lines


def _some(items: tuple[int, ...]) -> str:
    more = " …" if len(items) > _SHOWN else ""
    return ", ".join(map(str, items[:_SHOWN])) + more


def _as_json(tried: Tried) -> dict[str, object]:
    one = tried.proposal
    return {
        "id": one.id,
        "kind": one.kind.value,
        **one.entry,
        "items": one.items,
        "reasons": one.reasons,
        "held_by": tried.held_by,
        "changes": tried.changes,
    }
