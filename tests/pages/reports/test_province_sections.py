"""The sections about the province: voice, heat map, criticism, trends, points, and each agency's card."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from core.agencies import AgencyKey
from core.calendar import JalaliMonth
from core.coverage import SourceDay
from core.percentages import Share
from core.round_results import AgencyTrend, ManagerPoints, RoundResults, TrackTrend, WeakShare
from core.scores import Score
from reports.inputs import Agreement, ReplyCase, ReportInputs
from reports.month import month_report
from reports.outline.quality import quality_blocks
from reports.outline.records import Table
from reports.sections.heatmap import PROVINCE as PROVINCE_COLUMN
from reports.sections.heatmap import Heatmap
from reports.sections.points import NOT_ASSESSED, Points
from reports.sections.portals import Portals
from reports.sections.quality import Quality
from reports.sections.responsiveness import Responsiveness
from reports.sections.scorecard import Scorecard
from reports.sections.trend import Trends
from reports.sections.voice import Voice
from tests.pages.reports.sample_month import sample_inputs
from tests.pages.reports.sample_office import MONTH, PROVINCE, agency_key

EDUCATION, TAX = agency_key("education"), agency_key("tax")


def _section[Kind](kind: type[Kind], inputs: ReportInputs) -> Kind:
    return next(s for s in month_report(inputs).sections.values() if isinstance(s, kind))


def _with_county() -> ReportInputs:
    """The tax office of Damghan beside the province's."""
    inputs = sample_inputs()
    tax = next(a for a in inputs.profile.agencies if a.key == TAX)
    county = replace(tax, key=AgencyKey("tax", PROVINCE, "دامغان"), name="امور مالیاتی دامغان")
    observed = [replace(o, agency=county.key) for o in inputs.observations if o.agency == TAX]
    return replace(
        inputs,
        profile=replace(inputs.profile, agencies=(*inputs.profile.agencies, county)),
        observations=[*inputs.observations, *observed],
        type_names={"tax": "امور مالیاتی"},
    )


def _results(
    *,
    points: Sequence[ManagerPoints] = (),
    agencies: Sequence[AgencyTrend] = (),
    weak: Sequence[WeakShare] = (),
) -> RoundResults:
    track = TrackTrend(
        track="agency", bands=(), weak=tuple(weak), improved=Share(part=0, whole=0), words="در مهر"
    )
    return RoundResults(
        points=tuple(points),
        letters=(),
        certificates=(),
        tracks=(track,) if weak else (),
        agencies=tuple(agencies),
        corrections={},
    )


def test_the_share_of_a_voice_is_of_the_items_of_its_own_group() -> None:
    report = month_report(sample_inputs())
    voice = report.sections["voice"]
    assert isinstance(voice, Voice)

    for group in voice.groups:
        items = {i for row in group.rows for i in report.lists[row.items.list_id].item_ids}
        assert items == set(report.lists[group.items.list_id].item_ids)
        assert [row.share for row in group.rows] == sorted((row.share for row in group.rows), reverse=True)
        assert all(row.share == row.items.value / group.items.value for row in group.rows)


def test_a_group_nobody_spoke_of_has_no_shares() -> None:
    inputs = sample_inputs()
    silent = replace(inputs, observations=[replace(o, items=(), value=0.0) for o in inputs.observations])

    assert {len(group.rows) for group in _section(Voice, silent).groups} == {0}


def test_the_heat_map_has_a_number_where_an_agency_is_watched_and_none_elsewhere() -> None:
    heat = _section(Heatmap, _with_county())
    tax = next(row for row in heat.rows if row.name == "امور مالیاتی")
    education = next(row for row in heat.rows if row.name == "education")

    assert heat.columns == (PROVINCE_COLUMN, "دامغان")
    assert all(cell.items for cell in tax.cells)
    assert education.cells[1].items is None


def test_the_fullest_cell_has_the_fullest_shade_and_an_empty_one_none() -> None:
    cells = [cell for row in _section(Heatmap, _with_county()).rows for cell in row.cells if cell.items]
    most = max(cells, key=lambda cell: cell.items.value if cell.items else 0)

    assert most.step == 5
    assert all((cell.step == 0) == (cell.items is not None and cell.items.value == 0) for cell in cells)


