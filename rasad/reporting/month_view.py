"""What is known of a month or a longer period, read from the database in one view: for every province."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.attributions import Claims
from core.calendar import JalaliMonth
from core.corrections import Correction
from core.coverage import Probe, SourceDay
from core.findings import Finding
from core.items import ItemFacts
from core.methodology import Profile
from core.periods import Period, period_ending
from core.stories import StoryMember
from rasad.rounds.findings import corrections_by_item, findings_of
from rasad.wiring import Office
from storage.claims import claims_between
from storage.corrections import corrections_of, newest_correction
from storage.items import item_facts_between
from storage.probes import probes_between
from storage.source_days import source_days_between
from storage.stories import members_of_items


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """The items that count in a period, with claims, decisions, stories and coverage."""

    month: JalaliMonth
    """The last month of the period."""
    period: Period
    claims: Mapping[int, Claims]
    corrections: Mapping[int, Sequence[Correction]]
    findings: Sequence[Finding]
    facts: Mapping[int, ItemFacts]
    stories: Mapping[int, StoryMember]
    source_days: Sequence[SourceDay]
    probes: Sequence[Probe]
    newest_correction: int
    """Decisions up to this one are in it."""

    def findings_in(self, province: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.agency.province == province]


def view_month(office: Office, month: JalaliMonth) -> MonthView:
    """Read a month once; counting and reporting any number of provinces needs no more."""
    return _view(office, month, Period(month.first_day, month.last_day))


def view_round(office: Office, profile: Profile, month: JalaliMonth) -> MonthView:
    """Read the whole period of the profile's round that this month ends: a month, a quarter, a year."""
    return _view(office, month, period_ending(office.methodology.schemes[profile.scheme].period, month))


def view_period(office: Office, period: Period) -> MonthView:
    """Read any days: a bulletin's."""
    return _view(office, JalaliMonth.of(period.start), period)


def _view(office: Office, month: JalaliMonth, period: Period) -> MonthView:
    with office.database.read() as connection:
        claims = claims_between(connection, period.start, period.end)
        corrections = corrections_of(connection)
        facts = {one.id: one for one in item_facts_between(connection, period.start, period.end)}
        return MonthView(
            month=month,
            period=period,
            claims={one.item_id: one for one in claims},
            corrections=corrections_by_item(corrections),
            findings=findings_of(claims, corrections),
            facts=facts,
            stories=members_of_items(connection, facts),
            source_days=source_days_between(connection, period.first_day, period.last_day),
            probes=probes_between(connection, period.start, period.end),
            newest_correction=newest_correction(connection),
        )
