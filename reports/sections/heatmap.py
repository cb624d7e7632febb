"""Heat map: how much was said about each type of agency in each county."""

from collections import defaultdict
from dataclasses import dataclass
from math import ceil

from core.agencies import Agency
from reports.facts import Facts
from reports.numbers import ListBook, Number, file_name

PROVINCE = "سطح استان"
STEPS = 5
"""Shades from the faintest that is something to the fullest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """The items about one type in one county; no number where no such agency is watched."""

    items: Number | None = None
    step: int = 0
    """0 for nothing, else 1 to 5 by the share of the fullest cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One type of agency, a cell for each column."""

    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heatmap:
    """Types by counties; the first column is the province's own bodies."""

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]


def heatmap(facts: Facts, lists: ListBook) -> Heatmap:
    """Where an agency sits, not where its news happened; types with the most items first."""
    by_place: dict[tuple[str, str], list[Agency]] = defaultdict(list)
    for agency in facts.agencies:
        by_place[agency.key.type, agency.key.county or ""].append(agency)
    places = sorted({place for _, place in by_place})
    items = {
        at: {item_id for agency in agencies for item_id in facts.press[agency.key]}
        for at, agencies in by_place.items()
    }
    types = sorted(
        {type_slug for type_slug, _ in by_place},
        key=lambda t: (-sum(len(items.get((t, place), ())) for place in places), _name(facts, t)),
    )
    fullest = max(map(len, items.values()), default=0)

    def cell(type_slug: str, place: str) -> HeatCell:
        if (type_slug, place) not in by_place:
            return HeatCell()
        number = lists.number(
            f"heat-{file_name(type_slug)}-{file_name(place or 'province')}",
            f"{_name(facts, type_slug)}، {place or PROVINCE}",
            items[type_slug, place],
        )
        return HeatCell(items=number, step=ceil(STEPS * number.value / fullest) if number.value else 0)

    return Heatmap(
        columns=tuple(place or PROVINCE for place in places),
        rows=tuple(
            HeatRow(name=_name(facts, t), cells=tuple(cell(t, place) for place in places)) for t in types
        ),
    )


def _name(facts: Facts, type_slug: str) -> str:
    return facts.inputs.type_names.get(type_slug, type_slug)
