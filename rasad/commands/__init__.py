"""The command line: one small file per command, gathered in one table."""

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from core.errors import RasadError
from rasad.commands.later import CalledLater, Place

COMMANDS: dict[str, Place] = {
    "demo": Place("demo:demo", "Import, crawl, score and report an invented newsroom."),
    "check": Place("check:check", "Check config/ and the overlay: every problem with file and line."),
    "doctor": Place("doctor:doctor", "Look at everything an operator can get wrong."),
    "init": Place("init:init", "Make an installation for a province, from flags or from questions."),
    "migrate": Place("migrate:migrate", "Make the database, or bring it to this version's schema."),
    "migrate-database": Place("migrate_database:migrate_database", "Copy every row to an empty PostgreSQL."),
    "backup": Place("backup:app", "Save an installation while it works, and prove what was saved."),
    "restore": Place("backup:restore", "Bring an installation back from a backup."),
    "export": Place("export:export", "Write tables as JSONL and CSV, kept pages as WARC, and config/."),
    "takedown": Place("takedown:takedown", "Show the text of an item no more, on request."),
    "retention": Place("retention:retention", "Remove old raw pages; items and texts always stay."),
    "probe": Place("probe:probe", "Look at a site once, politely, and print the YAML of its outlet."),
    "crawl": Place("crawl:crawl", "Look at every source that is due, and store what is new."),
    "import": Place("import_:import_", "Store the items of files; bad lines are named and skipped."),
    "clip": Place("clip:clip", "Store one clipping, of a printed page or a link."),
    "quarantine": Place("quarantine:quarantine", "Pages that nobody could read yet."),
    "reextract": Place("reextract:reextract", "Read kept pages again whose extractor has another version."),
    "pages": Place("pages:app", "The pages as they were fetched."),
    "attribute": Place("attribute:attribute", "Find the agencies, topic and service reflection of items."),
    "correct": Place("correct:correct", "Append decisions on claims; nothing is overwritten."),
    "audit": Place("audit:app", "The random audit stream: how right the machine is."),
    "learn": Place("learn:learn", "Refit on the corrections; only what is not worse is used."),
    "record": Place("given:record", "Records: work of agencies, handed in with evidence."),
    "judgement": Place("given:judgement", "Judgements: marks of raters by a rubric of 1 to 5."),
    "survey": Place("given:survey", "Survey results."),
    "table": Place("given:table", "Numbers of tables that others made."),
    "resolution": Place("given:resolution", "Resolutions and data calls, with owners, due days and states."),
    "proposals": Place("proposals:app", "Words that corrections suggest for the lexicon."),
    "regressions": Place("regressions:regressions", "Where the machine does not say what people decided."),
    "reliability": Place("reliability:app", "How far people agree beyond chance."),
    "reread": Place("reread:reread", "Refit, read the stored texts again, and try the open proposals."),
    "user": Place("user:app", "The accounts of the people who work with an installation."),
    "night": Place("night:night", "Run the stages of a night in order: crawl, learn, attribute, group."),
    "score": Place("score:score", "Count a month's findings and score its agencies: a new revision."),
    "score-table": Place("score_table:score_table", "Score a flat table by a scheme file."),
    "round": Place("round_:app", "A month's round on its way to publication."),
    "report": Place("report:report", "Write the newest round of a month; every number is a link."),
    "letters": Place("letters:letters", "Write every letter and certificate that is due as PDF and DOCX."),
    "publish": Place("publish:publish", "Write the public page of a published month."),
    "bulletin": Place("bulletin:app", "What was said about us: each day, and each week."),
    "book": Place("book:book", "Merge what was handed in for a data call into one PDF and DOCX."),
    "explain": Place("explain:app", "Where an attribution or a score comes from."),
    "serve": Place("serve:serve", "Serve the review application to people with an account."),
    "scheduler": Place("scheduler:scheduler", "Run jobs when they are due; a missed run is caught up once."),
    "dates": Place("dates:dates", "Print how dates are read, one line of standard input each."),
    "extract": Place("extract:extract", "Print what would be stored of a saved page, as JSON."),
    "feed": Place("feed:feed", "Print the entries of a saved feed, one JSON object a line."),
}
"""Every command of `rasad`, in the order of its help; a test checks that each is documented."""


class Commands(TyperGroup):
    """The commands of the table."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, place in COMMANDS.items():
            self.add_command(CalledLater(name, place))


app = typer.Typer(
    name="rasad",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def rasad() -> None:
    """Media monitoring and content analysis for Persian news, with evidence for every number."""


def main() -> None:
    """The entry point: our own errors are said in one line each and end with status 1."""
    try:
        app()
    except RasadError as error:
        typer.echo(f"rasad: {error}", err=True)
        sys.exit(1)
