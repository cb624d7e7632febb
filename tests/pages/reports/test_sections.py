"""Service reflection, portals, stories, outlets, topics, method and the agencies' own pages."""

from dataclasses import replace
from datetime import timedelta

from core.agencies import Agency
from core.coverage import Probe
from reports.inputs import ReportInputs
from reports.month import month_report
from reports.sections.agencies import AgencyPage
from reports.sections.method import Method
from reports.sections.outlets import Outlets
from reports.sections.portals import Portals
from reports.sections.service import Service
from reports.sections.stories import Stories
from reports.sections.topics import Topics
from tests.pages.reports.sample_month import sample_inputs, sample_report
from tests.pages.reports.sample_office import MONTH, agency_key


def _section[T](kind: type[T], inputs: ReportInputs | None = None) -> T:
    report = month_report(inputs) if inputs else sample_report()
    return next(section for section in report.sections.values() if isinstance(section, kind))


def _page(name: str, inputs: ReportInputs | None = None) -> AgencyPage:
    report = month_report(inputs) if inputs else sample_report()
    return next(page for page in report.agencies if name in page.name)


def _only(agency: Agency, probes: list[Probe]) -> Portals:
    inputs = sample_inputs()
    profile = replace(inputs.profile, agencies=(agency,))
    return _section(Portals, replace(inputs, profile=profile, observations=(), scores=(), probes=probes))


def _agency(site: str | None = "education-site") -> Agency:
    return replace(sample_inputs().profile.agencies[0], own_outlet=site)


def _probe(night: int, newest_age_days: int | None, *, answered: bool = True, why: str = "") -> Probe:
    at = MONTH.start + timedelta(days=night, hours=20)
    newest = at - timedelta(days=newest_age_days) if newest_age_days is not None else None
    return Probe(outlet="education-site", at=at, answered=answered, newest_item_at=newest, why=why)


def test_the_share_of_the_whole_counts_an_item_of_two_agencies_once() -> None:
    inputs = sample_inputs()
    first, *rest = [o for o in inputs.observations if o.measure == "service_reflection_share" and o.counted]
    twin = replace(rest[0], items=first.items, counted=first.counted)
    others = [o for o in inputs.observations if o.measure != "service_reflection_share"]
    service = _section(Service, replace(inputs, observations=[*others, first, twin]))

    assert (service.counted.value, service.base.value) == (len(first.counted), len(first.items))


def test_service_rows_are_ordered_by_share() -> None:
    shares = [row.share for row in _section(Service).rows]

    assert shares == sorted(shares, reverse=True)


def test_examples_are_different_stories_and_at_most_two_of_an_agency() -> None:
    examples = _section(Service).examples
    agencies = [example.agency for example in examples]

    assert len(examples) == 4
    assert len({sample_inputs().stories.get(e.item_id, e.item_id) for e in examples}) == 4
    assert max(agencies.count(name) for name in agencies) <= 2


def test_a_portal_is_stale_by_the_last_good_look_of_the_month() -> None:
    portals = _only(_agency(), [_probe(3, 1), _probe(28, 15), _probe(29, None, answered=False)])

    assert [(r.age_text, r.answered.value, r.nights.value) for r in portals.stale] == [("۱۵ روز", 2, 3)]


def test_a_portal_exactly_as_old_as_the_limit_is_not_stale() -> None:
    portals = _only(_agency(), [_probe(28, 14)])

    assert (portals.stale, portals.fresh) == ((), 1)


def test_a_portal_that_never_answered_is_not_called_stale() -> None:
    portals = _only(_agency(), [_probe(n, None, answered=False, why="نام میزبان پیدا نشد") for n in range(4)])

    assert portals.stale == ()
    assert "نام میزبان پیدا نشد" in portals.unknown[0].why
    assert "ایراد دستگاه نمی‌شماریم" in portals.unknown[0].why


def test_a_portal_without_dates_without_visits_or_without_address_is_unknown_for_that_reason() -> None:
    assert "تاریخ هیچ مطلبی خوانده نشد" in _only(_agency(), [_probe(3, None)]).unknown[0].why
    assert "سر زده نشد" in _only(_agency(), []).unknown[0].why
    assert "ثبت نشده" in _only(_agency(None), []).unknown[0].why


