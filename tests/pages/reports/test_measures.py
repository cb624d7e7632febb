"""The measures table: counts, shares and other values, and the words in place of a missing one."""

from dataclasses import replace

import pytest

from core.coverage import Completeness
from core.errors import RoundError
from core.observations import Observation, State
from reports.month import month_report
from reports.sections.measures import MeasureCell, Measures
from tests.pages.reports.sample_month import sample_inputs
from tests.pages.reports.sample_office import agency_key

EDUCATION = agency_key("education")


def _cell(observation: Observation) -> MeasureCell:
    """The cell of one observation of one agency."""
    inputs = replace(sample_inputs(), observations=[observation], scores=())
    page = next(page for page in month_report(inputs).agencies if page.id.startswith("education"))
    return next(cell for cell in page.measures if cell.name == _name(observation.measure))


def _name(measure: str) -> str:
    return {
        "press_items": "مطالب رسانه‌ها",
        "service_reflection_share": "بازتاب خدمت",
        "own_site_staleness_days": "کهنگی سایت",
    }.get(measure, measure)


def _observation(measure: str, value: float | None, state: State, **changes: object) -> Observation:
    fields: dict[str, object] = {
        "agency": EDUCATION,
        "measure": measure,
        "value": value,
        "state": state,
        "completeness": Completeness(expected=30, seen=27),
    }
    return Observation(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_count_is_a_link_to_its_items() -> None:
    cell = _cell(_observation("press_items", 3.0, State.MEASURED, items=(1, 2, 3)))

    assert cell.number
    assert (cell.number.value, cell.state, cell.complete_text) == (3, "", "۲۷ از ۳۰")


def test_a_true_zero_is_a_number_and_not_a_gap() -> None:
    cell = _cell(_observation("press_items", 0.0, State.ZERO))

    assert cell.number
    assert (cell.number.text, cell.state) == ("۰", "")


def test_a_count_that_is_not_its_items_stops_the_report() -> None:
    with pytest.raises(RoundError, match=r"says 4\.0 and names 3 items"):
        _cell(_observation("press_items", 4.0, State.MEASURED, items=(1, 2, 3)))


def test_a_share_shows_both_of_its_counts() -> None:
    share = _observation("service_reflection_share", 0.25, State.MEASURED, items=(1, 2, 3, 4), counted=(2,))
    cell = _cell(share)

    assert cell.counted
    assert cell.base
    assert (cell.text[1:], cell.counted.value, cell.base.value) == ("۲۵٪", 1, 4)


def test_a_share_of_nothing_is_a_dash() -> None:
    assert _cell(_observation("service_reflection_share", 0.0, State.ZERO)).text == "—"


def test_days_carry_their_unit() -> None:
    assert _cell(_observation("own_site_staleness_days", 4.55, State.MEASURED)).text == "۴٫۶ روز"


def test_what_was_seen_all_the_same_stays_open_when_a_measure_has_no_value() -> None:
    why = "نیمی از روزها دیده نشد."
    cell = _cell(_observation("press_items", None, State.NOT_MEASURED, items=(1, 2), why=why))

    assert cell.base
    assert (cell.state, cell.why, cell.base.value) == ("سنجیده نشد", why, 2)
    assert cell.number is None


@pytest.mark.parametrize("state", [State.NOT_MEASURED, State.NOT_APPLICABLE])
def test_states_without_a_value_are_said_in_words(state: State) -> None:
    cell = _cell(_observation("own_site_staleness_days", None, state))

    assert cell.state
    assert not any(character.isascii() and character.isalpha() for character in cell.state)


def test_an_unknown_measure_is_shown_under_its_own_name() -> None:
    cell = _cell(_observation("letters_answered", 7.25, State.MEASURED))

    assert (cell.name, cell.text) == ("letters_answered", "۷٫۳")


def test_the_table_holds_the_measures_of_the_scheme_and_the_agencys_page_all() -> None:
    extra = _observation("joint_stories", 2.0, State.MEASURED, items=(1, 2))
    inputs = sample_inputs()
    report = month_report(replace(inputs, observations=[*inputs.observations, extra]))
    table = report.sections["measures"]
    assert isinstance(table, Measures)

    assert "خبرهای مشترک" not in [column.name for column in table.columns]
    assert "خبرهای مشترک" in [cell.name for cell in report.agencies[0].measures]


def test_a_measure_that_was_not_counted_says_so() -> None:
    inputs = replace(sample_inputs(), observations=(), scores=())
    table = month_report(inputs).sections["measures"]
    assert isinstance(table, Measures)

    assert {cell.state for row in table.rows for cell in row.cells} == {"در این دور شمرده نشد"}
