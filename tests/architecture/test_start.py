"""What starts quickly stays quick: short commands import no library that they do not use."""

import subprocess
import sys

import pytest

SLOW = {"numpy", "scipy", "sklearn", "sqlalchemy", "scrapy", "trafilatura", "structlog", "hazm"}
"""Each takes from a tenth of a second to two seconds to import."""

RUN_AND_NAME_MODULES = """
import sys
from rasad.commands import app
app(sys.argv[1:], standalone_mode=False)
print("imported:", *sys.modules)
"""


def libraries_after(*arguments: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", RUN_AND_NAME_MODULES, *arguments],
        input="۱۴۰۴/۰۷/۱۵\n",
        capture_output=True,
        text=True,
        check=True,
    )
    return set(run.stdout.rpartition("imported:")[2].split())


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["dates", "--now", "2025-11-01T02:00"], ["extract", "--help"], ["feed", "--help"]],
)
def test_a_short_command_imports_nothing_slow(arguments: list[str]) -> None:
    imported = libraries_after(*arguments)

    assert "rasad.commands" in imported
    assert imported & SLOW == set()
