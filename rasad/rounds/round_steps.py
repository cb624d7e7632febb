"""A round's way to publication: each step by a person who may take it, checked and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.audit import AuditEntry
from core.calendar import JalaliMonth, day_start, tehran_day, tehran_minute
from core.errors import InputError, RoundError
from core.methodology import Profile, WorkingDays
from core.round_results import ScoreChange
from core.rounds import FINAL_STATES, TRANSITIONS, Round, RoundState, RoundStep, state_name
from core.users import User
from rasad.reporting.month import prepare_round, store_round
from rasad.rounds.manifests import kept_inputs
from rasad.rounds.round_freeze import require_freezable
from rasad.wiring import Office
from scoring.changes import score_changes
from scoring.rerun import kept_counted
from storage.audit import append_audit
from storage.database import Connection
from storage.locks import hold
from storage.round_manifests import manifest_of
from storage.round_steps import append_step, steps_of
from storage.rounds import latest_round
from storage.scores import scores_of
from storage.users import user_by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOf:
    """Whose month a step is about, who takes it, and when."""

    office: Office
    profile: Profile
    month: JalaliMonth
    by: str
    now: datetime


def open_round(of: RoundOf) -> RoundStep:
    """Begin: what is collected from now on belongs to this round."""
    return _simple_step(of, RoundState.COLLECTING)


def draft_round(of: RoundOf) -> RoundStep:
    """The newest revision becomes the draft."""
    with of.office.database.begin() as connection:
        user, steps = _allowed(connection, of, RoundState.DRAFT)
        made = _newest(connection, of)
        return _append(connection, of, user, steps, RoundState.DRAFT, round_id=made.id)


def send_round(of: RoundOf) -> RoundStep:
    """The draft goes to the agencies; it must still be the newest revision."""
    with of.office.database.begin() as connection:
        user, steps = _allowed(connection, of, RoundState.SENT_TO_UNITS)
        made = _newest(connection, of)
        if made.id != steps[-1].round_id:
            raise RoundError(
                f"{of.month} was counted again after the draft was taken; take revision {made.revision} as "
                f"the draft first: rasad round draft {of.month}"
            )
        return _append(connection, of, user, steps, RoundState.SENT_TO_UNITS, round_id=made.id)


def open_appeals(of: RoundOf) -> RoundStep:
    """From now on agencies may appeal, for the working days that the rules give them."""
    methodology = of.office.methodology
    days = methodology.schemes[of.profile.scheme].appeal_days
    until = working_days_later(of.now, days, methodology.working_days)
    with of.office.database.begin() as connection:
        user, steps = _allowed(connection, of, RoundState.APPEALS)
        return _append(
            connection, of, user, steps, RoundState.APPEALS, round_id=steps[-1].round_id, until=until
        )


def freeze_round(of: RoundOf) -> RoundStep:
    """The newest revision becomes final; it is made again first, and must come out the same."""
    with of.office.database.begin() as connection:
        user, steps = _allowed(connection, of, RoundState.FROZEN)
        made = _newest(connection, of)
        manifest = require_freezable(connection, of.office, of.profile, made, steps, of.now)
        return _append(
            connection,
            of,
            user,
            steps,
            RoundState.FROZEN,
            round_id=made.id,
            manifest_hash=manifest.manifest_hash,
        )


def publish_round(of: RoundOf) -> RoundStep:
    """The frozen revision is made public."""
    return _simple_step(of, RoundState.PUBLISHED)


def correct_round(of: RoundOf, reason: str) -> tuple[RoundStep, list[ScoreChange]]:
    """Count a published month again with the scheme it was frozen with; the old manifest stays."""
    if not reason.strip():
        raise InputError("a correction needs a reason; say it with --reason")
    with of.office.database.read() as connection:
        _, steps = _allowed(connection, of, RoundState.CORRECTED)
        scheme = kept_counted(kept_inputs(connection, str(steps[-1].manifest_hash))).scheme
    prepared = prepare_round(of.office, of.profile, of.month, of.now, scheme=scheme)
    with of.office.database.begin() as connection:
        user, steps = _allowed(connection, of, RoundState.CORRECTED)
        old = scores_of(connection, steps[-1].round_id or 0)
        changes = score_changes(old, prepared.result.scores)
        if not changes:
            raise RoundError(
                f"no score of {of.month} would change; enter what was wrong first (rasad correct), or leave "
                "the round as it is"
            )
        made = store_round(connection, of.office, prepared).round
        kept = manifest_of(connection, made.id)
        step = _append(
            connection,
            of,
            user,
            steps,
            RoundState.CORRECTED,
            round_id=made.id,
            manifest_hash=kept.manifest_hash if kept else None,
            reason=reason,
        )
    return step, changes


def working_days_later(now: datetime, days: int, calendar: WorkingDays) -> datetime:
    """The last instant of the so-manieth working day after today."""
    day: date = tehran_day(now)
    left = days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day_start(day + timedelta(days=1)) - timedelta(microseconds=1)


def user_named(connection: Connection, by: str) -> User:
    """The account of a person who acts; raises InputError when there is none or it is closed."""
    user = user_by_name(connection, by)
    if user is None:
        raise InputError(f"there is no user '{by}'; make the account with `rasad user add {by}`")
    if not user.active:
        raise InputError(f"the account '{by}' is closed; act under an open one")
    return user


def _simple_step(of: RoundOf, state: RoundState) -> RoundStep:
    """A step that changes nothing but the state."""
    with of.office.database.begin() as connection:
        user, steps = _allowed(connection, of, state)
        last = steps[-1] if steps else None
        return _append(
            connection,
            of,
            user,
            steps,
            state,
            round_id=last.round_id if last else None,
            manifest_hash=last.manifest_hash if last else None,
        )


def _allowed(connection: Connection, of: RoundOf, state: RoundState) -> tuple[User, Sequence[RoundStep]]:
    """Who acts, and the steps so far; raises RoundError when this one may not be taken now or by them."""
    hold(connection, "rounds")
    user = user_named(connection, of.by)
    steps = steps_of(connection, of.profile.id, of.profile.scheme, of.month)
    wanted, now = TRANSITIONS[state], steps[-1].state if steps else None
    if now not in wanted.after:
        raise RoundError(_out_of_turn(of, state, steps))
    if user.role not in wanted.roles:
        roles = " or ".join(sorted(role.value for role in wanted.roles))
        raise RoundError(f"{of.by} is {user.role.value}; only {roles} may lead a round to '{state.value}'")
    return user, steps


def _out_of_turn(of: RoundOf, state: RoundState, steps: Sequence[RoundStep]) -> str:
    after = " or ".join(sorted(s.value if s else "nothing" for s in TRANSITIONS[state].after))
    said = f"the round of {of.month} of {of.profile.id} is '{state_name(list(steps))}'"
    if steps and steps[-1].state in FINAL_STATES and state is RoundState.FROZEN:
        frozen = next(step for step in steps if step.state is RoundState.FROZEN)
        return (
            f"{said}: {frozen.by} froze it at {tehran_minute(frozen.at)}, once and for all; "
            f"mend an error with `rasad round correct {of.month}`"
        )
    return f"{said}, and '{state.value}' comes after {after}; see `rasad round list {of.month}`"


def _newest(connection: Connection, of: RoundOf) -> Round:
    made = latest_round(connection, of.profile.id, of.month, of.profile.scheme)
    if made is None:
        raise RoundError(f"{of.month} of {of.profile.id} was not counted yet; run `rasad score {of.month}`")
    return made


def _append(
    connection: Connection,
    of: RoundOf,
    user: User,
    steps: Sequence[RoundStep],
    state: RoundState,
    *,
    round_id: int | None,
    manifest_hash: str | None = None,
    until: datetime | None = None,
    reason: str = "",
) -> RoundStep:
    step = RoundStep(
        profile=of.profile.id,
        scheme=of.profile.scheme,
        month=of.month,
        number=len(steps) + 1,
        state=state,
        round_id=round_id,
        manifest_hash=manifest_hash,
        until=until,
        reason=reason,
        by=user.name,
        role=user.role,
        at=of.now,
    )
    append_step(connection, step)
    entry = AuditEntry(
        who=user.name,
        at=of.now,
        action="round-step",
        subject=f"{of.profile.id} {of.month}",
        old=state_name(list(steps)),
        new=state_name([*steps, step]),
    )
    append_audit(connection, entry)
    return step
