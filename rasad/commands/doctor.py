"""`rasad doctor`: is everything in order, and what to do if it is not."""

import typer

from rasad.commands.options import HomeOption, JsonOption, NowOption, print_json, read_now
from rasad.home import home_of
from rasad.operating.doctor import examine


def doctor(home: HomeOption = None, now: NowOption = None, as_json: JsonOption = False) -> None:
    """Look at everything an operator can get wrong; exit status 1 when something needs mending."""
    found = examine(home_of(folder=home), read_now(now))
    if as_json:
        print_json([{"subject": f.subject, "in_order": f.in_order, "said": f.words} for f in found])
    else:
        for one in found:
            typer.echo(f"{'ok   ' if one.in_order else 'MEND '} {one.subject}: {one.words}")
    if not all(one.in_order for one in found):
        raise typer.Exit(1)
