"""Labelled items: the item as its outlet gave it, beside what a reader says of it by the codebook."""

import json
from pathlib import Path
from typing import Any

from core.attributions import Role
from core.items import ItemText
from nlp.fold import compact_form

type Record = dict[str, Any]
type LabelledItem = tuple[Record, Record]
type ScoredKey = tuple[str, str, str]

# As in score.py beside the reference sets: the county counts for these types only.
_WITH_COUNTY = frozenset({"county-governor", "district-governor", "municipality", "city-council"})
_NOT_SCORED = "other-public"


def reference_items(shared: Path, name: str) -> list[LabelledItem]:
    """One of the reference sets: `dev` or `check`."""
    lines = (shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [(record["item"], record["gold"]) for record in records]


def item_text(record: Record) -> ItemText:
    """An item as nlp reads it, without its outlet's section."""
    return ItemText(
        title=record["title"],
        lead=record["lead"],
        body=record["body"],
        url=record.get("url"),
        outlet_name=record.get("outlet"),
    )


def gold_roles(gold: Record) -> dict[ScoredKey, Role]:
    """Each agency a reader sees, with its role; the strongest role where two entries share a key."""
    roles: dict[ScoredKey, Role] = {}
    for agency in gold["agencies"]:
        if agency["type"] != _NOT_SCORED:
            key = scored_key(agency["type"], agency["province"], agency["county"])
            role = Role(agency["role"])
            roles[key] = Role.ACTOR if Role.ACTOR in (role, roles.get(key)) else role
    return roles


def scored_key(type_slug: str, province: str | None, county: str | None) -> ScoredKey:
    """What two readers must agree on."""
    place = compact_form(county or "") if type_slug in _WITH_COUNTY else ""
    return type_slug, compact_form(province or ""), place
