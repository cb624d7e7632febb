"""Gathers from storage what a month's report is made from."""

from collections.abc import Mapping
from importlib.metadata import version

from core.agencies import AgencyKey
from core.calendar import JalaliMonth, jalali_date_words
from core.methodology import Profile
from core.outcomes import Outcome
from core.periods import Period
from core.rounds import Round
from core.scores import TOTAL, Score
from rasad.auditing.audit_stream import audit_report
from rasad.reporting.month_view import MonthView
from rasad.reporting.report_agreement import agreement_of
from rasad.reporting.report_evidence import given_lines, given_until_round, reply_cases
from rasad.rounds.round_results import round_results
from rasad.wiring import Office
from reports.definition import report_definition
from reports.inputs import ReportInputs
from scoring.trends import earlier
from storage.database import Connection
from storage.items import items_by_id
from storage.observations import observations_of
from storage.rounds import latest_round, rounds_of
from storage.score_intervals import intervals_of
from storage.scores import scores_of
from storage.stage_outcomes import outcome_counts

DEFINITION = "month"
STAGES = ("crawl", "import", "attribute", "group")


def report_inputs(office: Office, profile: Profile, made: Round, view: MonthView) -> ReportInputs:
    """Everything the report of one round shows."""
    findings = view.findings_in(profile.province)
    cases, given = reply_cases(office, profile, made, view), given_until_round(office, made)
    scheme = office.methodology.schemes[made.scheme]
    audit = audit_report(office, made.month, months=scheme.period.months)
    with office.database.read() as connection:
        observations = observations_of(connection, made.id)
        shown = {f.item_id for f in findings} | {i for o in observations for i in o.items}
        shown |= {i for case in cases for i in (case.item_id, case.reply_item) if i is not None}
        return ReportInputs(
            profile=profile.during(view.period.days),
            scheme=scheme,
            changed_group=_changed_group(profile, view.period),
            outlets=office.methodology.outlets,
            round=made,
            as_of=made.made_at,
            observations=observations,
            scores=scores_of(connection, made.id),
            items=items_by_id(connection, shown),
            findings=findings,
            understandings={i: view.claims[i].understanding for i in sorted(shown & view.claims.keys())},
            corrections={i: view.corrections[i] for i in sorted(shown & view.corrections.keys())},
            stories={i: view.stories[i] for i in sorted(shown & view.stories.keys())},
            source_days=view.source_days,
            probes=view.probes,
            outcome_counts=_outcome_counts(connection),
            audit=audit,
            agreement=agreement_of(connection, made.month, scheme.period.months),
            intervals=intervals_of(connection, made.id),
            previous_scores=_totals(connection, profile, earlier(made.month, scheme.period.months)),
            history=_history(connection, profile, made.month),
            topics=office.methodology.topics,
            type_names={one.slug: one.name for one in office.methodology.agency_types},
            cases=cases,
            given=given_lines(observations, scheme, given),
            results=round_results(office, profile, made.month),
            definition=report_definition(
                office.methodology.reports.get(DEFINITION, {}), f"config/reports/{DEFINITION}.yaml"
            ),
            versions={
                "rasad": version("rasad"),
                "understanding": "، ".join(
                    sorted({view.claims[i].made_by for i in shown & view.claims.keys()})
                ),
                "config": made.config_hash[:12],
            },
        )


def _changed_group(profile: Profile, period: Period) -> Mapping[AgencyKey, str]:
    """For an agency that stood in another group when the period began: what the report says of it."""
    now = {agency.key: agency for agency in profile.during(period.days).agencies}
    return {
        agency.key: f"تا {jalali_date_words(agency.until)} در گروه «{profile.groups[agency.group]}» بود؛ همهٔ "
        "روزهای این دوره در گروه کنونی شمرده شد"
        for agency in profile.agencies
        if agency.until is not None
        and period.holds(agency.until)
        and (ended := now.get(agency.key)) is not None
        and ended.group != agency.group
    }


def _outcome_counts(connection: Connection) -> Mapping[str, Mapping[Outcome, int]]:
    counts = {stage: outcome_counts(connection, stage) for stage in STAGES}
    return {stage: outcomes for stage, outcomes in counts.items() if outcomes}


def _totals(connection: Connection, profile: Profile, month: JalaliMonth) -> Mapping[AgencyKey, Score]:
    made = latest_round(connection, profile.id, month, profile.scheme)
    if made is None:
        return {}
    return {score.agency: score for score in scores_of(connection, made.id) if score.subject == TOTAL}


def _history(
    connection: Connection, profile: Profile, month: JalaliMonth
) -> Mapping[AgencyKey, list[tuple[JalaliMonth, float | None]]]:
    before = sorted({made.month for made in rounds_of(connection, profile.id) if made.month < month})
    history: dict[AgencyKey, list[tuple[JalaliMonth, float | None]]] = {}
    for each in before:
        for agency, score in _totals(connection, profile, each).items():
            history.setdefault(agency, []).append((each, score.points))
    return history