def test_each_criticism_is_told_with_what_came_of_it() -> None:
    at = MONTH.start + timedelta(days=3)
    cases = [
        ReplyCase(agency=EDUCATION, item_id=1, opened=at, state="answered", hours=30.0),
        ReplyCase(agency=TAX, item_id=2, opened=at, state="unanswered"),
        ReplyCase(agency=TAX, item_id=3, opened=at, state="answered", hours=24 * 5.5),
    ]
    section = _section(Responsiveness, replace(sample_inputs(), cases=cases))

    assert (section.cases.value, section.answered.value, section.unanswered.value) == (3, 2, 1)
    assert [row.delay for row in section.rows] == ["۳۰ ساعت", "", "۵٫۵ روز"]


def test_the_first_round_has_no_trend_and_says_so() -> None:
    first = AgencyTrend(agency=TAX, since_first=None, since_last_year=None, band="ضعیف", run=1)
    section = _section(Trends, replace(sample_inputs(), results=_results(agencies=[first])))

    assert section.rows == ()


def test_a_trend_goes_from_the_first_round_to_this_one_in_points() -> None:
    weak = [
        WeakShare(month=JalaliMonth(1404, 5), share=Share(part=6, whole=10)),
        WeakShare(month=MONTH, share=Share(part=3, whole=12)),
    ]
    agency = AgencyTrend(agency=TAX, since_first=-4.26, since_last_year=None, band="ضعیف", run=3)
    section = _section(Trends, replace(sample_inputs(), results=_results(agencies=[agency], weak=weak)))
    row = section.rows[0]

    assert [(p.month, p.points) for p in section.tracks[0].points] == [
        ("مرداد ۱۴۰۴", 60.0),
        ("مهر ۱۴۰۴", 25.0),
    ]
    assert (row.since_first.direction, row.since_first.text, row.run) == ("down", "۴٫۳", "۳")
    assert row.since_last_year.direction == "new"


def test_a_manager_without_a_score_is_not_assessed_and_has_no_zero() -> None:
    points = [
        ManagerPoints(agency=EDUCATION, manager="مهران کویری", points=8.134, out_of=10),
        ManagerPoints(agency=TAX, manager="", points=None, out_of=10),
    ]
    section = _section(Points, replace(sample_inputs(), results=_results(points=points)))

    assert section.out_of == "۱۰"
    assert [(r.manager, r.points_text) for r in section.rows] == [
        ("مهران کویری", "۸٫۱۳"),
        ("—", NOT_ASSESSED),
    ]


def _card(own: dict[str, float], best: dict[str, float]) -> Scorecard:
    """The card of the school office, beside the medical university of its group."""
    inputs = sample_inputs()
    pattern = next(s for s in inputs.scores if s.agency == EDUCATION and s.subject == "press_stories")
    given = {EDUCATION: own, agency_key("medical-university"): best}
    scores: list[Score] = [
        replace(pattern, agency=key, subject=subject, points=points)
        for key, each in given.items()
        for subject, points in each.items()
    ]
    report = month_report(replace(inputs, scores=scores))
    return next(page.card for page in report.agencies if page.name.startswith("اداره کل آموزش"))


def test_a_card_names_strengths_weak_indicators_and_the_way_to_the_best() -> None:
    card = _card(
        {"press_stories": 90.0, "own_site_staleness_days": 20.0, "service_reflection_share": 44.0},
        {"press_stories": 50.0, "own_site_staleness_days": 81.5, "service_reflection_share": 60.0},
    )

    assert [line.name for line in card.strengths] == ["بازتاب در رسانه‌ها"]
    assert [line.name for line in card.weakest] == ["تازگی سایت", "بازتاب خدمت"]
    assert card.strengths[0].gap == "هم‌تراز بهترینِ گروه"
    assert card.weakest[0].gap == "۶۱٫۵ امتیاز تا دانشگاه علوم پزشکی سمنان"
    assert card.strengths[0].measures[0].number is not None


def test_what_was_not_measured_is_neither_strong_nor_weak() -> None:
    card = _card({"press_stories": 90.0}, {"press_stories": 10.0, "own_site_staleness_days": 99.0})

    assert [line.name for line in (*card.strengths, *card.weakest)] == ["بازتاب در رسانه‌ها"]


def test_an_agency_outside_the_ranking_has_no_card() -> None:
    office = next(p for p in month_report(sample_inputs()).agencies if p.name == "استانداری سمنان")

    assert office.card == Scorecard(strengths=(), weakest=())


