"""Who is signed in: found for every request from the cookie, in the database, with the rights of the role."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Form, Request

from core.sessions import Session
from core.users import User
from review.desk import desk_of
from review.doors.access import Right, may
from storage.sessions import see_session, session_with_user

COOKIE = "rasad_session"
_SEEN_EVERY = timedelta(minutes=5)
"""How exactly idleness is known: writing at every request would cost each of them a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A person at a browser."""

    user: User
    session: Session

    def may(self, right: Right) -> bool:
        return may(self.user.role, right)


class NotSignedInError(Exception):
    """Nobody is signed in: the sign-in page is the answer."""


class NotAllowedError(Exception):
    """Somebody is, and this is not for him."""


class ForgedFormError(Exception):
    """The form does not carry the token of the session."""


def id_hash(session_id: str) -> str:
    """What is kept of a session's id."""
    return sha256(session_id.encode()).hexdigest()


def signed_in(request: Request) -> SignedIn:
    """Who sent the request; raises NotSignedInError."""
    session_id = request.cookies.get(COOKIE, "")
    if not session_id:
        raise NotSignedInError
    desk = desk_of(request)
    now = desk.now()
    with desk.database.read() as connection:
        found = session_with_user(connection, id_hash(session_id))
    if found is None:
        raise NotSignedInError
    session, user = found
    if not user.active or not session.is_open(now):
        raise NotSignedInError
    if now - session.last_seen > _SEEN_EVERY:
        with desk.begin() as connection:
            see_session(connection, session.id_hash, now)
    return SignedIn(user=user, session=session)


def reads(right: Right) -> Callable[..., Awaitable[SignedIn]]:
    """For a page: somebody who may see it."""

    # Asynchronous, because a thread for a comparison would cost more than the comparison.
    async def check(who: Annotated[SignedIn, Depends(signed_in)]) -> SignedIn:
        if not who.may(right):
            raise NotAllowedError
        return who

    return check


def writes(right: Right) -> Callable[..., Awaitable[SignedIn]]:
    """For a form: somebody who may send it, from a page that we gave him."""

    async def check(
        who: Annotated[SignedIn, Depends(reads(right))], token: Annotated[str, Form()] = ""
    ) -> SignedIn:
        return _with_token(who, token)

    return check


async def writes_as_anyone(
    who: Annotated[SignedIn, Depends(signed_in)], token: Annotated[str, Form()] = ""
) -> SignedIn:
    """For the forms of every account: leaving, and a new password of one's own."""
    return _with_token(who, token)


def _with_token(who: SignedIn, token: str) -> SignedIn:
    if not hmac.compare_digest(token.encode(), who.session.form_token.encode()):
        raise ForgedFormError
    return who
