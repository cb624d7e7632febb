"""`rasad clip`: one piece of a printed page, or of a link, entered by a person."""

from typing import Annotated

import typer

from core.outcomes import Outcome
from rasad.collecting.clips import enter_clip
from rasad.commands.options import HomeOption, NowOption, open_home, read_now

SAID = {
    Outcome.STORED: "stored as item {id}",
    Outcome.UPDATED: "stored as version {version} of item {id}",
    Outcome.UNCHANGED: "is already there as item {id}",
}


def clip(
    outlet: Annotated[str, typer.Option("--outlet", help="Who published it: an outlet's name or id.")],
    by: Annotated[str, typer.Option("--by", help="Who enters it: the name of an account.")],
    date: Annotated[str, typer.Option("--date", help="The day it was published, in either calendar.")],
    title: Annotated[str, typer.Option("--title", help="The headline.")],
    text: Annotated[str, typer.Option("--text", help="The text, as far as it matters.")] = "",
    url: Annotated[str, typer.Option("--url", help="Where it stands, if it is on the web.")] = "",
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Store one clipping. Entering it again changes nothing; with another text it is a new version."""
    cells = {"outlet": outlet, "published": date, "title": title, "body": text, "url": url}
    stored = enter_clip(open_home(home), cells, by=by, now=read_now(now))
    if stored.kept is None:
        typer.echo("this address is already held, from the outlet itself; nothing was changed")
        return
    typer.echo(SAID[stored.outcome].format(id=stored.kept.id, version=stored.kept.version))
