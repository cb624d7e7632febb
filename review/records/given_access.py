"""Who may see and hand in what: the office for all agencies, an officer for his own alone."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from core.agencies import AgencyKey
from core.handed_in import HandedIn
from core.users import UserRole
from review.desk import Desk
from review.doors.access import Right
from review.doors.signed_in import NotAllowedError, SignedIn, signed_in, writes_as_anyone
from review.office_work import FORMS, Giver
from review.records.given_fields import agency_of

OF_OFFICERS = frozenset({"record"})
"""What an agency says of itself; marks, surveys, numbers and resolutions are not its own to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAccess:
    """Somebody signed in, as he stands to what is handed in."""

    who: SignedIn
    only: AgencyKey | None
    """The one agency an officer speaks for."""

    @property
    def is_office(self) -> bool:
        """Decides: hands in for every agency, and says what is accepted."""
        return self.who.may(Right.DECIDE)

    @property
    def sees_marks(self) -> bool:
        """The lead and the operator compare raters; raters see no mark before they have given theirs."""
        return self.who.may(Right.OVERSEE)

    @property
    def rater(self) -> str:
        return self.who.user.name

    def may_write(self, form: str) -> bool:
        return self.is_office or (self.only is not None and form in OF_OFFICERS)

    def may_see(self, one: HandedIn) -> bool:
        return self.only is None or agency_of(one) == self.only

    def giver(self, desk: Desk) -> Giver:
        return Giver(name=self.who.user.name, at=desk.now(), only=self.only)


def _access(who: SignedIn) -> GivenAccess:
    if who.may(Right.READ):
        return GivenAccess(who=who, only=None)
    if who.user.role is not UserRole.OFFICER or not who.user.agency:
        raise NotAllowedError
    return GivenAccess(who=who, only=AgencyKey.parse(who.user.agency))


async def sees_given(who: Annotated[SignedIn, Depends(signed_in)]) -> GivenAccess:
    return _access(who)


async def gives(who: Annotated[SignedIn, Depends(writes_as_anyone)]) -> GivenAccess:
    """For a form: with the token of the session; what may be handed in is asked with each form."""
    return _access(who)


def require_form(form: str) -> str:
    """The form of that name; raises NotAllowedError for a name that is none of ours."""
    if form not in FORMS:
        raise NotAllowedError
    return form
