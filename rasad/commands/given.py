"""`rasad record|judgement|survey|table|resolution`: what people hand in, imported and listed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from core.agencies import AgencyKey
from core.calendar import jalali_date_numbers, tehran_day
from core.handed_in import HandedIn, Judgement, Record, SurveyResult, TableValue
from core.resolutions import Resolution, resolutions_in_words
from rasad.commands.options import (
    HomeOption,
    JsonOption,
    NowOption,
    ProfileOption,
    open_home,
    print_json,
    read_now,
)
from rasad.records.hand_in import Form, hand_in
from rasad.records.hand_in_forms import JUDGEMENT_FORM, RECORD_FORM, RESOLUTION_FORM, SURVEY_FORM, TABLE_FORM
from rasad.reporting.month import profile_of

_console = Console(highlight=False, soft_wrap=True, markup=False)

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="A table, .csv or .xlsx; all of its rows are kept, or none.")
]
ByOption = Annotated[str, typer.Option("--by", help="Who hands it in: the name of an account.")]


def _group(form: Form[Any], what: str, lines: Callable[[Sequence[Any], Any], Iterable[str]]) -> typer.Typer:
    """The commands import and list of one kind of table."""
    app = typer.Typer(help=what, no_args_is_help=True)

    @app.command("import")
    def import_(
        file: FileArgument,
        by: ByOption,
        profile: ProfileOption = None,
        home: HomeOption = None,
        now: NowOption = None,
    ) -> None:
        """Keep the rows of a table; the same table again changes nothing, a changed row is a new word."""
        office = open_home(home)
        watching = profile_of(office, profile)
        new, known = hand_in(office, watching, form, file, by=by, now=read_now(now))
        typer.echo(f"{new} {form.name}(s) kept, {known} already there")

    @app.command("list")
    def list_(
        profile: ProfileOption = None,
        home: HomeOption = None,
        now: NowOption = None,
        as_json: JsonOption = False,
    ) -> None:
        """What stands, each by its last word."""
        office = open_home(home)
        keys = {agency.key for agency in profile_of(office, profile).agencies}
        instant = read_now(now)
        with office.database.read() as connection:
            held = form.kept.holding(connection, instant)
        mine = [one for one in held if _agency(one) in keys]
        if as_json:
            print_json([asdict(one) | {_agency_field(one): str(_agency(one))} for one in mine])
            return
        if not mine:
            typer.echo(
                f"no {form.name} was handed in; `rasad {form.name} import FILE --by NAME` keeps a table"
            )
        for line in lines(mine, tehran_day(instant)):
            _console.print(line)

    return app


def given_lines(one: HandedIn) -> Iterable[str]:
    """One entry with its proof, as a list shows it."""
    match one:
        case Record():
            return _record_lines([one], None)
        case Judgement():
            return _judgement_lines([one], None)
        case SurveyResult():
            return _survey_lines([one], None)
        case TableValue():
            return _table_lines([one], None)
        case Resolution():
            return [f"{one.meeting} {one.number}  {one.progress.value}  {one.title}  {one.proof}".rstrip()]


def _agency_field(one: HandedIn) -> str:
    return "owner" if isinstance(one, Resolution) else "agency"


def _agency(one: HandedIn) -> AgencyKey:
    return one.owner if isinstance(one, Resolution) else one.agency


def _record_lines(records: Sequence[Record], _today: object) -> Iterable[str]:
    for one in records:
        verdict = f"{one.verdict.value}{': ' + one.reason if one.reason else ''}"
        proofs = ", ".join(proof.place for proof in one.evidence)
        yield f"{jalali_date_numbers(one.day)}  {one.agency}  {one.kind} {one.number}  {one.title}"
        yield f"    {verdict}; {proofs}"


def _judgement_lines(judgements: Sequence[Judgement], _today: object) -> Iterable[str]:
    for one in judgements:
        day = jalali_date_numbers(one.day)
        yield f"{day}  {one.rubric}  {one.agency}  {one.rating:g} by {one.rater}  {one.subject}".rstrip()


def _survey_lines(results: Sequence[SurveyResult], _today: object) -> Iterable[str]:
    for one in results:
        day = jalali_date_numbers(one.day)
        yield f"{day}  {one.survey}/{one.question}  {one.agency}  {one.value:g}, n {one.respondents}"


def _table_lines(values: Sequence[TableValue], _today: object) -> Iterable[str]:
    for one in values:
        yield f"{jalali_date_numbers(one.day)}  {one.table}/{one.column}  {one.agency}  {one.value:g}"


def _resolution_lines(resolutions: Sequence[Resolution], today: Any) -> Iterable[str]:
    """Meeting by meeting, each with its sentence: «۶ مصوبه، ۵ اجرا، ۱ در دست اجرا»."""
    in_order = sorted(resolutions, key=lambda one: (one.meeting, one.identity))
    for meeting, group in groupby(in_order, key=lambda one: one.meeting):
        mine = list(group)
        yield f"{meeting}: {resolutions_in_words(mine)}"
        for one in mine:
            due = f", due {jalali_date_numbers(one.due)}" if one.due else ""
            late = ", late" if one.is_late(today) else ""
            yield f"    {one.number}  {one.owner}  {one.progress.value}{due}{late}  {one.title}"


record = _group(RECORD_FORM, "Records: work of agencies, handed in with evidence.", _record_lines)
judgement = _group(JUDGEMENT_FORM, "Judgements: marks of raters by a rubric of 1 to 5.", _judgement_lines)
survey = _group(SURVEY_FORM, "Survey results.", _survey_lines)
table = _group(TABLE_FORM, "Numbers of tables that others made.", _table_lines)
resolution = _group(
    RESOLUTION_FORM, "Resolutions and data calls, with owners, due days and states.", _resolution_lines
)
