"""A month's stages: findings are counted, counts are scored, scores become a report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from core.calendar import JalaliMonth
from core.errors import InputError, RoundError
from core.intervals import RoundIntervals
from core.methodology import Profile
from core.observations import Observation
from core.rounds import Round
from core.schemes import Scheme
from core.scores import Score
from rasad.operating.memory import searching_seldom
from rasad.reporting.month_view import MonthView, view_round
from rasad.reporting.report_inputs import report_inputs
from rasad.rounds.manifests import Made, keep_manifest
from rasad.rounds.round_audit import audit_of_round
from rasad.rounds.round_guards import require_not_final, require_unedited
from rasad.rounds.round_inputs import completed
from rasad.wiring import Office
from reports.formats.html import write_html
from reports.formats.table import HTML, report_files
from reports.month import month_report
from reports.outline import report_outline
from scoring.inputs import CountInputs
from scoring.rerun import (
    RoundInputs,
    RoundResult,
    only_what_counts,
    result_bytes,
    round_bytes,
    round_result,
)
from storage.database import Connection
from storage.observations import save_observations
from storage.rounds import latest_round, new_round
from storage.score_intervals import save_intervals
from storage.scores import save_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One round with everything it gave."""

    round: Round
    observations: Sequence[Observation]
    scores: Sequence[Score]
    intervals: RoundIntervals


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A round that was made and not kept yet."""

    made: Made
    result: RoundResult


def profile_of(office: Office, profile_id: str | None) -> Profile:
    """The profile of that id, or the only one; raises InputError naming those there are."""
    profiles = office.methodology.profiles
    if profile_id is None and len(profiles) == 1:
        return next(iter(profiles.values()))
    if profile_id is None or profile_id not in profiles:
        raise InputError(
            f"there is no profile '{profile_id or ''}'; name one of these with --profile: "
            f"{', '.join(sorted(profiles)) or 'none is configured yet'}"
        )
    return profiles[profile_id]


def count_and_score(
    office: Office, profile: Profile, month: JalaliMonth, now: datetime, *, view: MonthView | None = None
) -> Counted:
    """A new revision of the month's round: counted from what is known now, and scored; all or nothing."""
    prepared = prepare_round(office, profile, month, now, view=view)
    with office.database.begin() as connection:
        require_not_final(connection, profile, month)
        return store_round(connection, office, prepared)


@searching_seldom()
def prepare_round(
    office: Office,
    profile: Profile,
    month: JalaliMonth,
    now: datetime,
    *,
    view: MonthView | None = None,
    scheme: Scheme | None = None,
) -> Prepared:
    """Count and score, and keep nothing yet; with the profile's scheme as it stands, or another."""
    if now <= month.start:
        raise RoundError(f"{month} has not begun at {now.isoformat()}; count a month that has, or pass --now")
    view = view or view_round(office, profile, month)
    audited = audit_of_round(office, month)
    counted = count_inputs(office, profile, view, now)
    inputs = RoundInputs(
        counted=only_what_counts(completed(office, replace(counted, scheme=scheme or counted.scheme), view)),
        audit=audited.audit,
        seed=_seed(profile, month),
        draws=office.methodology.round_rules.audit.draws,
    )
    # The round is made from the bytes that are kept, so that making it again can give nothing else.
    content = round_bytes(inputs)
    result = round_result(content)
    made = Made(
        inputs=inputs,
        content=content,
        result=result_bytes(result),
        view=view,
        reviews=audited.reviews,
    )
    return Prepared(made=made, result=result)


def store_round(connection: Connection, office: Office, prepared: Prepared) -> Counted:
    """Keep a prepared round as the next revision of its month, with its manifest."""
    counted, result = prepared.made.inputs.counted, prepared.result
    require_unedited(connection, counted.scheme)
    made = new_round(
        connection,
        profile=counted.profile.id,
        scheme=counted.scheme.id,
        scheme_version=counted.scheme.version,
        month=prepared.made.view.month,
        config_hash=office.methodology.config_hash,
        made_at=counted.as_of,
    )
    save_observations(connection, made.id, result.observations)
    save_scores(connection, made.id, result.scores)
    save_intervals(connection, made.id, result.intervals)
    keep_manifest(connection, office, made, prepared.made)
    return Counted(
        round=made,
        observations=result.observations,
        scores=result.scores,
        intervals=result.intervals,
    )


def _seed(profile: Profile, month: JalaliMonth) -> int:
    """The same for every revision of a month, so that nobody can draw until the ranks please."""
    return int.from_bytes(sha256(f"{profile.id} {month}".encode()).digest()[:4])


def count_inputs(office: Office, profile: Profile, view: MonthView, now: datetime) -> CountInputs:
    """What counting one profile's month needs."""
    return CountInputs(
        month=view.month,
        as_of=now,
        profile=profile.during(view.period.days),
        outlets=office.methodology.outlets,
        findings=view.findings_in(profile.province),
        facts=view.facts,
        story_of={item_id: member.story_id for item_id, member in view.stories.items()},
        source_days=view.source_days,
        probes=view.probes,
        working_days=office.methodology.working_days,
        scheme=office.methodology.schemes[profile.scheme],
    )


def write_report(
    office: Office,
    profile: Profile,
    month: JalaliMonth,
    *,
    formats: Sequence[str] | None = None,
    folder: Path | None = None,
    view: MonthView | None = None,
) -> Path:
    """The newest round of the month as pages with the other formats beside them; the first page.

    Without a word about formats, those of config/reports/month.yaml.
    """
    with office.database.read() as connection:
        made = latest_round(connection, profile.id, month, profile.scheme)
    if made is None:
        raise RoundError(f"{month} of {profile.id} has no round yet; run `rasad score {month}` first")
    inputs = report_inputs(office, profile, made, view or view_round(office, profile, month))
    wanted = inputs.definition.formats if formats is None else formats
    report = month_report(inputs)
    files = report_files(report_outline(report, inputs), wanted) if set(wanted) - {HTML} else ()
    return write_html(report, folder or office.home.reports / profile.id / str(month), files=files)
