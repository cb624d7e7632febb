"""The interface as an application of its own: its answers are JSON, also when something is refused."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from core.errors import RasadError
from review.api import figures, items, queue
from review.api.bearer import Caller, caller
from review.api.shapes import Account, Problem
from review.desk import Desk

PATH = "/api/v1"
"""Within a version fields are added and never renamed or removed."""

_PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": Problem} for status in (401, 403, 422, 503)}
_WORDS = {
    400: "bad request",
    401: "not signed in",
    403: "not allowed",
    404: "not found",
    405: "no such method",
}
_WORDS |= {409: "refused", 413: "too large", 422: "not understood", 500: "our fault", 503: "not at work"}


def create_api(desk: Desk) -> FastAPI:
    """The interface over one desk."""
    # Its description too is given for a token only; the pages FastAPI has for it load foreign scripts.
    api = FastAPI(
        title="Rasad",
        version="1",
        summary="Items with evidence, decisions, sources and scores of one installation.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        servers=[{"url": PATH}],
        responses=_PROBLEMS,
    )
    api.state.desk = desk
    for part in (items, queue, figures):
        api.include_router(part.router)

    @api.get("/me", tags=["account"])
    def me(who: Annotated[Caller, Depends(caller)]) -> Account:
        """Whose token this is, and what it may do."""
        user = who.user
        return Account(name=user.name, display_name=user.display_name, role=user.role, rights=who.rights)

    @api.get("/openapi.json", include_in_schema=False)
    def description(_who: Annotated[Caller, Depends(caller)]) -> Mapping[str, Any]:
        return api.openapi()

    api.add_exception_handler(HTTPException, _http_problem)
    api.add_exception_handler(RequestValidationError, _not_understood)
    api.add_exception_handler(RasadError, _not_at_work)
    api.add_exception_handler(Exception, _our_fault)
    return api


def _problem(status: int, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    problem = Problem(error=_WORDS.get(status, "refused"), message=message)
    return JSONResponse(problem.model_dump(), status, headers)


def _http_problem(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _problem(error.status_code, str(error.detail), error.headers)


def _not_understood(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    said = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
    # What was sent may hold half a character, which no answer can carry.
    return _problem(422, "; ".join(said).encode("utf-8", "replace").decode())


def _not_at_work(_request: Request, error: Exception) -> JSONResponse:
    return _problem(503, str(error))


def _our_fault(_request: Request, _error: Exception) -> JSONResponse:
    return _problem(500, "this failed here and was noted; nothing was stored")
