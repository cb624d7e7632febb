"""`rasad reread`: what the page of learning starts: learn, read stored texts again, try proposals."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, open_home, read_now
from rasad.learning.reread import REREAD, TRY_ONLY, require_claim
from rasad.learning.reread import reread as reread_now


def reread(
    by: Annotated[str, typer.Option("--by", help="Who asks for it: the name of an account.")],
    try_only: Annotated[
        bool, typer.Option("--try-only", help="Only try the proposals; no stored claim changes.")
    ] = False,
    due: Annotated[str | None, typer.Option("--due", hidden=True)] = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Refit, read the stored texts again, and try the open proposals; never two at once."""
    office = open_home(home)
    job = TRY_ONLY if try_only else REREAD
    # The web application has claimed the run that it starts, and names it by its due time.
    claimed = datetime.fromisoformat(due).astimezone(UTC) if due else None
    begun = claimed or require_claim(office, job, by=by, now=read_now(now))
    reread_now(office, job, by=by, due=begun, clock=lambda: read_now(now))
    typer.echo("read again; the page of learning shows what came of it" if job == REREAD else "tried")
