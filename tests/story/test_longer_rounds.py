"""Rounds longer than a month, and agencies that change their group while one goes on."""

from datetime import timedelta
from pathlib import Path

from core.calendar import JalaliMonth
from rasad.reporting.month import count_and_score
from rasad.reporting.month_view import view_round
from rasad.reporting.report_inputs import report_inputs
from rasad.wiring import Office
from reports.inputs import ReportInputs
from reports.month import MonthReport, month_report
from reports.numbers import Number
from reports.sections.changes import Changes
from storage.rounds import latest_round
from tests.story.round_office import (
    CITY,
    FILES,
    GAS,
    GOVERNOR,
    MEHR,
    POST,
    TAX,
    WATER,
    live_through,
    new_office,
    totals,
)

ABAN, AZAR = MEHR.next(), MEHR.next().next()
SCHEME, AGENCIES = "schemes/kavir.yaml", "provinces/kavir/agencies.yaml"
QUARTERLY = FILES | {SCHEME: FILES[SCHEME].replace("name: آزمون\n", "name: آزمون\nperiod: quarter\n")}
GAS_ENTRY = "group: services\n    track: provincial\n    heads:"


def count(office: Office, month: JalaliMonth) -> None:
    count_and_score(office, office.methodology.profiles["kavir"], month, month.end + timedelta(days=2))


def inputs_of(office: Office, month: JalaliMonth) -> ReportInputs:
    profile = office.methodology.profiles["kavir"]
    with office.database.read() as connection:
        made = latest_round(connection, "kavir", month, "kavir")
    assert made is not None
    return report_inputs(office, profile, made, view_round(office, profile, month))


def sentences(report: MonthReport) -> list[str]:
    changes = report.sections["changes"]
    assert isinstance(changes, Changes)
    return ["".join(p.text if isinstance(p, Number) else p for p in s) for s in changes.sentences]


def changing_group(*, on: str, to: str) -> dict[str, str]:
    """The gas company's entry twice: until the day before, and from the day."""
    until = {"1404-07-11": "1404-07-10", "1404-07-15": "1404-07-10"}[on]
    first = f"{GAS_ENTRY.split(chr(10))[0]}\n    until: {until}\n    track: provincial\n    heads:"
    second = f"  - {{type: gas, name: شرکت گاز, group: {to}, track: provincial, since: {on}}}\n"
    return FILES | {AGENCIES: FILES[AGENCIES].replace(GAS_ENTRY, first) + second}


def test_the_report_of_a_quarter_covers_all_its_months(tmp_path: Path) -> None:
    office = new_office(tmp_path, QUARTERLY)
    live_through(office, MEHR, {GAS: 9, POST: 2}, unseen_days=6)
    live_through(office, ABAN, {GAS: 2, POST: 2})
    live_through(office, AZAR, {GAS: 1, POST: 2})
    count(office, AZAR)
    report = month_report(inputs_of(office, AZAR))

    assert (report.heading.month, report.heading.days) == ("سه‌ماههٔ سوم ۱۴۰۴", "۱ مهر ۱۴۰۴ تا ۳۰ آذر ۱۴۰۴")
    volume, _, gaps = sentences(report)
    assert volume.startswith("در سه‌ماههٔ سوم ۱۴۰۴، ۱۸ مطلب از ۱ رسانه دربارهٔ ۲ دستگاه")
    # Two outlets over ninety days, of which one was not seen on six in the first month.
    assert "۱۷۴ از ۱۸۰" in gaps


def test_a_quarter_is_compared_with_the_quarter_before(tmp_path: Path) -> None:
    office = new_office(tmp_path, QUARTERLY)
    tir, shahrivar = JalaliMonth(1404, 4), JalaliMonth(1404, 6)
    for month, stories in (
        (tir, 2),
        (JalaliMonth(1404, 5), 1),
        (shahrivar, 1),
        (MEHR, 6),
        (ABAN, 1),
        (AZAR, 1),
    ):
        live_through(office, month, {GAS: stories})
    count(office, shahrivar)
    count(office, AZAR)
    inputs = inputs_of(office, AZAR)

    assert inputs.previous_scores[GAS].points is not None
    assert "بیشترین پیشرفت از آنِ شرکت گاز است" in sentences(month_report(inputs))[1]


def test_tracks_are_not_compared_with_one_another(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    live_through(office, MEHR, {GAS: 3, POST: 5, CITY: 1})
    live_through(office, ABAN, {GAS: 6, POST: 4, CITY: 9})
    count(office, MEHR)
    count(office, ABAN)
    movement = sentences(month_report(inputs_of(office, ABAN)))[1]

    assert "در دستگاه‌ها بیشترین پیشرفت از آنِ شرکت گاز" in movement
    assert "در شهرداری‌ها بیشترین پیشرفت از آنِ شهرداری شاهرود" in movement


def test_an_agency_that_changes_its_group_is_counted_once_in_the_group_it_ends_in(tmp_path: Path) -> None:
    office = new_office(tmp_path, changing_group(on="1404-07-11", to="cities"))
    live_through(office, MEHR, {GAS: 9, POST: 6, TAX: 4, WATER: 1, CITY: 12, GOVERNOR: 1})
    count(office, MEHR)
    inputs = inputs_of(office, MEHR)
    gas = next(page for page in month_report(inputs).agencies if page.name == "شرکت گاز")

    # Its nine stories of the whole month, of twelve: nobody else of its track stands in that group.
    assert totals(office)[GAS].ranked_among == 1
    assert totals(office)[POST].ranked_among == 3
    assert [o.value for o in inputs.observations if (o.agency, o.measure) == (GAS, "press_stories")] == [9]
    assert gas.group.startswith("شهرداری‌ها (تا ۱۰ مهر ۱۴۰۴ در گروه «خدماتی» بود")


def test_days_before_a_gap_in_which_nobody_watched_do_not_count(tmp_path: Path) -> None:
    office = new_office(tmp_path, changing_group(on="1404-07-15", to="cities"))
    live_through(office, MEHR, {GAS: 9})
    count(office, MEHR)

    # Its stories are of the days 2, 4, 6 … 18; those from the fifteenth on are two.
    observed = inputs_of(office, MEHR).observations
    assert [o.value for o in observed if (o.agency, o.measure) == (GAS, "press_stories")] == [2]
