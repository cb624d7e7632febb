"""The audit in the quality panel: each proportion with interval and sample, or that nothing was measured."""

from dataclasses import replace

from core.audit_figures import AgencyAccuracy, AuditFigures, AuditReport, Calibration, Proportion
from reports.formats.html_pages import report_pages
from reports.month import month_report
from reports.sections.quality import Quality
from tests.pages.reports.sample_month import sample_inputs

NOTHING_MEASURED = "درستی تشخیص سامانه در این ماه سنجیده نشد"


def _of(hits: int, of: int, low: float = 0.0, high: float = 1.0) -> Proportion:
    return Proportion(hits=hits, of=of, low=low, high=high)


def _report(*items: int, precision: Proportion, topic: Proportion) -> AuditReport:
    accuracy = AgencyAccuracy(precision=precision, recall=_of(33, 40, 0.68, 0.912), f1=0.9)
    figures = AuditFigures(
        items=items,
        linked=accuracy,
        counted=accuracy,
        topic=topic,
        service=_of(30, 40, 0.6, 0.86),
        service_macro_f1=0.7,
        calibration=Calibration(claims=0, error=None, bins=()),
    )
    return AuditReport(share=0.02, in_stream=50, overall=figures, groups={}, outlets={}, made_by={})


def _pages(audit: AuditReport) -> tuple[Quality, str]:
    report = month_report(replace(sample_inputs(), audit=audit))
    panel = report.sections["quality"]
    assert isinstance(panel, Quality)
    return panel, dict(report_pages(report))["index.html"]


def test_a_proportion_stands_with_its_interval_and_its_sample() -> None:
    panel, page = _pages(_report(1, 2, precision=_of(38, 40, 0.835, 0.986), topic=_of(40, 40, 0.91, 1.0)))

    assert panel.audit is not None
    text = panel.audit.lines[0].text.replace("\u061c", "")
    assert text == "۹۵٪: ۳۸ از ۴۰؛ بازهٔ ۹۵ درصدی ۸۴٪ تا ۹۹٪"
    assert panel.audit.lines[0].text in page


def test_a_perfect_share_of_few_says_that_the_sample_is_small() -> None:
    panel, _ = _pages(_report(1, precision=_of(9, 9, 0.70, 1.0), topic=_of(0, 0)))

    assert panel.audit is not None
    assert panel.audit.lines[0].text.endswith("؛ نمونه کوچک است")
    assert panel.audit.lines[4].text == "سنجیده نشد"


def test_the_reviewed_items_of_the_report_can_be_opened() -> None:
    known = sorted(sample_inputs().items)[:3]
    panel, page = _pages(_report(*known, 999_999, precision=_of(3, 3), topic=_of(3, 3)))

    assert panel.audit is not None
    assert (panel.audit.reviewed, panel.audit.shown.value) == ("۴ از ۵۰", 3)
    assert 'href="lists/audited.html" data-count="3"' in page


def test_a_month_in_which_nothing_was_reviewed_says_so() -> None:
    panel, page = _pages(_report(precision=_of(0, 0), topic=_of(0, 0)))

    assert panel.audit is not None
    assert panel.audit.lines == ()
    assert NOTHING_MEASURED in page
