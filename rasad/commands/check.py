"""`rasad check`: every problem of the configuration at once."""

import typer

from crawler.kinds import KINDS
from rasad.commands.options import HomeOption, JsonOption, print_json
from rasad.home import home_of
from rasad.learning.learned_check import accepted_problems, model_problems
from rasad.load_config import check as check_config
from scoring.measures import MEASURES


def check(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Check config/, the installation's overlay, accepted words and models: prints every problem."""
    place = home_of(folder=home)
    found = check_config(place.config_folders, known_measures=MEASURES, known_kinds=KINDS)
    problems = [*found.problems, *model_problems(place.models)]
    if found.methodology is not None:
        problems += accepted_problems(found.methodology)
    if as_json:
        print_json({"problems": problems, "warnings": found.warnings})
    else:
        for problem in problems:
            typer.echo(f"problem: {problem}", err=True)
        for warning in found.warnings:
            typer.echo(f"warning: {warning}", err=True)
        typer.echo(_summary(len(problems), len(found.warnings)))
    if problems:
        raise typer.Exit(1)


def _summary(problems: int, warnings: int) -> str:
    if problems:
        return (
            f"config: {problems} problem(s), {warnings} warning(s); mend the problems, nothing runs with them"
        )
    return f"config: no problem, {warnings} warning(s)"
