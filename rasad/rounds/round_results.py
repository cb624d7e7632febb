"""What comes of a month's round, gathered: managers' points, letters, certificates, trends, corrections."""

from collections.abc import Sequence
from itertools import pairwise

from core.calendar import JalaliMonth
from core.errors import InputError
from core.methodology import Profile
from core.periods import period_ending
from core.round_results import MonthResult, RoundResults, ScoreChange
from core.rounds import Round, RoundState, RoundStep
from core.scores import TOTAL
from rasad.wiring import Office
from scoring.certificates import certificates
from scoring.changes import score_changes
from scoring.letters import letter_decisions
from scoring.manager_points import manager_points
from scoring.trends import agency_trends, track_trends
from storage.appeals import appeals_of
from storage.database import Connection
from storage.round_steps import steps_of
from storage.rounds import rounds_of
from storage.score_intervals import intervals_of
from storage.scores import scores_of


def round_results(office: Office, profile: Profile, month: JalaliMonth) -> RoundResults:
    """Everything that follows from the month's newest revision and the months before it."""
    scheme, rules = office.methodology.schemes[profile.scheme], office.methodology.round_rules
    profile = profile.during(period_ending(scheme.period, month).days)
    with office.database.read() as connection:
        results = month_results(connection, profile, month)
        if not results or results[-1].month != month:
            raise InputError(f"{month} of {profile.id} has no round yet; run `rasad score {month}` first")
        appeals = appeals_of(connection, profile.id, profile.scheme, month)
        corrections = _corrections(connection, steps_of(connection, profile.id, profile.scheme, month))
    points = manager_points(
        results[-1].scores,
        profile,
        out_of=scheme.manager_points,
        steps=rules.points_steps,
        day=month.last_day,
    )
    unanswered = frozenset(str(appeal.agency) for appeal in appeals if appeal.answer is None)
    return RoundResults(
        points=tuple(points),
        letters=tuple(letter_decisions(results, scheme, profile, rules.letters, contested=unanswered)),
        certificates=tuple(certificates(results, scheme, profile, rules.certificates)),
        tracks=tuple(track_trends(results, scheme, profile, weak_bands=rules.weak_bands)),
        agencies=tuple(agency_trends(results, scheme, profile)),
        corrections=corrections,
    )


def month_results(connection: Connection, profile: Profile, until: JalaliMonth) -> list[MonthResult]:
    """The newest revision of each month up to this one, under the profile's scheme, in order."""
    newest: dict[JalaliMonth, Round] = {
        made.month: made
        for made in rounds_of(connection, profile.id)
        if made.scheme == profile.scheme and made.month <= until
    }
    return [_result(connection, profile, made) for _, made in sorted(newest.items())]


def _result(connection: Connection, profile: Profile, made: Round) -> MonthResult:
    steps = steps_of(connection, profile.id, profile.scheme, made.month)
    return MonthResult(
        month=made.month,
        state=steps[-1].state if steps else RoundState.COLLECTING,
        scores=[s for s in scores_of(connection, made.id) if s.subject == TOTAL],
        intervals=intervals_of(connection, made.id),
    )


def _corrections(connection: Connection, steps: Sequence[RoundStep]) -> dict[int, list[ScoreChange]]:
    """What each corrected(n) changed of what stood before it."""
    changed: dict[int, list[ScoreChange]] = {}
    for before, step in pairwise(steps):
        if step.state is RoundState.CORRECTED:
            old, new = (scores_of(connection, one.round_id or 0) for one in (before, step))
            changed[len(changed) + 1] = score_changes(old, new)
    return changed
