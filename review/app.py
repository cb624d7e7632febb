"""The web application: the written reports, an item with its evidence, and the health of the installation."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from reports.formats.html import STATIC
from reports.formats.html_pages import item_page
from reports.items import ItemView
from review.headers import SAVED_PAGE_POLICY, SafeHeaders
from review.pages import front_page, message_page
from review.written_reports import written_reports

type ReadItem = Callable[[int], ItemView | None]
type ReadPage = Callable[[str], bytes | None]

_LONGEST_ID = 18
"""Digits of the largest id every database takes."""


def create_app(
    *,
    reports_folder: Path,
    read_item: ReadItem,
    health: Callable[[], Mapping[str, object]],
    read_page: ReadPage | None = None,
) -> FastAPI:
    """The application; it reads through the functions it is given and changes nothing.

    `health` says `ok` and whatever else a monitor wants; `read_page` gives a saved page by its hash.
    """
    # The interactive API pages of FastAPI load scripts from other hosts.
    app = FastAPI(title="Rasad", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SafeHeaders)
    app.add_exception_handler(HTTPException, _message)
    _add_pages(app, reports_folder, health)
    _add_items(app, read_item, read_page)
    reports_folder.mkdir(parents=True, exist_ok=True)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount("/reports", StaticFiles(directory=reports_folder, html=True), name="reports")
    return app


def _add_pages(app: FastAPI, reports_folder: Path, health: Callable[[], Mapping[str, object]]) -> None:
    @app.api_route("/", methods=["GET", "HEAD"])
    def front() -> HTMLResponse:
        return HTMLResponse(front_page(written_reports(reports_folder)))

    @app.api_route("/healthz", methods=["GET", "HEAD"])
    def healthz() -> JSONResponse:
        state = dict(health())
        return JSONResponse(state, status_code=200 if state.get("ok") is True else 503)


def _add_items(app: FastAPI, read_item: ReadItem, read_page: ReadPage | None) -> None:
    @app.api_route("/items/{item_id}", methods=["GET", "HEAD"])
    def item(item_id: str) -> HTMLResponse:
        # The templates of the written reports link to files; here the same names are addresses.
        view = read_item(_id(item_id.removesuffix(".html")))
        if view is None:
            raise HTTPException(404)
        return HTMLResponse(item_page(view, root="/", back="/"))

    @app.api_route("/pages/{page_hash}", methods=["GET", "HEAD"])
    def page(page_hash: str) -> Response:
        body = read_page(page_hash) if read_page and _is_hash(page_hash) else None
        if body is None:
            raise HTTPException(404)
        # No charset: the page itself says in which encoding its outlet wrote it.
        headers = {"content-type": "text/html", "content-security-policy": SAVED_PAGE_POLICY}
        return Response(body, headers=headers)


def _id(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID):
        raise HTTPException(404)
    return int(text)


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(character in "0123456789abcdef" for character in text)


async def _message(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return HTMLResponse(message_page(status), status_code=status)
