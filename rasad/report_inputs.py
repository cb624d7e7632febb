"""Gathers from storage what a month's report is made from."""

from collections.abc import Mapping
from importlib.metadata import version

from core.agencies import AgencyKey
from core.calendar import JalaliMonth
from core.methodology import Profile
from core.outcomes import Outcome
from core.rounds import Round
from core.scores import TOTAL, Score
from rasad.audit_stream import audit_report
from rasad.month_view import MonthView
from rasad.wiring import Office
from reports.definition import report_definition
from reports.inputs import ReportInputs
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
    audit = audit_report(office, made.month)
    with office.database.read() as connection:
        observations = observations_of(connection, made.id)
        shown = {f.item_id for f in findings} | {i for o in observations for i in o.items}
        return ReportInputs(
            profile=profile,
            scheme=office.methodology.schemes[made.scheme],
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
            intervals=intervals_of(connection, made.id),
            previous_scores=_totals(connection, profile, made.month.previous()),
            history=_history(connection, profile, made.month),
            topics=office.methodology.topics,
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
    earlier = sorted({made.month for made in rounds_of(connection, profile.id) if made.month < month})
    history: dict[AgencyKey, list[tuple[JalaliMonth, float | None]]] = {}
    for each in earlier:
        for agency, score in _totals(connection, profile, each).items():
            history.setdefault(agency, []).append((each, score.points))
    return history
