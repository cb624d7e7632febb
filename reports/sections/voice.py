"""Share of voice: of what was said about a group, how much was about each of its agencies."""

from dataclasses import dataclass

from core.agencies import Agency
from reports.facts import Facts
from reports.numbers import ListBook, Number, agency_id, file_name
from reports.persian import percent_text
from reports.sections.league import group_name, groups_in_order, press_number


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRow:
    """One agency's part: `items` of the group's items."""

    agency_id: str
    name: str
    items: Number
    share: float
    share_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceGroup:
    """A group with all its items, each counted once."""

    name: str
    items: Number
    rows: tuple[VoiceRow, ...]
    """The loudest first; empty when nothing was said about the group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Group by group, because only agencies of one group can be compared."""

    groups: tuple[VoiceGroup, ...]


def voice(facts: Facts, lists: ListBook) -> Voice:
    """An item about two agencies belongs to both, so the shares of a group may sum to more than one."""
    return Voice(groups=tuple(_group(facts, lists, track, group) for track, group in groups_in_order(facts)))


def _group(facts: Facts, lists: ListBook, track: str, group: str) -> VoiceGroup:
    agencies = [a for a in facts.agencies if a.scored and (a.track, a.group) == (track, group)]
    name = group_name(facts, track, group)
    items = lists.number(
        f"voice-{file_name(track)}-{file_name(group)}",
        f"مطالب گروه «{name}»",
        {item_id for agency in agencies for item_id in facts.press[agency.key]},
    )
    rows = [_row(facts, lists, agency, items.value) for agency in agencies] if items.value else []
    return VoiceGroup(
        name=name, items=items, rows=tuple(sorted(rows, key=lambda row: (-row.share, row.name)))
    )


def _row(facts: Facts, lists: ListBook, agency: Agency, whole: int) -> VoiceRow:
    items = press_number(facts, lists, agency)
    share = items.value / whole
    return VoiceRow(
        agency_id=agency_id(agency.key),
        name=agency.name,
        items=items,
        share=share,
        share_text=percent_text(share),
    )
