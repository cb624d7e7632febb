"""The web application: people decide here, look for items, and read what was written."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from core.errors import RasadError
from reports.formats.html import STATIC
from review.agreement import adjudication_routes, agreement_routes, codebook_routes
from review.api.app import PATH as API_PATH
from review.api.app import create_api
from review.clips import clip_routes
from review.desk import Desk
from review.doors import sign_in
from review.doors.guards import BodyLimit, OriginGuard
from review.doors.headers import SafeHeaders
from review.doors.signed_in import ForgedFormError, NotAllowedError, NotSignedInError
from review.leading import lead_routes, ops_routes
from review.learning import learning_routes
from review.looking import agency_routes, item_routes, report_routes, search_routes, source_routes
from review.message_page import message_page
from review.queue import review_routes
from review.records import given_routes, given_write_routes
from review.stories import story_routes

AT_ONCE = 6
"""Requests worked on at the same moment. Python computes one at a time anyway, and those that wait their turn
are served in the order they came: with 40 at once, the slowest of twenty took three times as long."""

OWN_STATIC = Path(__file__).parent / "static"

ROUTES = (
    sign_in,
    review_routes,
    search_routes,
    item_routes,
    story_routes,
    adjudication_routes,
    agreement_routes,
    codebook_routes,
    agency_routes,
    source_routes,
    lead_routes,
    ops_routes,
    learning_routes,
    given_write_routes,
    given_routes,
    clip_routes,
    report_routes,
)
"""Every screen; a test asks each of their addresses without signing in."""

type Background = Callable[[], AbstractAsyncContextManager[None]]


def create_app(desk: Desk, background: Background | None = None) -> FastAPI:
    """The application over one desk; `background` runs beside it for as long as it serves."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        if background is None:
            yield
            return
        async with background():
            yield

    # The interactive API pages of FastAPI load scripts from other hosts.
    app = FastAPI(title="Rasad", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.desk = desk
    _add_guards(app)
    _add_messages(app)
    for routes in ROUTES:
        app.include_router(routes.router)
    app.mount(API_PATH, create_api(desk))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount("/app", StaticFiles(directory=OWN_STATIC), name="app")
    return app


def _add_guards(app: FastAPI) -> None:
    """The last one added is met first."""
    app.add_middleware(GZipMiddleware, minimum_size=500)
    app.add_middleware(BodyLimit)
    app.add_middleware(OriginGuard)
    app.add_middleware(SafeHeaders)


def _add_messages(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _http_message)
    app.add_exception_handler(NotSignedInError, _to_sign_in)
    for error, status in (
        (NotAllowedError, 403),
        (ForgedFormError, 403),
        (RequestValidationError, 422),
        (RasadError, 503),
        (Exception, 500),
    ):
        app.add_exception_handler(error, _message(status))


def _message(status: int) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        return HTMLResponse(message_page(status), status_code=status)

    return answer


def _http_message(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return HTMLResponse(message_page(status), status_code=status)


def _to_sign_in(request: Request, error: Exception) -> Response:
    """A page asks for the password; what a script sent is told so, and the script loads the page anew."""
    if request.method in ("GET", "HEAD") and "hx-request" not in request.headers:
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(sign_in.sign_in_address(path), status_code=303)
    return HTMLResponse(message_page(401), status_code=401)
