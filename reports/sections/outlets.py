"""Outlets: which of them wrote about the agencies, and how well we saw each."""

from dataclasses import dataclass

from reports.coverage import OutletCoverage, outlet_coverage, seen_days_number
from reports.facts import Facts
from reports.numbers import ListBook, Number
from reports.words import TIERS


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """One watched outlet."""

    name: str
    tier: str
    owner: str
    items: Number
    agencies: Number
    coverage: OutletCoverage
    seen_days: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """Watched outlets, those with the most items first."""

    rows: tuple[OutletRow, ...]


def outlets(facts: Facts, lists: ListBook) -> Outlets:
    """Every watched outlet has its row, also when nothing of it was counted."""
    rows = [_row(facts, lists, outlet_id) for outlet_id in facts.inputs.profile.watched_outlets]
    return Outlets(rows=tuple(sorted(rows, key=lambda row: (-row.items.value, row.name))))


def _row(facts: Facts, lists: ListBook, outlet_id: str) -> OutletRow:
    outlet = facts.inputs.outlets.get(outlet_id)
    name = facts.outlet_name(outlet_id)
    ids = [i for i in facts.press_items if facts.stored(i).item.outlet == outlet_id]
    named = [a for a in facts.agencies if set(ids) & set(facts.press[a.key])]
    coverage = outlet_coverage(facts, outlet_id)
    return OutletRow(
        name=name,
        tier=TIERS[outlet.tier] if outlet else "",
        owner=outlet.owner if outlet else "",
        items=lists.number(f"outlet-{outlet_id}", f"{name}: مطالب شمرده‌شده", ids),
        agencies=lists.count(
            f"agencies-in-{outlet_id}",
            f"دستگاه‌هایی که {name} از آن‌ها نوشت",
            (a.name for a in named),
            unit="دستگاه",
        ),
        coverage=coverage,
        seen_days=seen_days_number(lists, outlet_id, coverage),
    )
