"""`rasad round`: a month's round on its way from the first count to publication."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from core.agencies import AgencyKey
from core.calendar import tehran_minute
from core.errors import InputError, RoundError
from core.rounds import RoundStep, state_name
from core.scores import TOTAL
from rasad.commands.options import (
    HomeOption,
    JsonOption,
    NowOption,
    ProfileOption,
    open_home,
    print_json,
    read_month,
    read_now,
)
from rasad.commands.round_list import appeal_as_json, detail_lines, step_as_json
from rasad.commands.round_results import change_lines, result_lines, results_as_json
from rasad.commands.score import MonthArgument
from rasad.reporting.month import profile_of
from rasad.rounds.appeals import answer_appeal, enter_appeal
from rasad.rounds.manifests import rerun
from rasad.rounds.round_results import round_results
from rasad.rounds.round_steps import (
    RoundOf,
    correct_round,
    draft_round,
    freeze_round,
    open_appeals,
    open_round,
    publish_round,
    send_round,
)
from rasad.rounds.unit_sheets import write_unit_sheets
from storage.appeals import appeals_of
from storage.round_manifests import manifest_of
from storage.round_steps import steps_of, steps_of_profile
from storage.rounds import latest_round

app = typer.Typer(help="A month's round on its way to publication.", no_args_is_help=True)

ByOption = Annotated[str, typer.Option("--by", help="Who does it: the name of an account.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why.")]


def _step(name: str, take: Callable[[RoundOf], RoundStep], what: str) -> None:
    """A command that leads a month's round one step on and needs nothing but who and which."""

    @app.command(name, help=what)
    def step(
        by: ByOption,
        month: MonthArgument = None,
        profile: ProfileOption = None,
        home: HomeOption = None,
        now: NowOption = None,
    ) -> None:
        _tell(take(_of(month, profile, home, now, by)))


