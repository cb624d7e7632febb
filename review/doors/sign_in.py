"""Signing in and out: passwords, sessions, and how often somebody may guess."""

import secrets
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.audit import AuditEntry
from core.sessions import Session
from core.users import User, UserRole
from review import messages
from review.desk import Desk, desk_of
from review.doors.passwords import LONGEST, hash_password, is_right_password, password_problem
from review.doors.signed_in import COOKIE, SignedIn, id_hash, signed_in, writes_as_anyone
from review.pages import page
from storage.audit import append_audit
from storage.sessions import (
    end_session,
    end_sessions_of,
    failed_sign_ins,
    note_failed_sign_in,
    start_session,
)
from storage.users import set_password_hash, user_by_name

router = APIRouter()

GUESSES = 5
"""Wrong passwords for one account from one address within the window."""
GUESSES_FROM_ADDRESS = 50
"""For all accounts together: an office may stand behind one address."""
WINDOW = timedelta(minutes=15)


@router.api_route("/login", methods=["GET", "HEAD"])
def sign_in_page(request: Request, next: str = "/") -> HTMLResponse:  # noqa: A002 - the usual word in an address
    return _form(own_path(next))


@router.post("/login")
def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=LONGEST)] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002
) -> Response:
    desk, address = desk_of(request), _address(request)
    now, target = desk.now(), own_path(next)
    if _is_blocked(desk, name, address, now):
        return _form(target, problem=messages.TOO_MANY_GUESSES, name=name, status=429)
    with desk.database.read() as connection:
        user = user_by_name(connection, name)
    is_right = is_right_password(password, user.password_hash if user else None)
    if user is None or not user.active or not is_right:
        _note_failure(desk, name, address, now)
        return _form(target, problem=messages.WRONG_SIGN_IN, name=name, status=403)
    answer = RedirectResponse(target if target != "/" else home_of(user), status_code=303)
    _set_cookie(answer, request, _start(desk, user, address, now))
    return answer


@router.post("/logout")
def sign_out(request: Request, who: Annotated[SignedIn, Depends(writes_as_anyone)]) -> Response:
    desk = desk_of(request)
    now = desk.now()
    with desk.begin() as connection:
        end_session(connection, who.session.id_hash, now)
        append_audit(connection, AuditEntry(who=who.user.name, at=now, action="sign out", subject="session"))
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


@router.api_route("/password", methods=["GET", "HEAD"])
def password_page(who: Annotated[SignedIn, Depends(signed_in)]) -> HTMLResponse:
    return page("password.html", who, problem="", done=False)


@router.post("/password")
def change_password(
    request: Request,
    who: Annotated[SignedIn, Depends(writes_as_anyone)],
    old: Annotated[str, Form(max_length=LONGEST)] = "",
    new: Annotated[str, Form(max_length=LONGEST * 4)] = "",
) -> HTMLResponse:
    """One's own; every other session of the account ends."""
    desk, address = desk_of(request), _address(request)
    now = desk.now()
    if _is_blocked(desk, who.user.name, address, now):
        return page("password.html", who, status=429, problem=messages.TOO_MANY_GUESSES, done=False)
    if not is_right_password(old, who.user.password_hash):
        _note_failure(desk, who.user.name, address, now)
        return page("password.html", who, status=403, problem=messages.WRONG_OLD_ONE, done=False)
    if problem := password_problem(new):
        return page("password.html", who, status=400, problem=problem, done=False)
    hashed = hash_password(new)
    with desk.begin() as connection:
        set_password_hash(connection, who.user.name, hashed)
        end_sessions_of(connection, who.user.name, now)
        append_audit(
            connection,
            AuditEntry(who=who.user.name, at=now, action="new password", subject=f"user {who.user.name}"),
        )
    answer = page("password.html", who, problem="", done=True)
    _set_cookie(answer, request, _start(desk, who.user, address, now))
    return answer


def own_path(target: str) -> str:
    """Where to go after signing in: a path of ours, whatever the address said."""
    is_ours = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if is_ours else "/"


def sign_in_address(target: str) -> str:
    return f"/login?next={quote(own_path(target))}"


def home_of(user: User) -> str:
    """The page a person's day begins with."""
    if user.role in (UserRole.ANALYST, UserRole.LEAD):
        return "/review"
    return "/agency" if user.role is UserRole.OFFICER else "/"


def _form(target: str, *, problem: str = "", name: str = "", status: int = 200) -> HTMLResponse:
    return page("login.html", None, status=status, target=target, problem=problem, name=name)


def _is_blocked(desk: Desk, name: str, address: str, now: datetime) -> bool:
    with desk.database.read() as connection:
        of_account = failed_sign_ins(connection, address, now - WINDOW, name)
        of_address = failed_sign_ins(connection, address, now - WINDOW)
    return of_account >= GUESSES or of_address >= GUESSES_FROM_ADDRESS


def _note_failure(desk: Desk, name: str, address: str, now: datetime) -> None:
    with desk.begin() as connection:
        note_failed_sign_in(connection, name, address, now)
        append_audit(
            connection, AuditEntry(who=name, at=now, action="failed sign in", subject=f"address {address}")
        )


def _start(desk: Desk, user: User, address: str, now: datetime) -> str:
    """A new session; its id, which only the browser keeps."""
    session_id = secrets.token_urlsafe(32)
    started = Session(
        id_hash=id_hash(session_id),
        user=user.name,
        form_token=secrets.token_urlsafe(24),
        started_at=now,
        last_seen=now,
        address=address,
    )
    with desk.begin() as connection:
        start_session(connection, started)
        append_audit(
            connection, AuditEntry(who=user.name, at=now, action="sign in", subject=f"address {address}")
        )
    return session_id


def _set_cookie(answer: Response, request: Request, session_id: str) -> None:
    # Without a lifetime of its own: it goes with the browser, and after 12 idle hours it means nothing.
    answer.set_cookie(
        COOKIE, session_id, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/"
    )


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
