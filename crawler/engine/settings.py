"""The Scrapy settings of a crawl: polite, bounded, and closed to everything but http."""

from typing import Any

from crawler.batch import Batch
from crawler.engine.guard import ALLOWED_SETTING
from crawler.engine.politeness import LONGEST_PAUSE_SETTING
from crawler.engine.robots import LONGEST_DELAY_SETTING

MOST_BODY = 8 * 1024 * 1024


def settings_of(batch: Batch) -> dict[str, Any]:
    """Scrapy's settings for one batch; why each differs from the default is in docs/architecture.md."""
    limits = batch.limits
    return {
        "USER_AGENT": batch.user_agent,
        "LOG_LEVEL": "ERROR",
        "STATS_DUMP": False,
        # What may be reached, and how much of it.
        "DOWNLOAD_HANDLERS": dict.fromkeys(("file", "data", "ftp", "s3")),
        "TWISTED_DNS_RESOLVER": "crawler.engine.guard.GuardedResolver",
        "HTTPPROXY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DOWNLOAD_MAXSIZE": MOST_BODY,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": limits.request_seconds,
        "DNS_TIMEOUT": min(20.0, limits.request_seconds),
        "DOWNLOAD_FAIL_ON_DATALOSS": False,
        # Old government servers have broken certificates; what they publish is public all the same.
        "DOWNLOAD_VERIFY_CERTIFICATES": False,
        "REDIRECT_MAX_TIMES": 6,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "RETRY_TIMES": 1,
        "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        # One request at a time for each host; robots, pauses and delays are ours.
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_DELAY_JITTER": 0,
        "ROBOTSTXT_OBEY": False,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "fa,en;q=0.5",
        },
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.engine.guard.GuardMiddleware": 10,
            "crawler.engine.robots.RobotsMiddleware": 100,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
            "crawler.engine.redirects.CarefulRedirects": 600,
            "crawler.engine.politeness.PolitenessMiddleware": 610,
            # They do nothing for us, and each costs a step for every request.
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
        },
        "EXTENSIONS": {
            "scrapy.extensions.corestats.CoreStats": None,
            "scrapy.extensions.logcount.LogCount": None,
            "scrapy.extensions.logstats.LogStats": None,
            "scrapy.extensions.feedexport.FeedExporter": None,
            "scrapy.extensions.memusage.MemoryUsage": None,
        },
        ALLOWED_SETTING: list(batch.allowed_private),
        LONGEST_PAUSE_SETTING: limits.pause_seconds,
        LONGEST_DELAY_SETTING: limits.crawl_delay_seconds,
    }
