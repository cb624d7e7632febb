"""One look at a site by a child process of the crawler: only the crawler opens the network."""

import subprocess
import sys
from datetime import datetime

from core.errors import CrawlError, InputError
from core.methodology import Methodology
from crawler.probe.probed import ProbedSite, ProbeRequest, request_adapter, site_adapter
from rasad.home import CHECKOUT

GRACE_SECONDS = 60.0
"""How long after its own time limit the look may take to end."""


def probe_site(methodology: Methodology, address: str, now: datetime, *, delay_seconds: float) -> ProbedSite:
    """Look at a site once. Raises InputError for what is no address, CrawlError when the look itself died."""
    request = ProbeRequest(
        address=_web_address(address),
        now=now,
        delay_seconds=delay_seconds,
        allowed_private=tuple(
            sorted({pair for profile in methodology.profiles.values() for pair in profile.allowed_private})
        ),
        user_agent=methodology.settings.user_agent,
    )
    try:
        done = subprocess.run(
            [sys.executable, "-m", "crawler.probe"],
            input=request_adapter().dump_json(request),
            capture_output=True,
            cwd=CHECKOUT,
            timeout=request.seconds + GRACE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CrawlError(f"{address}: the look did not end by itself; try again later") from error
    lines = done.stdout.splitlines()
    if not lines:
        last = b" | ".join(done.stderr.splitlines()[-3:]).decode(errors="replace")
        raise CrawlError(f"{address}: the look ended with code {done.returncode} and no answer: {last}")
    return site_adapter().validate_json(lines[-1])


def _web_address(address: str) -> str:
    """An address as a person types it: without a scheme it is https."""
    typed = address.strip()
    if not typed or " " in typed:
        raise InputError(f"'{address}' is no address; write it like https://www.example.ir/fa/news")
    if "://" in typed and not typed.startswith(("http://", "https://")):
        raise InputError(f"'{address}' is neither http nor https; give the address of a web page")
    return typed if "://" in typed else f"https://{typed}"
