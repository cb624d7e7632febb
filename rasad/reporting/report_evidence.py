"""What stands behind a report beside its items: cases of criticism, and what was handed in."""

from collections.abc import Mapping, Sequence

from core.agencies import AgencyKey
from core.calendar import jalali_date_words
from core.handed_in import Given, HandedIn, Judgement, Record, SurveyResult, TableValue
from core.methodology import Profile
from core.observations import Observation
from core.resolutions import Resolution
from core.rounds import Round
from core.schemes import Scheme
from rasad.records.given_behind import given_behind
from rasad.reporting.month_view import MonthView
from rasad.rounds.round_inputs import completed
from rasad.wiring import Office
from reports.inputs import ReplyCase
from scoring.criticism import cases_of
from scoring.inputs import CountInputs
from scoring.views import agency_views
from storage.given import given_until


def reply_cases(office: Office, profile: Profile, made: Round, view: MonthView) -> list[ReplyCase]:
    """The criticism that the round judges or carries on, of every agency, oldest first."""
    if not any(f.criticism_needing_reply for f in view.findings_in(profile.province)):
        return []
    counted = CountInputs(
        month=made.month,
        as_of=made.made_at,
        profile=profile.during(view.period.days),
        outlets=office.methodology.outlets,
        findings=view.findings_in(profile.province),
        facts=view.facts,
        story_of={item_id: member.story_id for item_id, member in view.stories.items()},
        source_days=view.source_days,
        probes=view.probes,
        working_days=office.methodology.working_days,
        scheme=office.methodology.schemes[made.scheme],
    )
    cases = [
        ReplyCase(
            agency=one.agency.key,
            item_id=case.item_id,
            opened=case.opened,
            state=case.case.state.value,
            hours=case.case.hours_to_reply,
            reply_item=case.reply_item,
        )
        for one in agency_views(completed(office, counted, view))
        for case in cases_of(one)
    ]
    return sorted(cases, key=lambda case: (case.opened, case.item_id, str(case.agency)))


def given_until_round(office: Office, made: Round) -> Given:
    """What had been handed in when the round was counted."""
    with office.database.read() as connection:
        return given_until(connection, made.made_at)


def given_lines(
    observations: Sequence[Observation], scheme: Scheme, given: Given
) -> Mapping[tuple[AgencyKey, str], Sequence[str]]:
    """By agency and measure: a line for everything handed in that stands behind an observation."""
    behind = {(o.agency, o.measure): given_behind(o, scheme, given) for o in observations if o.records}
    return {key: [_line(one) for one in found] for key, found in behind.items() if found}


def _line(one: HandedIn) -> str:
    match one:
        case Record():
            return f"{one.number}: {one.title}، {jalali_date_words(one.day)}"
        case Judgement():
            return f"{one.rubric}: نمرهٔ {one.rating:g} از {one.rater}، {jalali_date_words(one.day)}"
        case SurveyResult():
            return f"{one.survey}، {one.question}: {one.value:g} از {one.respondents} پاسخ‌گو"
        case TableValue():
            return f"{one.table}، {one.column}: {one.value:g}"
        case Resolution():
            return f"{one.meeting}، {one.number}: {one.title}"
