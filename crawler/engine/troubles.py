"""What went wrong with a fetch, as an Outcome with its detail in words."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from gzip import BadGzipFile

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from core.outcomes import Outcome
from crawler.engine.guard import RefusedAddressError
from crawler.engine.redirects import RedirectLoopError


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an address gave nothing."""

    outcome: Outcome
    detail: str
    not_before: datetime | None = None


WEIGHTS = {
    Outcome.UNREACHABLE: 0.25,
    Outcome.TIMED_OUT: 0.25,
    Outcome.SERVER_ERROR: 0.5,
    Outcome.TOO_MANY_REQUESTS: 0.5,
    Outcome.NOT_FOUND: 0.5,
    Outcome.BLOCKED: 0.5,
    Outcome.OUR_FAULT: 0.0,
}
"""How much a failed crawl counts against a source; causes not named count 1."""

PASSING = frozenset(
    {
        Outcome.UNREACHABLE,
        Outcome.TIMED_OUT,
        Outcome.SERVER_ERROR,
        Outcome.TOO_MANY_REQUESTS,
        Outcome.BLOCKED,
        Outcome.OUR_FAULT,
    }
)
"""Troubles that may be over tomorrow: a list with such a link is read again even if it has not changed."""

_BY_ERROR: tuple[tuple[type[Exception], Outcome], ...] = (
    (RefusedAddressError, Outcome.REFUSED_ADDRESS),
    (UnsupportedURLSchemeError, Outcome.REFUSED_ADDRESS),
    (RedirectLoopError, Outcome.REDIRECT_LOOP),
    (DownloadTimeoutError, Outcome.TIMED_OUT),
    (CannotResolveHostError, Outcome.UNREACHABLE),
    (DownloadConnectionRefusedError, Outcome.UNREACHABLE),
    (ResponseDataLossError, Outcome.UNREACHABLE),
    (DownloadCancelledError, Outcome.TOO_LARGE),
    (DownloadFailedError, Outcome.UNREACHABLE),
    (OSError, Outcome.UNREACHABLE),
)


def trouble_of(error: BaseException) -> Trouble:
    """The outcome of an exception; what we do not know is our fault."""
    carried = getattr(error, "trouble", None)
    if isinstance(carried, Trouble):
        return carried
    refused = _refusal_inside(error)
    if refused is not None:
        return Trouble(Outcome.REFUSED_ADDRESS, str(refused))
    if isinstance(error, IgnoreRequest) and "DOWNLOAD_MAXSIZE" in str(error):
        return Trouble(Outcome.TOO_LARGE, "larger than 8 MiB when decompressed")
    if is_bad_encoding(error):
        return Trouble(Outcome.UNREADABLE, f"body is not compressed as declared: {_words(error)}")
    for error_type, outcome in _BY_ERROR:
        if isinstance(error, error_type):
            return Trouble(outcome, _words(error))
    return Trouble(Outcome.OUR_FAULT, f"{type(error).__name__}: {error}"[:300])


def is_bad_encoding(error: BaseException) -> bool:
    """Whether a body is not compressed as its header says."""
    packages = {"brotli", "_brotli", "zstandard", "compression", "backports"}
    is_known = isinstance(error, zlib.error | EOFError | BadGzipFile)
    return is_known or type(error).__module__.partition(".")[0] in packages


def trouble_of_status(status: int) -> Trouble | None:
    """What an HTTP status means for us; None for an answer we can read."""
    if 200 <= status < 300 or status == 304:
        return None
    if status in {404, 410}:
        return Trouble(Outcome.NOT_FOUND, f"HTTP {status}")
    if status in {401, 402, 403, 407, 423, 451}:
        return Trouble(Outcome.BLOCKED, f"HTTP {status}")
    if status == 429:
        return Trouble(Outcome.TOO_MANY_REQUESTS, "HTTP 429")
    if status >= 500:
        return Trouble(Outcome.SERVER_ERROR, f"HTTP {status}")
    return Trouble(Outcome.UNREADABLE, f"HTTP {status}")


def _refusal_inside(error: BaseException | None) -> RefusedAddressError | None:
    """The resolver's refusal may come wrapped in the errors of the layers above it."""
    for _ in range(6):
        if error is None or isinstance(error, RefusedAddressError):
            return error
        reasons = getattr(error, "reasons", None)
        error = (
            error.__cause__ or error.__context__ or (getattr(reasons[0], "value", None) if reasons else None)
        )
    return None


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")[:300]
