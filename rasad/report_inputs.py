"""Gathers from storage what a month's report is made from."""

from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version

from core.agencies import AgencyKey
from core.calendar import JalaliMonth
from core.methodology import Profile
from core.outcomes import Outcome
from core.rounds import Round
from core.scores import TOTAL, Score
from rasad.findings import corrections_by_item, findings_of
from rasad.wiring import Office
from reports.inputs import ReportInputs
from storage.claims import claims_between, current_claims
from storage.corrections import corrections_of
from storage.database import Connection
from storage.items import items_by_id
from storage.observations import observations_of
from storage.probes import probes_between
from storage.rounds import latest_round, rounds_of
from storage.scores import scores_of
from storage.source_days import source_days_between
from storage.stage_outcomes import outcome_counts
from storage.stories import members_of_items

STAGES = ("crawl", "import", "attribute", "group")


def report_inputs(office: Office, profile: Profile, made: Round, now: datetime) -> ReportInputs:
    """Everything the report of one round shows, read in one view of the database."""
    month = made.month
    with office.database.read() as connection:
        observations = observations_of(connection, made.id)
        corrections = corrections_of(connection)
        in_month = claims_between(connection, month.start, month.end)
        findings = [f for f in findings_of(in_month, corrections) if f.agency.province == profile.province]
        shown = {f.item_id for f in findings} | {i for o in observations for i in o.items}
        claims = current_claims(connection, shown)
        return ReportInputs(
            profile=profile,
            scheme=office.methodology.schemes[made.scheme],
            outlets=office.methodology.outlets,
            round=made,
            as_of=now,
            observations=observations,
            scores=scores_of(connection, made.id),
            items=items_by_id(connection, shown),
            findings=findings,
            understandings={item_id: one.understanding for item_id, one in claims.items()},
            corrections=corrections_by_item([c for c in corrections if c.item_id in shown]),
            stories=members_of_items(connection, shown),
            source_days=source_days_between(connection, month.first_day, month.last_day),
            probes=probes_between(connection, month.start, month.end),
            outcome_counts=_outcome_counts(connection),
            previous_scores=_totals(connection, profile, month.previous()),
            history=_history(connection, profile, month),
            topics=office.methodology.topics,
            versions={
                "rasad": version("rasad"),
                "understanding": "، ".join(sorted({one.made_by for one in claims.values()})),
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
