"""What is known of one month, read from the database in one view: the same for every province."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.attributions import Claims
from core.calendar import JalaliMonth
from core.corrections import Correction
from core.coverage import Probe, SourceDay
from core.findings import Finding
from core.items import ItemFacts
from core.stories import StoryMember
from rasad.findings import corrections_by_item, findings_of
from rasad.wiring import Office
from storage.claims import claims_between
from storage.corrections import corrections_of
from storage.items import item_facts_between
from storage.probes import probes_between
from storage.source_days import source_days_between
from storage.stories import members_of_items


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """The items that count in a month, with claims, decisions, stories and coverage."""

    month: JalaliMonth
    claims: Mapping[int, Claims]
    corrections: Mapping[int, Sequence[Correction]]
    findings: Sequence[Finding]
    facts: Mapping[int, ItemFacts]
    stories: Mapping[int, StoryMember]
    source_days: Sequence[SourceDay]
    probes: Sequence[Probe]

    def findings_in(self, province: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.agency.province == province]


def view_month(office: Office, month: JalaliMonth) -> MonthView:
    """Read a month once; counting and reporting any number of provinces needs no more."""
    with office.database.read() as connection:
        claims = claims_between(connection, month.start, month.end)
        corrections = corrections_of(connection)
        facts = {one.id: one for one in item_facts_between(connection, month.start, month.end)}
        return MonthView(
            month=month,
            claims={one.item_id: one for one in claims},
            corrections=corrections_by_item(corrections),
            findings=findings_of(claims, corrections),
            facts=facts,
            stories=members_of_items(connection, facts),
            source_days=source_days_between(connection, month.first_day, month.last_day),
            probes=probes_between(connection, month.start, month.end),
        )
