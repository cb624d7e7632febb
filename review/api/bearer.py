"""Who a program acts for: found for every request from its token, with the rights of that person's role."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from core.users import User
from review.desk import Desk, desk_of
from review.doors.access import RIGHTS, Right, may
from storage.api_tokens import token_with_user, use_token

PREFIX = "rasad_"
"""So that a token is known for one wherever it turns up."""
_USED_EVERY = timedelta(minutes=5)
"""How exactly its use is known: writing at every request would cost each of them a transaction."""

_bearer = HTTPBearer(auto_error=False, description="A token of `rasad user token`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A program, and the person whose token it has."""

    user: User
    desk: Desk

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def rights(self) -> list[str]:
        return sorted(right.value for right in RIGHTS[self.user.role])


def new_token() -> str:
    """256 random bits: nobody guesses one, so no attempt has to be counted."""
    return PREFIX + secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def caller(
    request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Caller:
    """Whose token came with the request; answers 401 when there is none that is valid."""
    desk = desk_of(request)
    now = desk.now()
    hashed = token_hash(given.credentials) if given else ""
    with desk.database.read() as connection:
        found = token_with_user(connection, hashed) if hashed else None
    if found is None or not found[0].is_valid(now) or not found[1].active:
        raise HTTPException(
            401, "no valid token; make one with `rasad user token`", {"WWW-Authenticate": "Bearer"}
        )
    token, user = found
    if token.last_used is None or now - token.last_used > _USED_EVERY:
        with desk.begin() as connection:
            use_token(connection, hashed, now)
    return Caller(user=user, desk=desk)


def may_do(right: Right) -> Callable[..., Caller]:
    """For an address: somebody whose role has this right; others are answered 403."""

    def check(who: Annotated[Caller, Depends(caller)]) -> Caller:
        if not may(who.user.role, right):
            raise HTTPException(403, f"the role {who.user.role.value} may not {right.value}")
        return who

    return check


Reader = Annotated[Caller, Depends(may_do(Right.READ))]
Analyst = Annotated[Caller, Depends(may_do(Right.DECIDE))]
