"""`rasad check`: every problem of the configuration at once."""

import typer

from crawler.kinds import KINDS
from rasad.commands.options import HomeOption, JsonOption, print_json
from rasad.home import home_of
from rasad.load_config import check as check_config
from scoring.measures import MEASURES


def check(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Check config/ (and the installation's overlay): prints every problem with its file and line."""
    folders = home_of(folder=home).config_folders
    found = check_config(folders, known_measures=MEASURES, known_kinds=KINDS)
    if as_json:
        print_json({"problems": found.problems, "warnings": found.warnings})
    else:
        for problem in found.problems:
            typer.echo(f"problem: {problem}", err=True)
        for warning in found.warnings:
            typer.echo(f"warning: {warning}", err=True)
        typer.echo(_summary(len(found.problems), len(found.warnings)))
    if found.problems:
        raise typer.Exit(1)


def _summary(problems: int, warnings: int) -> str:
    if problems:
        return (
            f"config: {problems} problem(s), {warnings} warning(s); mend the problems, nothing runs with them"
        )
    return f"config: no problem, {warnings} warning(s)"
