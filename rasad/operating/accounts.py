"""Accounts: made, given a password and closed by whoever runs the installation; each act is on the record."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.api_tokens import ApiToken
from core.audit import AuditEntry
from core.errors import InputError
from core.users import User, UserRole
from rasad.auditing.corrections import agency_problem
from rasad.wiring import Office
from review.api.bearer import new_token, token_hash
from review.doors.passwords import hash_password, new_password, password_problem
from storage.api_tokens import revoke_tokens, save_token, tokens_of
from storage.audit import append_audit
from storage.database import Connection
from storage.sessions import end_sessions_of
from storage.users import all_users, ensure_user, set_active, set_password_hash, user_by_name

BY_COMMAND = "command line"
"""Who acts when nobody is signed in: a person with the keys of the machine."""


def add_user(
    office: Office,
    name: str,
    *,
    display_name: str,
    role: UserRole,
    agency: str | None,
    password: str | None,
    now: datetime,
) -> tuple[User, str | None]:
    """The account, and its password when one was made for it now; one that exists is left as it is."""
    _check_name(name)
    _check_agency(office, role, agency)
    if password is not None:
        _check_password(password)
    chosen = password or new_password()
    hashed = hash_password(chosen)
    with office.database.begin() as connection:
        if (existing := user_by_name(connection, name)) is not None:
            return existing, None
        user = ensure_user(connection, name, display_name=display_name, role=role, agency=agency)
        set_password_hash(connection, name, hashed)
        _note(connection, "add user", name, f"{role.value} {agency or ''}".strip(), now)
    return user, chosen


def give_password(office: Office, name: str, password: str | None, now: datetime) -> str:
    """A new password for an account; whoever was signed in with the old one no longer is."""
    if password is not None:
        _check_password(password)
    chosen = password or new_password()
    hashed = hash_password(chosen)
    with office.database.begin() as connection:
        _require(connection, name)
        set_password_hash(connection, name, hashed)
        end_sessions_of(connection, name, now)
        _note(connection, "new password", name, None, now)
    return chosen


def open_or_close(office: Office, name: str, *, active: bool, now: datetime) -> None:
    """Nobody can sign in with a closed account; everything its owner decided stays."""
    with office.database.begin() as connection:
        _require(connection, name)
        set_active(connection, name, active=active)
        end_sessions_of(connection, name, now)
        _note(connection, "open account" if active else "close account", name, None, now)


def accounts(office: Office) -> Sequence[User]:
    with office.database.read() as connection:
        return all_users(connection)


def make_token(office: Office, name: str, label: str, *, days: int | None, now: datetime) -> str:
    """A token for a program of somebody's; it is shown once and only its hash is kept."""
    token = new_token()
    made = ApiToken(
        token_hash=token_hash(token),
        user=name,
        label=label,
        made_at=now,
        expires_at=now + timedelta(days=days) if days is not None else None,
    )
    with office.database.begin() as connection:
        _require(connection, name)
        if any(one.label == label and one.is_valid(now) for one in tokens_of(connection, name)):
            raise InputError(
                f"{name} has a token '{label}' already; revoke it first with "
                f"`rasad user revoke-token {name} {label}`"
            )
        save_token(connection, made)
        _note(connection, "make token", name, label, now)
    return token


def take_token(office: Office, name: str, label: str, now: datetime) -> None:
    """From now on the program with that token is refused."""
    with office.database.begin() as connection:
        _require(connection, name)
        if not revoke_tokens(connection, name, label, now):
            raise InputError(f"{name} has no valid token '{label}'; `rasad user tokens {name}` shows them")
        _note(connection, "revoke token", name, label, now)


def tokens(office: Office, name: str) -> Sequence[ApiToken]:
    """Every token somebody ever had."""
    with office.database.read() as connection:
        _require(connection, name)
        return tokens_of(connection, name)


def _check_name(name: str) -> None:
    if not (name.isascii() and name.replace(".", "").replace("-", "").replace("_", "").isalnum()):
        raise InputError(
            f"'{name}' is no name of an account; use Latin letters, digits, dot, dash and underscore, "
            "for example b.kaviani; the name people know goes into --display-name"
        )


def _check_agency(office: Office, role: UserRole, agency: str | None) -> None:
    if (role is UserRole.OFFICER) != (agency is not None):
        raise InputError("an officer needs --agency with the key of his agency, and nobody else has one")
    if agency is not None and (problem := agency_problem(agency, office.methodology)):
        raise InputError(problem)


def _check_password(password: str) -> None:
    if problem := password_problem(password):
        raise InputError(f"this cannot be a password: {problem}")


def _require(connection: Connection, name: str) -> None:
    if user_by_name(connection, name) is None:
        raise InputError(f"there is no user '{name}'; `rasad user list` shows them")


def _note(connection: Connection, action: str, name: str, new: str | None, now: datetime) -> None:
    append_audit(
        connection, AuditEntry(who=BY_COMMAND, at=now, action=action, subject=f"user {name}", new=new)
    )
