"""docs/how-to/score-a-table.md is true: its examples run, and it names every key and choice."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import BaseModel

from scoring.composite import choices, hierarchy, scheme
from scoring.composite.csv_table import read_csv
from scoring.composite.scheme_file import read_scheme
from scoring.composite.table import score_table

DOC = (Path(__file__).parents[3] / "docs/how-to/score-a-table.md").read_text(encoding="utf-8")
MODELS = (
    scheme.TableScheme,
    hierarchy.Branch,
    hierarchy.Leaf,
    scheme.Screening,
    scheme.Imputation,
    scheme.Outliers,
    scheme.ZScore,
    scheme.Rounding,
    scheme.Ranking,
    scheme.TableBand,
)
CHOICES = (choices.Method, choices.Mean, choices.Step, choices.Filling, choices.Gate, choices.Ties)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOC, flags=re.DOTALL)


def test_the_worked_example_gives_what_the_page_shows() -> None:
    table, output = blocks("csv")
    scored = score_table(read_scheme(blocks("yaml")[0], "hdi.yaml"), read_csv(table, "countries.csv"))

    assert scored.output == output


@pytest.mark.parametrize("text", blocks("yaml"))
def test_every_scheme_on_the_page_is_read(text: str) -> None:
    assert read_scheme(text, "scheme.yaml").unit == "country"


@pytest.mark.parametrize("model", MODELS)
def test_every_key_is_documented(model: type[BaseModel]) -> None:
    assert [
        key
        for name, field in model.model_fields.items()
        if not re.search(rf"\b{(key := field.alias or name)}\b", DOC)
    ] == []


@pytest.mark.parametrize("offered", CHOICES)
def test_every_choice_is_documented(offered: type[StrEnum]) -> None:
    assert [choice.value for choice in offered if not re.search(rf"\b{choice.value}\b", DOC)] == []
