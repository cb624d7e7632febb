"""The command line: one small file per command, gathered in one table."""

import sys
from collections.abc import Callable

import typer

from core.errors import RasadError
from rasad.commands import (
    attribute,
    audit,
    check,
    clip,
    correct,
    crawl,
    dates,
    demo,
    doctor,
    explain,
    extract,
    feed,
    given,
    import_,
    learn,
    migrate,
    night,
    pages,
    probe,
    proposals,
    quarantine,
    reextract,
    regressions,
    report,
    round_,
    scheduler,
    score,
    score_table,
    serve,
    user,
)

app = typer.Typer(
    name="rasad",
    help="Media monitoring and content analysis for Persian news, with evidence for every number.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: dict[str, Callable[..., None] | typer.Typer] = {
    "demo": demo.demo,
    "check": check.check,
    "doctor": doctor.doctor,
    "migrate": migrate.migrate,
    "probe": probe.probe,
    "crawl": crawl.crawl,
    "import": import_.import_,
    "clip": clip.clip,
    "quarantine": quarantine.quarantine,
    "reextract": reextract.reextract,
    "pages": pages.app,
    "attribute": attribute.attribute,
    "correct": correct.correct,
    "audit": audit.app,
    "learn": learn.learn,
    "record": given.record,
    "judgement": given.judgement,
    "survey": given.survey,
    "table": given.table,
    "resolution": given.resolution,
    "proposals": proposals.app,
    "regressions": regressions.regressions,
    "user": user.app,
    "night": night.night,
    "score": score.score,
    "score-table": score_table.score_table,
    "round": round_.app,
    "report": report.report,
    "explain": explain.app,
    "serve": serve.serve,
    "scheduler": scheduler.scheduler,
    "dates": dates.dates,
    "extract": extract.extract,
    "feed": feed.feed,
}
"""Every command of `rasad`, in the order of its help; a test checks that each is documented."""

for name, command in COMMANDS.items():
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name)
    else:
        app.command(name=name)(command)


def main() -> None:
    """The entry point: our own errors are said in one line each and end with status 1."""
    try:
        app()
    except RasadError as error:
        typer.echo(f"rasad: {error}", err=True)
        sys.exit(1)