@app.command("list")
def list_(
    month: MonthArgument = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Where the rounds stand; of one month, every step and appeal."""
    office = open_home(home)
    watching = profile_of(office, profile)
    with office.database.read() as connection:
        steps = [s for s in steps_of_profile(connection, watching.id) if month in (None, str(s.month))]
        months = sorted({(s.scheme, s.month) for s in steps}, key=lambda pair: pair[1])
        appeals = [a for s, m in months for a in appeals_of(connection, watching.id, s, m)]
    if as_json:
        print_json(
            {"steps": [step_as_json(s) for s in steps], "appeals": [appeal_as_json(a) for a in appeals]}
        )
        return
    if not months:
        typer.echo("no step was taken yet; `rasad round open MONTH --by NAME` begins a round", err=True)
    for scheme, each in months:
        mine = [s for s in steps if (s.scheme, s.month) == (scheme, each)]
        typer.echo(f"{each}  {state_name(mine)}  scheme {scheme}")
        for line in detail_lines(mine, [a for a in appeals if a.month == each]) if month else ():
            typer.echo(line)


_step("open", open_round, "Begin a month's round (operator, analyst or lead).")
_step("draft", draft_round, "Take the newest revision as the draft (operator, analyst or lead).")


@app.command("send")
def send(
    by: ByOption,
    month: MonthArgument = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A folder for one CSV an agency, to be sent.")
    ] = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """The draft goes to the agencies, each with its own items (analyst or lead)."""
    of = _of(month, profile, home, now, by)
    step = send_round(of)
    folder = output or of.office.home.folder / "sent" / of.profile.id / str(of.month)
    written = write_unit_sheets(of.office, of.profile, step.round_id or 0, folder)
    _tell(step)
    typer.echo(f"{len(written)} sheet(s) in {folder}")


_step("appeals", open_appeals, "Open the window for appeals (lead); its length stands in config/rounds.yaml.")


@app.command("appeal")
def appeal(
    agency: Annotated[str, typer.Argument(help="The key of the agency that appeals.")],
    by: ByOption,
    reason: ReasonOption,
    evidence: Annotated[str, typer.Option("--evidence", help="An address, a letter, item ids.")],
    subject: Annotated[
        str, typer.Option("--subject", help="total, a domain, an indicator, a measure.")
    ] = TOTAL,
    month: Annotated[str | None, typer.Option("--month", help="A Jalali month such as 1404-08.")] = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Enter an agency's appeal on a number (its officer, or the office for a letter that came)."""
    of = _of(month, profile, home, now, by)
    number = enter_appeal(of, _key(agency), subject, reason=reason, evidence=evidence)
    typer.echo(f"appeal {number} of {agency} on {subject}")


@app.command("answer")
def answer(
    appeal_id: Annotated[int, typer.Argument(metavar="APPEAL")],
    by: ByOption,
    reason: ReasonOption,
    accept: Annotated[bool, typer.Option("--accept/--refuse", help="Whether the agency is right.")],
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Answer an appeal (a lead who neither entered it nor took the draft)."""
    answered = answer_appeal(
        open_home(home), appeal_id, is_accepted=accept, reason=reason, by=by, now=read_now(now)
    )
    typer.echo(f"appeal {appeal_id} of {answered.agency}: {'accepted' if accept else 'refused'}")
    if accept:
        typer.echo(f"enter what was wrong with `rasad correct`, then run `rasad score {answered.month}`")


@app.command("freeze")
def freeze(
    by: ByOption,
    month: MonthArgument = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """The newest revision becomes final (lead); nothing counts it again after that."""
    step = freeze_round(_of(month, profile, home, now, by))
    _tell(step)
    typer.echo(f"manifest {step.manifest_hash}")


_step("publish", publish_round, "The frozen revision is made public (lead).")


@app.command("correct")
def correct(
    by: ByOption,
    reason: ReasonOption,
    month: MonthArgument = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Count a published month again after an error was mended (lead): corrected(n), with all it changes."""
    step, changes = correct_round(_of(month, profile, home, now, by), reason)
    _tell(step)
    for line in change_lines(changes):
        typer.echo(line)


@app.command("verify")
def verify(
    month: MonthArgument = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file for the bytes of the result.")
    ] = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Make the newest revision, or the final one, again from its manifest and compare byte for byte."""
    of = _of(month, profile, home, now, "")
    with of.office.database.read() as connection:
        steps = steps_of(connection, of.profile.id, of.profile.scheme, of.month)
        made = latest_round(connection, of.profile.id, of.month, of.profile.scheme)
        kept = manifest_of(connection, made.id) if made else None
        manifest_hash = steps[-1].manifest_hash if steps else None
        manifest_hash = manifest_hash or (kept.manifest_hash if kept else None)
        if manifest_hash is None:
            raise RoundError(f"{of.month} of {of.profile.id} has no manifest; run `rasad score {of.month}`")
        again = rerun(connection, manifest_hash)
    if output:
        output.write_bytes(again.result)
    if not again.is_same:
        other = sorted(k for k, v in again.made_with.items() if again.now_with.get(k) != v)
        raise RoundError(
            f"{of.month} does not come out the same from manifest {manifest_hash}; "
            f"different now: {', '.join(other) or 'nothing in the code, so the machine itself'}"
        )
    typer.echo(f"{of.month}: the same, byte for byte, from manifest {manifest_hash}")


@app.command("results")
def results(
    month: MonthArgument = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Managers' points, letters with the reasons against them, certificates and trends."""
    of = _of(month, profile, home, now, "")
    found = round_results(of.office, of.profile, of.month)
    if as_json:
        print_json(results_as_json(found))
        return
    for line in result_lines(found, of.profile):
        typer.echo(line)


def _of(month: str | None, profile: str | None, home: Path | None, now: str | None, by: str) -> RoundOf:
    office, instant = open_home(home), read_now(now)
    watching = profile_of(office, profile)
    return RoundOf(office=office, profile=watching, month=read_month(month, instant), by=by, now=instant)


def _key(text: str) -> AgencyKey:
    try:
        return AgencyKey.parse(text)
    except ValueError as error:
        raise InputError(str(error)) from error


def _tell(step: RoundStep) -> None:
    until = f", until {tehran_minute(step.until)}" if step.until else ""
    typer.echo(f"{step.month} of {step.profile}: {step.state.value} by {step.by} ({step.role.value}){until}")
