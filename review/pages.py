"""Pages as answers: each knows who looks at it."""

from fastapi.responses import HTMLResponse

from review.doors.signed_in import SignedIn
from review.templating import render


def page(template: str, who: SignedIn | None, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page for somebody who is signed in, or for nobody."""
    return HTMLResponse(render(template, who=who, **values), status_code=status)
