"""A month's stages: findings are counted, counts are scored, scores become a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.calendar import JalaliMonth
from core.errors import InputError, RoundError
from core.methodology import Profile
from core.observations import Observation
from core.rounds import Round
from core.scores import Score
from rasad.month_view import MonthView, view_month
from rasad.report_inputs import report_inputs
from rasad.wiring import Office
from reports.formats.html import write_html
from reports.month import month_report
from scoring.count import count
from scoring.inputs import CountInputs
from scoring.score import score_round
from storage.observations import save_observations
from storage.rounds import latest_round, new_round
from storage.scores import save_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One round with everything it gave."""

    round: Round
    observations: Sequence[Observation]
    scores: Sequence[Score]


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
    if now <= month.start:
        raise RoundError(f"{month} has not begun at {now.isoformat()}; count a month that has, or pass --now")
    scheme = office.methodology.schemes[profile.scheme]
    observations = count(count_inputs(office, profile, view or view_month(office, month), now))
    scores = score_round(observations, scheme, profile, month)
    with office.database.begin() as connection:
        made = new_round(
            connection,
            profile=profile.id,
            scheme=scheme.id,
            scheme_version=scheme.version,
            month=month,
            config_hash=office.methodology.config_hash,
            made_at=now,
        )
        save_observations(connection, made.id, observations)
        save_scores(connection, made.id, scores)
    return Counted(round=made, observations=observations, scores=scores)


def count_inputs(office: Office, profile: Profile, view: MonthView, now: datetime) -> CountInputs:
    """What counting one profile's month needs."""
    return CountInputs(
        month=view.month,
        as_of=now,
        profile=profile,
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
    folder: Path | None = None,
    view: MonthView | None = None,
) -> Path:
    """The newest round of the month as a folder of pages; the path of its first page."""
    with office.database.read() as connection:
        made = latest_round(connection, profile.id, month, profile.scheme)
    if made is None:
        raise RoundError(f"{month} of {profile.id} has no round yet; run `rasad score {month}` first")
    inputs = report_inputs(office, profile, made, view or view_month(office, month))
    return write_html(month_report(inputs), folder or office.home.reports / profile.id / str(month))
