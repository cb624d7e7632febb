"""Appeals: an agency contests a number while the window is open, and a lead answers with a reason."""

from datetime import datetime

from core.agencies import AgencyKey
from core.appeals import Appeal, AppealAnswer
from core.audit import AuditEntry
from core.calendar import tehran_minute
from core.errors import InputError, RoundError
from core.rounds import RoundState, RoundStep
from core.scores import TOTAL
from core.users import User, UserRole
from rasad.rounds.round_steps import RoundOf, user_named, working_days_later
from rasad.wiring import Office
from storage.appeals import appeal_by_id, append_answer, append_appeal
from storage.audit import append_audit
from storage.database import Connection
from storage.locks import hold
from storage.round_steps import steps_of

MAY_ENTER = frozenset({UserRole.OFFICER, UserRole.OPERATOR, UserRole.ANALYST, UserRole.LEAD})
"""An officer for the own agency; the others for an agency that wrote a letter."""


def enter_appeal(of: RoundOf, agency: AgencyKey, subject: str, *, reason: str, evidence: str) -> int:
    """Keep an agency's appeal on one of its numbers; its number."""
    if not reason.strip() or not evidence.strip():
        raise InputError("an appeal needs a reason and evidence (an address, a letter, item ids)")
    _require_number(of, agency, subject)
    with of.office.database.begin() as connection:
        hold(connection, "rounds")
        user = user_named(connection, of.by)
        _require_may_enter(user, agency)
        _require_window(of, steps_of(connection, of.profile.id, of.profile.scheme, of.month))
        rules = of.office.methodology.round_rules
        calendar = of.office.methodology.working_days
        appeal = Appeal(
            profile=of.profile.id,
            scheme=of.profile.scheme,
            month=of.month,
            agency=agency,
            subject=subject,
            reason=reason,
            evidence=evidence,
            by=user.name,
            at=of.now,
            expires_at=working_days_later(of.now, rules.answer_working_days, calendar),
        )
        number = append_appeal(connection, appeal)
        append_audit(connection, _entry(user, of.now, number, f"{agency} {subject}: {reason}"))
    return number


def answer_appeal(
    office: Office, appeal_id: int, *, is_accepted: bool, reason: str, by: str, now: datetime
) -> Appeal:
    """Keep a lead's answer; neither who appealed nor who took the draft may give it."""
    if not reason.strip():
        raise InputError("an answer needs a reason; say it with --reason")
    with office.database.begin() as connection:
        hold(connection, "rounds")
        appeal = appeal_by_id(connection, appeal_id)
        if appeal is None:
            raise InputError(f"there is no appeal {appeal_id}; see `rasad round list`")
        user = user_named(connection, by)
        _require_may_answer(connection, user, appeal, now)
        answer = AppealAnswer(is_accepted=is_accepted, reason=reason, by=user.name, at=now)
        append_answer(connection, appeal_id, answer)
        word = "accepted" if is_accepted else "refused"
        append_audit(connection, _entry(user, now, appeal_id, f"{word}: {reason}"))
    return appeal


def _require_number(of: RoundOf, agency: AgencyKey, subject: str) -> None:
    if agency not in {one.key for one in of.profile.agencies if one.scored}:
        raise InputError(f"{agency} takes no part in the ranking of {of.profile.id}; name one that does")
    scheme = of.office.methodology.schemes[of.profile.scheme]
    known = [TOTAL, *(d for d, _ in scheme.domains), *(i.id for i in scheme.indicators)]
    known += [use.key for use in scheme.uses]
    if subject not in known:
        raise InputError(f"there is no number '{subject}' in the round; there are {', '.join(known)}")


def _require_may_enter(user: User, agency: AgencyKey) -> None:
    if user.role not in MAY_ENTER:
        raise RoundError(
            f"{user.name} is {user.role.value} and cannot enter an appeal; the agency's officer can"
        )
    if user.role is UserRole.OFFICER and user.agency != str(agency):
        raise RoundError(f"{user.name} speaks for {user.agency or 'no agency'} and not for {agency}")


def _require_window(of: RoundOf, steps: list[RoundStep]) -> None:
    if not steps or steps[-1].state is not RoundState.APPEALS:
        raise RoundError(f"no appeals are heard on {of.month} now; see `rasad round list {of.month}`")
    until = steps[-1].until
    if until is not None and of.now > until:
        raise RoundError(f"the window for appeals on {of.month} closed at {tehran_minute(until)}")


def _require_may_answer(connection: Connection, user: User, appeal: Appeal, now: datetime) -> None:
    if user.role is not UserRole.LEAD:
        raise RoundError(f"{user.name} is {user.role.value}; only lead may answer an appeal")
    if appeal.answer is not None:
        raise RoundError(f"appeal {appeal.id} was answered by {appeal.answer.by}; an answer is given once")
    if not appeal.is_open(now):
        raise RoundError(
            f"appeal {appeal.id} expired at {tehran_minute(appeal.expires_at)} without an answer"
        )
    steps = steps_of(connection, appeal.profile, appeal.scheme, appeal.month)
    drafts = [step for step in steps if step.state is RoundState.DRAFT]
    if user.name == appeal.by:
        raise RoundError(f"{user.name} entered appeal {appeal.id}; another lead must answer it")
    if drafts and drafts[-1].by == user.name:
        raise RoundError(
            f"{user.name} took the draft that is contested; another lead must answer appeal {appeal.id}"
        )


def _entry(user: User, now: datetime, number: int, what: str) -> AuditEntry:
    return AuditEntry(who=user.name, at=now, action="appeal", subject=str(number), new=what)