def test_failing_sources_name_their_days_and_their_commonest_cause() -> None:
    rows = [(row.source, row.failed.value, row.asked.value, row.why) for row in _section(Portals).failing]

    assert rows == [
        ("industry-site-feed", 18, 30, "کارساز در ۳۰ ثانیه پاسخ نداد"),
        ("alborz-south-feed", 6, 30, "کارساز در ۳۰ ثانیه پاسخ نداد"),
    ]


def test_the_widest_stories_come_first_and_begin_with_the_original() -> None:
    rows = _section(Stories).rows

    assert len(rows) == 8
    assert all(row.items.value == sum(m.is_counted for m in row.members) > 1 for row in rows)
    assert {row.members[0].relation for row in rows} == {"نخستین انتشار"}


def test_an_original_that_is_not_counted_is_named_all_the_same() -> None:
    inputs = sample_inputs()
    press = {o.agency: o for o in inputs.observations if o.measure == "press_items"}[agency_key("education")]
    without = replace(press, items=press.items[1:], value=press.value and press.value - 1)
    others = [o for o in inputs.observations if o.measure == "press_stories"]
    rows = _section(Stories, replace(inputs, observations=[without, *others], scores=())).rows

    assert (rows[0].members[0].item_id, rows[0].members[0].is_counted) == (press.items[0], False)
    assert rows[0].items.value == 2


def test_a_month_without_reprints_has_no_wide_story() -> None:
    assert _section(Stories, replace(sample_inputs(), stories={})).rows == ()


def test_every_watched_outlet_has_a_row_also_without_items() -> None:
    rows = _section(Outlets, replace(sample_inputs(), observations=(), scores=())).rows

    assert len(rows) == 6
    assert {row.items.value for row in rows} == {0}


def test_outlets_together_hold_all_items() -> None:
    assert sum(row.items.value for row in _section(Outlets).rows) == 79


def test_topics_together_hold_all_items_and_unknown_ones_come_last() -> None:
    inputs = sample_inputs()
    findings = [replace(f, topic=None) if f.item_id < 10 else f for f in inputs.findings]
    rows = _section(Topics, replace(inputs, findings=findings)).rows

    assert sum(row.items.value for row in rows) == 79
    assert rows[-1].name == "موضوع معلوم نشد"


def test_the_method_names_indicators_bands_and_versions() -> None:
    method = _section(Method)

    assert [i.weight for i in method.indicators] == ["۵۰", "۳۰", "۲۰"]
    assert method.bands[1] == ("ضعیف", "۳۰")
    assert ("برنامه", "0.1.0") in method.versions


def test_an_agencys_page_tells_the_gap_to_the_best_of_its_group() -> None:
    assert "اداره کل آموزش و پرورش استان سمنان" in _page("علوم پزشکی").best
    assert "۹٫۳ امتیاز" in _page("علوم پزشکی").best
    assert _page("آموزش و پرورش").best == ""
    assert _page("استانداری").best == ""


def test_an_agencys_page_has_its_heads_of_that_day_and_its_parts() -> None:
    page = _page("آموزش و پرورش")

    assert page.heads == ("مدیرکل: مهران کویری",)
    assert [part.name for part in page.parts] == ["بازتاب در رسانه‌ها", "تازگی سایت"]
    assert [part.state for part in page.parts] == ["", "سنجیده نشد"]
    assert page.parts[0].rules == ("خبرهای جدا: target_ratio 7/10",)


def test_a_trend_ends_with_this_month_and_keeps_its_gaps() -> None:
    trend = _page("آموزش و پرورش").trend

    assert [point.month.split()[0] for point in trend] == ["خرداد", "تیر", "مرداد", "شهریور", "مهر"]
    assert (trend[2].points, trend[-1].points_text) == (None, "۸۱٫۳")
    assert _page("امور مالیاتی").trend == ()


def test_an_agencys_topics_and_outlets_are_its_own_items() -> None:
    page = _page("ثبت احوال")
    press = next(o for o in sample_inputs().observations if o.agency == agency_key("civil-registration"))

    assert sum(row.items.value for row in page.topics) == len(press.items)
    assert sum(outlet.items.value for outlet in page.outlets) == len(press.items)
