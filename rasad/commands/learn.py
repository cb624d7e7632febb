"""`rasad learn`: refits what can be learned from corrections, and says what that changes."""

from collections.abc import Iterator
from typing import Annotated

import typer

from nlp.learning.counters import Counters
from rasad.commands.options import HomeOption, JsonOption, open_home, print_json
from rasad.learning.learn import LearnReport
from rasad.learning.learn import learn as learn_now

_SHOWN = 10


def learn(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what a refit would change; nothing is kept.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Refit role, confidence, topics and service on the corrections; only what is not worse is used."""
    office = open_home(home)
    report = learn_now(office, keep=not dry_run)
    counters = office.reader.understander.learned.counters
    if as_json:
        print_json(_as_json(report, counters))
        return
    for line in _lines(report, counters):
        typer.echo(line)


def _lines(report: LearnReport, counters: Counters) -> Iterator[str]:
    yield f"{report.corrected_items} corrected items"
    for refit in report.refits:
        verdict = "in force" if refit.is_taken else "worse, so not used"
        change = f"{refit.measure} {refit.before:.3f} → {refit.after:.3f}"
        yield f"{refit.part:8} {refit.lessons} lessons; cross-validated {change}: {verdict}"
    for part in report.too_few:
        yield f"{part:8} too few corrected items to learn from"
    if report.in_sample:
        yield "counted F1 on the lessons themselves {:.3f} → {:.3f}".format(*report.in_sample)
    cases = report.regressions
    fixed, broken, wrong = len(cases.fixed), len(cases.broken), len(cases.wrong)
    yield f"{cases.cases} regression cases: {fixed} fixed, {broken} broken, {wrong} wrong now"
    yield f"{report.changed_items} of the newest {report.tried_on} items would get other claims"
    yield f"method {report.method_before} → {report.method_after}"
    yield from _counter_lines(counters)


def _counter_lines(counters: Counters) -> Iterator[str]:
    strongest = sorted(counters.by_wording.items(), key=lambda entry: (-abs(entry[1].shift), entry[0]))
    for (agency_type, name, context), one in strongest[:_SHOWN]:
        share = f"{one.accepted:g} of {one.decided:g} right"
        yield f"counter  {one.shift:+.2f}  {share}  «{name}» as {agency_type}, {context}"


def _as_json(report: LearnReport, counters: Counters) -> dict[str, object]:
    cases = report.regressions
    return {
        "corrected_items": report.corrected_items,
        "models": [
            {
                "model": refit.part,
                "lessons": refit.lessons,
                "measure": refit.measure,
                "before": refit.before,
                "after": refit.after,
                "in_force": refit.is_taken,
            }
            for refit in report.refits
        ],
        "too_few": list(report.too_few),
        "in_sample": report.in_sample,
        "regressions": {
            "cases": cases.cases,
            "fixed": len(cases.fixed),
            "broken": len(cases.broken),
            "wrong": len(cases.wrong),
        },
        "changed_items": report.changed_items,
        "tried_on": report.tried_on,
        "method_before": report.method_before,
        "method_after": report.method_after,
        "counters": [
            {
                "type": agency_type,
                "name": name,
                "context": context,
                "decided": one.decided,
                "accepted": one.accepted,
                "shift": round(one.shift, 4),
            }
            for (agency_type, name, context), one in sorted(counters.by_wording.items())
        ],
    }
