"""What a lead and an operator look after: flags, the audit trail, accounts."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.audit import AuditEntry
from core.calendar import jalali_instant_words
from core.users import UserRole
from review.desk import desk_of
from review.doors.access import Right
from review.doors.passwords import hash_password, new_password
from review.doors.signed_in import SignedIn, reads, writes
from review.messages import ACTIONS, TRAIL_WORDS
from review.pages import page
from storage.audit import append_audit
from storage.flags import SETTLE, open_flags, trail
from storage.sessions import end_sessions_of
from storage.users import all_users, ensure_user, set_active, set_password_hash, user_by_name

router = APIRouter()

_NAME = re.compile(r"^[a-z0-9][a-z0-9._-]{0,63}$")
_ON_A_PAGE = 100


@router.api_route("/flags", methods=["GET", "HEAD"])
def flags_page(request: Request, who: Annotated[SignedIn, Depends(reads(Right.OVERSEE))]) -> HTMLResponse:
    with desk_of(request).database.read() as connection:
        flags = open_flags(connection)
    rows = [
        {
            "item": flag.subject.removeprefix("item "),
            "who": flag.who,
            "at": jalali_instant_words(flag.at),
            "note": flag.new or "",
        }
        for flag in flags
    ]
    return page("flags.html", who, rows=rows)


@router.post("/flags/settle")
def settle_flag(
    request: Request,
    who: Annotated[SignedIn, Depends(writes(Right.OVERSEE))],
    item: Annotated[int, Form(ge=1, lt=2**31)],
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    desk = desk_of(request)
    with desk.begin() as connection:
        append_audit(
            connection,
            AuditEntry(who=who.user.name, at=desk.now(), action=SETTLE, subject=f"item {item}", new=note),
        )
    return RedirectResponse("/flags", status_code=303)


@router.api_route("/trail", methods=["GET", "HEAD"])
def trail_page(
    request: Request,
    who: Annotated[SignedIn, Depends(reads(Right.OVERSEE))],
    below: int = 0,
    person: str = "",
    action: str = "",
) -> HTMLResponse:
    with desk_of(request).database.read() as connection:
        found = trail(
            connection, _ON_A_PAGE, below=min(max(below, 0), 2**31), who=person[:200], action=action[:200]
        )
    rows = [
        {
            "at": jalali_instant_words(one.entry.at),
            "who": TRAIL_WORDS.get(one.entry.who, one.entry.who),
            "action": ACTIONS.get(one.entry.action, one.entry.action),
            "subject": _in_persian(one.entry.subject[:500]),
            "new": _in_persian((one.entry.new or "")[:500]),
        }
        for one in found
    ]
    next_below = found[-1].id if len(found) == _ON_A_PAGE else 0
    return page("trail.html", who, rows=rows, next_below=next_below, person=person, action=action)


def _in_persian(subject: str) -> str:
    if subject in TRAIL_WORDS:
        return TRAIL_WORDS[subject]
    # The word before a name («item 7») or a count («corrected(2)»).
    word = re.split(r"[ (]", subject, maxsplit=1)[0]
    return TRAIL_WORDS.get(word, word) + subject[len(word) :]


@router.api_route("/users", methods=["GET", "HEAD"])
def users_page(request: Request, who: Annotated[SignedIn, Depends(reads(Right.MANAGE))]) -> HTMLResponse:
    return _users(request, who)


@router.post("/users")
def add_user(
    request: Request,
    who: Annotated[SignedIn, Depends(writes(Right.MANAGE))],
    name: Annotated[str, Form(max_length=64)] = "",
    display_name: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[UserRole, Form()] = UserRole.ANALYST,
    agency: Annotated[str, Form(max_length=300)] = "",
) -> HTMLResponse:
    """The password is shown on the answer, and nowhere again."""
    desk = desk_of(request)
    if not _NAME.match(name):
        return _users(
            request, who, problem="نام کاربری با حروف کوچک لاتین و رقم نوشته می‌شود، مانند b.kaviani."
        )
    is_officer = role is UserRole.OFFICER
    if is_officer and (not agency or desk.agency_problem(agency)):
        return _users(request, who, problem="برای روابط عمومی یک دستگاه، دستگاهش را برگزینید.")
    password = new_password()
    hashed, now = hash_password(password), desk.now()
    with desk.begin() as connection:
        exists = user_by_name(connection, name) is not None
        if not exists:
            ensure_user(
                connection,
                name,
                display_name=display_name.strip() or name,
                role=role,
                agency=agency if is_officer else None,
            )
            set_password_hash(connection, name, hashed)
            append_audit(
                connection,
                AuditEntry(
                    who=who.user.name, at=now, action="add user", subject=f"user {name}", new=role.value
                ),
            )
    if exists:
        return _users(request, who, problem="حسابی با این نام هست.")
    return _users(request, who, made=(name, password))


@router.post("/users/change")
def change_user(
    request: Request,
    who: Annotated[SignedIn, Depends(writes(Right.MANAGE))],
    name: Annotated[str, Form(max_length=200)],
    what: Annotated[str, Form(max_length=20)],
) -> HTMLResponse:
    """Close or open an account, or give it a new password; its sessions end."""
    desk = desk_of(request)
    now = desk.now()
    if name == who.user.name:
        return _users(request, who, problem="حساب خودتان را کس دیگری باید تغییر دهد.")
    password = new_password() if what == "password" else ""
    hashed = hash_password(password) if password else ""
    if what not in ("password", "close", "open"):
        return _users(request, who, problem="این کار شناخته نیست.")
    with desk.begin() as connection:
        if user_by_name(connection, name) is None:
            return _users(request, who, problem="چنین حسابی نیست.")
        if password:
            set_password_hash(connection, name, hashed)
        else:
            set_active(connection, name, active=what == "open")
        end_sessions_of(connection, name, now)
        action = {"password": "new password", "close": "close account", "open": "open account"}[what]
        append_audit(connection, AuditEntry(who=who.user.name, at=now, action=action, subject=f"user {name}"))
    return _users(request, who, made=(name, password) if password else None)


def _users(
    request: Request, who: SignedIn, *, problem: str = "", made: tuple[str, str] | None = None
) -> HTMLResponse:
    desk = desk_of(request)
    with desk.database.read() as connection:
        users = all_users(connection)
    agencies = [(str(one.key), one.name) for one in desk.agencies.watched.values()]
    return page(
        "users.html",
        who,
        status=400 if problem else 200,
        users=users,
        problem=problem,
        made=made,
        agencies=agencies,
        roles=list(UserRole),
    )
