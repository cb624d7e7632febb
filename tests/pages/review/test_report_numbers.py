"""In the review application too, every number of a written report opens as many entries as it says."""

import re
from collections.abc import Callable
from posixpath import join, normpath

from reports.formats.html import write_html
from review.desk import Desk
from tests.pages.reports.sample_month import sample_report
from tests.pages.review.at_work import Browser

NUMBER = re.compile(r'href="([^"]*lists/[^"]+\.html)" data-count="(\d+)"')
ENTRY = re.compile(r'<article class="item"|<li class="line"')
NEXT = re.compile(r'href="([^"/]+--\d+\.html)"')
FOLDER = "sample/1404-07"


def _entries(browser: Browser, address: str) -> int:
    """Of a list and of its further pages."""
    first = browser.open(address)
    assert first.status_code == 200, address
    further = [join(address.rpartition("/")[0], name) for name in dict.fromkeys(NEXT.findall(first.text))]
    return sum(len(ENTRY.findall(page)) for page in (first.text, *(browser.open(a).text for a in further)))


def test_every_number_of_the_front_page_and_of_agencies_opens_as_many_entries(
    desk: Desk, signed_in: Callable[[str], Browser]
) -> None:
    report = sample_report()
    write_html(report, desk.reports_folder / FOLDER)
    viewer = signed_in("v.nima")
    pages = ["index.html", *(f"agencies/{agency.id}.html" for agency in report.agencies)]
    wanted: dict[str, int] = {}
    for name in pages:
        address = f"/reports/{FOLDER}/{name}"
        for link, count in NUMBER.findall(viewer.open(address).text):
            wanted[normpath(join(address, "..", link))] = int(count)

    assert len(wanted) > 150
    assert {a: n for a, n in wanted.items() if _entries(viewer, a) != n} == {}


def test_bulletins_are_read_by_those_who_may_read_and_by_nobody_else(
    desk: Desk, signed_in: Callable[[str], Browser]
) -> None:
    page = desk.reports_folder / "semnan-sample" / "bulletins" / "daily-1404-07-10" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("بولتن", encoding="utf-8")
    address = "/reports/semnan-sample/bulletins/daily-1404-07-10/index.html"

    assert signed_in("v.nima").open(address).text == "بولتن"
    assert "بولتن" not in Browser(desk).open(address).text


def test_bulletins_are_found_from_the_first_page(desk: Desk, signed_in: Callable[[str], Browser]) -> None:
    bulletins = desk.reports_folder / "semnan-sample" / "bulletins"
    for name, title in (("daily-1404-07-10", "بریدهٔ مهر"), ("weekly-1404-08-02-gas-1", "چکیدهٔ آبان")):
        (bulletins / name).mkdir(parents=True)
        (bulletins / name / "mail.txt").write_text(f"{title}\n\nمتن", encoding="utf-8")
    page = signed_in("v.nima").open("/").text

    assert 'href="/reports/semnan-sample/bulletins/daily-1404-07-10/index.html">بریدهٔ مهر</a>' in page
    assert page.index("چکیدهٔ آبان") < page.index("بریدهٔ مهر")
