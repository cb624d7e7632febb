"""Commands that are imported when they are called: none waits for the libraries of the others."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand
from typer.main import get_group


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command is found, and what the list of commands says of it."""

    address: str
    """A module under rasad.commands, a colon, and its function or its group of commands."""
    summary: str

    def load(self) -> Any:
        module, _, name = self.address.partition(":")
        return getattr(import_module(f"rasad.commands.{module}"), name)


class CalledLater(TyperCommand):
    """Stands in the list for a command; when called, the command is imported and answers for itself."""

    def __init__(self, name: str, place: Place) -> None:
        super().__init__(name, help=place.summary)
        self._place = place

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        command = _as_typer_makes_it(self.name or "", self._place.load())
        return command.make_context(info_name, args, parent=parent, **extra)


def _as_typer_makes_it(name: str, found: Any) -> Any:
    holder = typer.Typer()
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name=name)(found)
    # A command alone would become the whole program.
    holder.callback()(lambda: None)
    return get_group(holder).commands[name]
