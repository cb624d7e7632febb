"""The written reports, and the health of the installation."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from review.desk import desk_of
from review.doors.access import Right
from review.doors.sign_in import home_of
from review.doors.signed_in import NotAllowedError, signed_in
from review.looking.written_reports import written_bulletins, written_reports
from review.messages import FRONT_TITLE, NO_REPORTS
from review.pages import page

router = APIRouter()

_BULLETINS_SHOWN = 60


@router.api_route("/", methods=["GET", "HEAD"])
def front_page(request: Request) -> Response:
    who = signed_in(request)
    if not who.may(Right.READ):
        return RedirectResponse(home_of(who.user), status_code=303)
    folder = desk_of(request).reports_folder
    return page(
        "front.html",
        who,
        title=FRONT_TITLE,
        reports=written_reports(folder),
        bulletins=written_bulletins(folder, _BULLETINS_SHOWN),
        nothing=NO_REPORTS,
    )


@router.api_route("/healthz", methods=["GET", "HEAD"])
def healthz(request: Request) -> JSONResponse:
    state = dict(desk_of(request).health())
    return JSONResponse(state, status_code=200 if state.get("ok") is True else 503)


def _reader_of(request: Request, path: str) -> None:
    """A page of a report is everybody's once it is published, before that for those who may read."""
    if not desk_of(request).is_published(path) and not signed_in(request).may(Right.READ):
        raise NotAllowedError


@router.api_route("/reports/{path:path}", methods=["GET", "HEAD"], dependencies=[Depends(_reader_of)])
async def written_page(request: Request, path: str) -> Response:
    folder = desk_of(request).reports_folder
    folder.mkdir(parents=True, exist_ok=True)
    return await StaticFiles(directory=folder, html=True).get_response(path, request.scope)
