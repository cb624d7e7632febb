"""A published index of 51 units as this engine reads it: its scheme, its table, its expected results."""

import csv
import json
from collections.abc import Mapping
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from scoring.composite.csv_table import Table, read_csv
from scoring.composite.grid import Grid, Numbers
from scoring.composite.hierarchy import leaves
from scoring.composite.scheme import TableScheme
from scoring.composite.scheme_file import read_scheme
from scoring.composite.table import ScoredTable, score_table

FOLDER = Path(__file__).parents[3] / "shared/checks/composite"

FULL = ("denominate", "impute", "screen", "treat")
SIZES = ("Area", "Energy", "GDP", "Population")


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text(name))))


def case(case_id: str) -> Any:
    return next(c for c in json.loads(text("expected_published.json"))["cases"] if c["id"] == case_id)


@cache
def table(name: str = "input_iData.csv") -> Table:
    return read_csv(text(name), name)


def hierarchy(drop: tuple[str, ...] = ()) -> dict[str, Any]:
    meta = [m for m in rows("input_iMeta.csv") if m["Level"] and m["iCode"] not in drop]

    def node(m: Mapping[str, str]) -> dict[str, Any]:
        if m["Type"] == "Aggregate":
            parts = [node(part) for part in meta if part["Parent"] == m["iCode"]]
            return {"id": m["iCode"], "weight": float(m["Weight"]), "parts": parts}
        leaf: dict[str, Any] = {"id": m["iCode"], "weight": float(m["Weight"])}
        leaf["direction"] = "more" if m["Direction"] == "1" else "less"
        return leaf | ({"denominator": m["Denominator"]} if m["Denominator"] else {})

    return node(next(m for m in meta if not m["Parent"]))


def scheme(
    *steps: str, least_data: float = 0.9, drop: tuple[str, ...] = (), **changes: object
) -> TableScheme:
    sections: dict[str, tuple[str, object]] = {
        "screen": ("screening", {"least_data": least_data}),
        "impute": ("imputation", {"method": "mean", "by": "EurAsia_group"}),
        "treat": ("outliers", {"skewness": 2, "kurtosis": 3.5, "winsorise": 5}),
    }
    chosen = {section: rule for step, (section, rule) in sections.items() if step in steps}
    whole = {
        "unit": "uCode",
        "label": "uName",
        "groups": ["GDPpc_group"],
        "least_available": 0,
        "steps": list(steps),
        "index": hierarchy(drop),
    }
    return read_scheme(yaml.safe_dump(whole | chosen | changes), "scheme.yaml")


@cache
def published() -> TableScheme:
    return scheme(*FULL)


@cache
def published_scores() -> ScoredTable:
    return score_table(published(), table())


def by_unit(output: str) -> dict[str, dict[str, str]]:
    return {row["uCode"]: row for row in csv.DictReader(StringIO(output))}


def grid(of: TableScheme, name: str = "input_iData.csv") -> Grid:
    data = table(name)
    columns = {leaf.id: data.numbers(leaf.source) for leaf in leaves(of.index)}
    texts = {"EurAsia_group": data.words("EurAsia_group"), "GDPpc_group": data.words("GDPpc_group")}
    texts["uName"] = data.words("uName")
    empty = Grid(units=data.words("uCode"), columns=(), values=np.empty((len(data.rows), 0)), texts=texts)
    return empty.with_columns(columns)


def sizes() -> dict[str, Numbers]:
    return {name: table().numbers(name) for name in SIZES}


def children(parent: str) -> list[str]:
    return [m["iCode"] for m in rows("input_iMeta.csv") if m["Parent"] == parent]
