"""`rasad correct`: a person's decision on a claim, or many from a CSV file."""

from pathlib import Path
from typing import Annotated

import typer

from core.errors import InputError
from rasad.auditing.corrections import Wish, read_wishes, record_decisions
from rasad.commands.options import HomeOption, NowOption, open_home, read_now


def correct(
    item: Annotated[int | None, typer.Argument(help="The item's id.")] = None,
    subject: Annotated[
        str | None,
        typer.Argument(help="The agency key (type@province), or the aspect: topic, service_reflection …"),
    ] = None,
    decision: Annotated[str | None, typer.Argument(help="accept, reject or set.")] = None,
    value: Annotated[
        str, typer.Argument(help="With set: actor or mentioned; the topic; yes, weak or no; true or false.")
    ] = "",
    by: Annotated[str, typer.Option("--by", help="Who decided: the name of an account.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    words: Annotated[
        str, typer.Option("--words", help="The words of the text that name the agency, for one missed.")
    ] = "",
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", help="CSV: item,aspect,subject,decision,value,reason[,surface]; all rows or none."
        ),
    ] = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Append decisions on claims. Nothing is overwritten: the last decision on a subject holds."""
    if not by:
        raise InputError("say who decided with --by NAME; accounts are made with `rasad user add`")
    if file is not None:
        wishes = read_wishes(file)
    elif item is None or subject is None or decision is None:
        raise InputError("give ITEM, SUBJECT and DECISION, or a file of them with --file")
    else:
        wishes = [_wish(item, subject, decision, value, reason, words)]
    new = record_decisions(open_home(home), wishes, decided_by=by, now=read_now(now))
    typer.echo(f"{new} decision(s) recorded, {len(wishes) - new} already there")


def _wish(item: int, subject: str, decision: str, value: str, reason: str, words: str) -> Wish:
    aspect = "agency" if "@" in subject else subject
    return Wish(
        where="command line",
        item=str(item),
        aspect=aspect,
        subject=subject,
        decision=decision,
        value=value,
        reason=reason,
        surface=words,
    )
