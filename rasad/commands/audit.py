"""`rasad audit`: the random audit stream, from the list of what to review to the published figures."""

from pathlib import Path
from typing import Annotated

import typer

from core.calendar import JalaliMonth, tehran_minute
from core.errors import InputError
from rasad.auditing.audit_reviews import record_reviews
from rasad.auditing.audit_sheet import read_sheet, sheet_of
from rasad.auditing.audit_stream import audit_report, items_to_review
from rasad.commands.audit_figures import figure_lines, report_as_json
from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from storage.audit import audit_between

app = typer.Typer(help="The random audit stream: how right the machine is.", no_args_is_help=True)

MonthOption = Annotated[
    str | None, typer.Option("--month", help="A Jalali month such as 1404-07; all of them if not given.")
]


@app.command("list")
def list_(
    month: MonthOption = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="So many items; the first are a random sample too.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; else standard output.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """What nobody has reviewed yet, as CSV for a spreadsheet: fill decision, value and reason."""
    office = open_home(home)
    waiting = items_to_review(office, _month(month))
    items = waiting.items[:limit]
    sheet = sheet_of(items, office.methodology.topics)
    if output is None:
        typer.echo(sheet, nl=False)
    else:
        # Spreadsheets recognise UTF-8 by its mark.
        output.write_bytes(sheet.encode("utf-8-sig"))
    typer.echo(
        f"{len(items)} of {len(waiting.items)} item(s) to review, {waiting.unread} not read yet", err=True
    )


@app.command()
def take(
    file: Annotated[Path, typer.Argument(help="The sheet of `rasad audit list`, filled.")],
    by: Annotated[str, typer.Option("--by", help="Who reviewed: the name of an account.")] = "",
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Keep complete reviews: all of the sheet or nothing; the same sheet again changes nothing."""
    if not by:
        raise InputError("say who reviewed with --by NAME; accounts are made with `rasad user add`")
    taken = record_reviews(open_home(home), read_sheet(file), by=by, now=read_now(now))
    typer.echo(
        f"{taken.reviewed} item(s) reviewed, {taken.changed} changed, {taken.already_there} already there, "
        f"{taken.left} left for later"
    )


@app.command()
def figures(
    month: MonthOption = None,
    made_by: Annotated[
        str | None, typer.Option("--made-by", help="One version of the machine; all of them if not given.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Precision, recall, topic, service reflection and calibration, from the audit stream alone."""
    wanted = _month(month)
    report = audit_report(open_home(home), wanted, made_by=made_by)
    if as_json:
        print_json({"month": wanted and str(wanted), **report_as_json(report)})
        return
    typer.echo(f"audit stream, {wanted or 'all months'}")
    for line in figure_lines(report):
        typer.echo(line)


@app.command()
def trail(
    month: Annotated[str, typer.Option("--month", help="A Jalali month such as 1404-07.")],
    home: HomeOption = None,
) -> None:
    """The audit trail of a month: who did what, and when."""
    wanted = JalaliMonth.parse(month)
    with open_home(home).database.read() as connection:
        entries = audit_between(connection, wanted.start, wanted.end)
    for entry in entries:
        changed = (
            "" if entry.old is None and entry.new is None else f": {entry.old or ''} → {entry.new or ''}"
        )
        typer.echo(f"{tehran_minute(entry.at)}  {entry.who}  {entry.action}  {entry.subject}{changed}")


def _month(text: str | None) -> JalaliMonth | None:
    return None if text is None else JalaliMonth.parse(text)
