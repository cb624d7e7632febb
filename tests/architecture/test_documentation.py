"""The documentation names what there is, and nothing that is not there."""

import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rasad.commands import COMMANDS, app

DOCUMENTED = re.compile(r"`rasad ([a-z][a-z-]*)")
LINK = re.compile(
    r"`((?:core|crawler|nlp|scoring|storage|reports|review|newsroom|rasad|config|docs|quality)/[^`*<… ]*)`"
)


def _text(checkout: Path, name: str) -> str:
    return (checkout / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(checkout: Path, command: str) -> None:
    assert command in set(DOCUMENTED.findall(_text(checkout, "docs/commands.md")))


def test_every_documented_command_exists(checkout: Path) -> None:
    assert set(DOCUMENTED.findall(_text(checkout, "docs/commands.md"))) - set(COMMANDS) == set()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"])

    assert shown.exit_code == 0
    assert "Usage:" in shown.output


@pytest.mark.parametrize(
    "document",
    ["README.md", "README.fa.md", "docs/architecture.md", "docs/vocabulary.md", "docs/commands.md"],
)
def test_every_place_a_document_names_exists(checkout: Path, document: str) -> None:
    places = {place.split(":")[0].rstrip("/") for place in LINK.findall(_text(checkout, document))}
    gone = sorted(place for place in places if not (checkout / place).exists())

    assert gone == []


def test_commands_are_functions_or_groups_of_them() -> None:
    commands = [place.load() for place in COMMANDS.values()]

    assert all(callable(command) or isinstance(command, typer.Typer) for command in commands)
