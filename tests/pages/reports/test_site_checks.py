"""Broken links and certificates of agencies' sites: told with the looks behind them, and only where known."""

from dataclasses import replace
from datetime import timedelta

from core.coverage import Probe
from reports.month import MonthReport, month_report
from reports.sections.portals import Portals
from reports.sections.site_checks import SiteChecks
from tests.pages.reports.sample_month import sample_inputs

SITE = "education-site"
AS_OF = sample_inputs().as_of
BEGIN = sample_inputs().period.start


def _look(night: int, *, tried: int | None = None, broken: int = 0, ends_in: float | None = None) -> Probe:
    at = BEGIN + timedelta(days=night, hours=19)
    return Probe(
        outlet=SITE,
        at=at,
        answered=True,
        newest_item_at=at,
        tried_links=tried,
        broken_links=None if tried is None else broken,
        certificate_ends=None if ends_in is None else AS_OF + timedelta(days=ends_in),
    )


def _made(*looks: Probe) -> tuple[MonthReport, SiteChecks]:
    inputs = sample_inputs()
    agency = replace(inputs.profile.agencies[0], own_outlet=SITE)
    profile = replace(inputs.profile, agencies=(agency,))
    report = month_report(replace(inputs, profile=profile, observations=(), scores=(), probes=looks))
    portals = report.sections["portals"]
    assert isinstance(portals, Portals)
    return report, portals.checks


def test_looks_with_a_broken_link_are_counted_and_named_with_the_share_of_all_links() -> None:
    report, checks = _made(
        _look(3, tried=10), _look(4, tried=10, broken=3), _look(5, tried=5, broken=1), _look(6)
    )
    [row] = checks.troubled

    assert (row.broken.value, row.sampled.value) == (2, 3)
    assert "۱۶٪ (۴ از ۲۵)" in row.share_text
    assert "۳ از ۱۰ پیوند نمونه شکسته" in report.lists[row.broken.list_id].lines[0]
    assert checks.sound.value == 0


def test_a_certificate_is_told_in_its_last_three_weeks_and_after_its_end() -> None:
    said = {days: _made(_look(9, ends_in=days))[1].troubled for days in (22, 20.5, -2)}

    assert said[22] == ()
    assert said[20.5][0].certificate.startswith("۲۰ روز دیگر")
    assert "به پایان رسید" in said[-2][0].certificate
    assert said[-2][0].share_text == "—"


def test_a_renewed_certificate_is_no_trouble() -> None:
    _, checks = _made(_look(2, ends_in=3), _look(20, ends_in=300))

    assert (checks.troubled, checks.sound.value) == ((), 1)


def test_of_a_site_nobody_sampled_nothing_is_said() -> None:
    _, checks = _made(_look(2), _look(20))

    assert (checks.troubled, checks.sound.value) == ((), 0)


def test_the_worst_site_comes_first() -> None:
    inputs = sample_inputs()
    sites = [a.own_outlet for a in inputs.profile.agencies if a.own_outlet][:2]
    looks = [
        replace(_look(4, tried=10, broken=broken), outlet=site)
        for site, broken in zip(sites, (1, 6), strict=True)
    ]
    portals = month_report(replace(inputs, probes=looks)).sections["portals"]
    assert isinstance(portals, Portals)

    assert [row.share_text[-9:] for row in portals.checks.troubled] == ["(۶ از ۱۰)", "(۱ از ۱۰)"]
