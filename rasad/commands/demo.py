"""`rasad demo`: the whole flow on an invented newsroom, without the internet."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from core.users import UserRole
from rasad.commands.league import print_league, scores_as_json
from rasad.commands.options import JsonOption, print_json
from rasad.commands.progress import progress_bars
from rasad.commands.stage_table import print_stages, stages_as_json
from rasad.demo import run_demo
from rasad.home import CHECKOUT, Home
from rasad.logs import set_up_logs
from rasad.operating.accounts import add_user
from rasad.run_stage import StageReport, total
from rasad.wiring import Office


def demo(
    home: Annotated[
        Path | None,
        typer.Option("--home", help="Where the demo's installation goes; home/demo in the checkout."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Import one month of an invented newsroom, crawl the next night by night, score and report both."""
    set_up_logs()
    folder = (home or CHECKOUT / "home" / "demo").resolve()
    where = Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}")
    with progress_bars() as tick:
        result = run_demo(where, tick, lambda line: typer.echo(line, err=True))
    name, password = _demo_user(result.office)
    nights = _summed([report for _, reports in result.nights for report in reports])
    if as_json:
        profile = result.office.methodology.profiles[result.counted[0].round.profile]
        print_json(
            {
                "nights": [
                    {"now": now.isoformat(), "stages": stages_as_json(reports)}
                    for now, reports in result.nights
                ],
                "rounds": [scores_as_json(profile, counted) for counted in result.counted],
                "reports": [str(path) for path in result.reports],
                "user": {"name": name, "password": password},
            }
        )
        return
    print_stages(nights)
    last = result.counted[-1]
    print_league(result.office.methodology, result.office.methodology.profiles[last.round.profile], last)
    typer.echo(f"\nThe report: {result.reports[-1]}")
    typer.echo(f"In a browser: .venv/bin/rasad serve --home {_shortest(folder)}")
    typer.echo(f"Sign in as {name} with the password {password} (shown this once).")


def _demo_user(office: Office) -> tuple[str, str | None]:
    """Somebody who may decide about everything the demo claims."""
    user, password = add_user(
        office,
        "demo",
        display_name="کارشناس نمونه",
        role=UserRole.LEAD,
        agency=None,
        password=None,
        now=datetime.now(UTC),
    )
    return user.name, password


def _summed(reports: list[StageReport]) -> list[StageReport]:
    """All nights of a stage as one line."""
    return [
        total([r for r in reports if r.stage == stage]) for stage in dict.fromkeys(r.stage for r in reports)
    ]


def _shortest(folder: Path) -> Path:
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
