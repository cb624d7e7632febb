"""An analyst who knows what is true of every item of the newsroom, and fills audit sheets with it."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsroom.truth import ExpectedItem

type Row = dict[str, str]


def filled(rows: Sequence[Row], truth: Mapping[str, ExpectedItem]) -> list[Row]:
    """The sheet with every claim decided, what was missed added, and every item said to be complete."""
    done: list[Row] = []
    for row in rows:
        item = truth[row["address"]]
        roles = {str(one.agency): one.role.value for one in item.agencies}
        if row["aspect"] == "agency":
            right = roles.get(row["subject"])
            done.append(_decided(row, right) if right else {**row, "decision": "reject"})
        elif row["aspect"] == "topic":
            done.append(_decided(row, item.topic))
        elif row["aspect"] == "service_reflection":
            done.append(_decided(row, item.service_reflection.value))
        else:
            named = {r["subject"] for r in rows if r["item"] == row["item"] and r["aspect"] == "agency"}
            done += [_added(row, agency, role) for agency, role in roles.items() if agency not in named]
            done.append({**row, "decision": "accept"})
    return done


def written(rows: Sequence[Row], folder: Path, *, delimiter: str = ",") -> Path:
    """The sheet as a spreadsheet saves it."""
    path = folder / "sheet.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def _decided(row: Row, right: str) -> Row:
    if row["claim"] == right:
        return {**row, "decision": "accept"}
    return {**row, "decision": "set", "value": right}


def _added(row: Row, agency: str, role: str) -> Row:
    return {**row, "aspect": "agency", "subject": agency, "decision": "set", "value": role}
