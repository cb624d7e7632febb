"""`rasad regressions`: every correction held against what the machine says now."""

import typer

from nlp.learning.regressions import Answer
from rasad.commands.options import HomeOption, JsonOption, open_home, print_json
from rasad.learning.regressions import regression_cases, replay

SOME_WRONG = 3


def regressions(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Read the corrected items again and list where the machine does not say what a person decided.

    The published numbers follow the person in every case. Exit status 3 when there is such a case.
    """
    office = open_home(home)
    cases = regression_cases(office.database)
    answers = replay(cases, office.reader)
    wrong = [answer for answer in answers if not answer.is_right]
    if as_json:
        print_json(
            {
                "method": office.reader.method,
                "cases": len(answers),
                "of_other_texts": cases.of_other_texts,
                "wrong": [_as_json(answer) for answer in wrong],
            }
        )
    else:
        for answer in wrong:
            typer.echo(_line(answer))
        typer.echo(
            f"{len(answers)} cases, {len(answers) - len(wrong)} right, {len(wrong)} wrong; "
            f"{cases.of_other_texts} were made on a text that has changed since"
        )
    if wrong:
        raise typer.Exit(SOME_WRONG)


def _line(answer: Answer) -> str:
    case = answer.case
    wanted = f"not {case.refused}" if case.wanted is None else case.wanted or "nothing"
    return (
        f"item {case.item_id}  {case.subject}: the machine says {answer.said or 'nothing'}, a person {wanted}"
    )


def _as_json(answer: Answer) -> dict[str, object]:
    case = answer.case
    return {
        "item": case.item_id,
        "aspect": case.aspect.value,
        "subject": case.subject,
        "said": answer.said,
        "wanted": case.wanted,
        "refused": case.refused,
    }