def test_a_value_from_looks_at_a_site_opens_these_looks() -> None:
    report = month_report(sample_inputs())
    page = next(p for p in report.agencies if p.name.startswith("اداره کل آموزش"))
    cell = next(cell for cell in page.measures if cell.probes)
    assert cell.probes is not None

    lines = report.lists[cell.probes.list_id].lines
    assert len(lines) == cell.probes.value == len(MONTH.days)
    assert "پاسخ داد؛ تازه‌ترین مطلب" in lines[0]


def test_a_value_from_what_was_handed_in_opens_its_records() -> None:
    given = {(TAX, "press_items"): ["۱: نشست خبری پاییز", "۲: تور رسانه‌ای"]}
    report = month_report(replace(sample_inputs(), given=given))
    page = next(p for p in report.agencies if p.name.startswith("اداره کل امور مالیاتی"))
    cell = next(cell for cell in page.measures if cell.given)
    assert cell.given is not None

    assert report.lists[cell.given.list_id].lines == ("۱: نشست خبری پاییز", "۲: تور رسانه‌ای")


def test_suspect_days_are_counted_with_their_reasons() -> None:
    inputs = sample_inputs()
    first, *rest = inputs.source_days
    suspect = replace(first, suspect="7 new items where at least 20 are expected")
    report = month_report(replace(inputs, source_days=[suspect, *rest]))
    quality = report.sections["quality"]
    assert isinstance(quality, Quality)

    assert quality.suspect.value == 1
    assert (
        "۷" in report.lists[quality.suspect.list_id].lines[0] or "7" in report.lists["suspect-days"].lines[0]
    )


def test_agreement_is_told_with_its_sample_and_its_absence_too() -> None:
    agreed = [
        _agreement("انتساب", items=412, is_small=False),
        _agreement("موضوع", items=7, is_small=True),
    ]
    inputs = replace(sample_inputs(), agreement=agreed)
    quality = _section(Quality, inputs)

    said = "آلفا ۰٫۸۱، بازهٔ ۹۵ درصدی ۰٫۷۲ تا ۰٫۸۹؛ AC1 ۰٫۹۰؛ \u061c۹۴٪ یکسان در "
    assert [line.text for line in quality.agreement] == [
        said + "۴۱۲ داوری",
        said + "۷ داوری؛ نمونه کوچک است",
    ]
    [table] = [
        block for block in quality_blocks(quality) if isinstance(block, Table) and block.id == "agreement"
    ]
    assert [row[1].text for row in table.rows] == [line.text for line in quality.agreement]
    assert _section(Quality, sample_inputs()).agreement == ()


def _agreement(name: str, *, items: int, is_small: bool) -> Agreement:
    return Agreement(
        name=name,
        items=items,
        percent=0.94,
        alpha=0.812,
        alpha_interval=(0.718, 0.893),
        ac1=0.901,
        is_small=is_small,
    )


def _channel_days(new_items: int | None, *, answered: bool = True) -> list[SourceDay]:
    return [
        SourceDay(
            source="kavir-channel-feed",
            day=day,
            expected=0,
            fetched=0,
            failed=0,
            answered=answered,
            new_items=new_items,
        )
        for day in MONTH.days
    ]


def _channels(days: Sequence[SourceDay]) -> list[str]:
    inputs = sample_inputs()
    agencies = tuple(
        replace(a, channels=("kavir-channel",)) if a.key == TAX else a for a in inputs.profile.agencies
    )
    quiet = {i: s for i, s in inputs.items.items() if s.item.outlet != "kavir-channel"}
    kept = [replace(o, items=(), counted=(), value=0.0) for o in inputs.observations]
    changed = replace(
        inputs,
        profile=replace(inputs.profile, agencies=agencies),
        items=quiet,
        findings=[f for f in inputs.findings if f.item_id in quiet],
        observations=kept,
        source_days=list(days),
    )
    return [row.channel for row in _section(Portals, changed).channels]


def test_a_channel_is_silent_when_it_was_seen_and_said_nothing() -> None:
    assert _channels(_channel_days(0)) == ["کانال کویرنشین"]


def test_a_channel_we_could_not_see_or_did_not_count_is_not_called_silent() -> None:
    assert _channels(_channel_days(0, answered=False)) == []
    assert _channels(_channel_days(None)) == []
    assert _channels(_channel_days(3)) == []
