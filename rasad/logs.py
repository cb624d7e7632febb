"""Structured logs in English: one event a line, on standard error, readable or as JSON."""

import logging
import os
import sys

import structlog

from rasad.operating.secrets_in_logs import without_secrets


def set_up_logs(*, as_json: bool | None = None, verbose: bool = False) -> None:
    """Called once by the command line; nothing else configures logging. RASAD_LOGS=json gives JSON lines."""
    if as_json is None:
        as_json = os.environ.get("RASAD_LOGS") == "json"
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            without_secrets,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if verbose else logging.INFO),
        # Looked up at each line: whoever redirects standard error gets the lines from then on.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
