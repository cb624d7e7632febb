"""Looks at agencies' own sites: the end of the certificate, dead links of a sample, the newest item."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.coverage import Probe
from core.outlets import Selectors
from crawler.batch import BatchSource
from tests.crawls.crawling import crawl, source
from tests.crawls.hostile import article
from tests.crawls.loopback import Answer, Reply, Site, serving
from tests.crawls.test_other_traps import expired_tls

pytestmark = pytest.mark.long

LISTING = '<ul class="news"><li><a href="/1">خبر نخست</a></li></ul>'
PAGE = article(head='<meta property="article:published_time" content="1405-08-20T10:00:00+03:30">')


def probed(tmp_path: Path, site: Site, *sample: str) -> Probe:
    one = source(site.url("/list"), kind="listing", selectors=Selectors(links=".news a"))
    work = BatchSource(
        source=one, outlet_name="اداره", is_probed=True, sample=tuple(site.url(path) for path in sample)
    )
    [record] = crawl(tmp_path, [work], allowed=[site.pair]).probes
    return record.probe


def test_a_look_keeps_when_the_certificate_ends(tmp_path: Path) -> None:
    tls: ssl.SSLContext = expired_tls(tmp_path)
    with serving({"/list": LISTING, "/1": PAGE}, tls=tls) as site:
        look = probed(tmp_path, site)

    assert look.answered
    assert look.certificate_ends == datetime(2020, 3, 20, tzinfo=UTC)


def test_a_site_without_encryption_has_no_certificate(tmp_path: Path) -> None:
    with serving({"/list": LISTING, "/1": PAGE}) as site:
        look = probed(tmp_path, site)

    assert look.certificate_ends is None
    assert (look.tried_links, look.broken_links) == (None, None)


def test_dead_links_of_the_sample_are_counted_and_what_tells_nothing_is_left_out(tmp_path: Path) -> None:
    pages: dict[str, Answer] = {
        "/list": LISTING,
        "/1": PAGE,
        "/lives": PAGE,
        "/gone": Reply(status=410),
        "/broken": Reply(status=500),
        "/sent-home": Reply(status=302, headers={"Location": "/"}),
        "/": "<html><body>صفحهٔ نخست اداره</body></html>",
        "/forbidden": Reply(status=403),
        "/hidden": PAGE,
        "/robots.txt": Reply(body="User-agent: *\nDisallow: /hidden", content_type="text/plain"),
    }
    sample = ("/lives", "/gone", "/broken", "/sent-home", "/forbidden", "/hidden", "/never-was")
    with serving(pages) as site:
        look = probed(tmp_path, site, *sample)

    assert (look.tried_links, look.broken_links) == (5, 4)


def test_a_site_that_does_not_answer_is_asked_for_no_sample(tmp_path: Path) -> None:
    with serving({"/list": Reply(status=404), "/lives": PAGE}) as site:
        look = probed(tmp_path, site, "/lives")

    assert not look.answered
    assert site.paths() == ["/list"]
    assert look.tried_links is None
