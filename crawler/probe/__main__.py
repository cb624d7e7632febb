"""`python -m crawler.probe`: a ProbeRequest on standard input, a ProbedSite on standard output."""

import sys
from pathlib import Path

from crawler.probe.probed import ProbedSite, request_adapter, site_adapter


def main() -> int:
    """0 when the look came to its end, whatever it found."""
    from scrapy.crawler import CrawlerProcess

    from crawler.batch import Batch, Limits
    from crawler.engine.settings import settings_of
    from crawler.probe.spider import ProbeSpider

    request = request_adapter().validate_json(sys.stdin.buffer.read())
    batch = Batch(
        now=request.now,
        sources=(),
        spool=Path(),
        limits=Limits(request_seconds=request.request_seconds, seconds=request.seconds, pause_seconds=10.0),
        allowed_private=request.allowed_private,
        user_agent=request.user_agent,
    )
    process = CrawlerProcess(settings_of(batch))
    process.crawl(ProbeSpider, request=request, tell=_tell)
    process.start()
    return 1 if process.bootstrap_failed else 0


def _tell(site: ProbedSite) -> None:
    sys.stdout.buffer.write(site_adapter().dump_json(site) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
