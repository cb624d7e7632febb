"""Measures of what people hand in: counted, refused, late, missing, or not due yet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import RoundError
from core.handed_in import Given, Verdict
from core.observations import State
from core.resolutions import Progress, ResolutionKind
from core.schemes import NullRule
from tests.unit.scoring.given import (
    AFTER_THE_DEADLINE,
    asked,
    judgement,
    record,
    resolution,
    survey,
    table_value,
)
from tests.unit.scoring.month_inputs import DAYS, MEHR, fact, finding, inputs

LATER = MEHR.next().days


def test_records_of_the_kinds_asked_for_are_counted_with_their_ids() -> None:
    given = Given(records=(record(1, "media-tour"), record(2, "media-tour"), record(3, "poll")))
    got = asked("submitted_records", given, parameters={"kinds": ["media-tour"]})

    assert (got.value, got.state, got.records) == (2.0, State.MEASURED, (1, 2))


def test_nothing_handed_in_is_a_zero_only_after_the_deadline() -> None:
    before = asked("submitted_records", Given(), as_of=MEHR.end + timedelta(days=4))
    after = asked("submitted_records", Given())

    assert (before.state, before.value) == (State.NOT_MEASURED, None)
    assert "۵ روز پس از دوره" in before.why
    assert (after.state, after.value) == (State.NOT_SUBMITTED, 0.0)


def test_the_scheme_says_what_absence_means() -> None:
    states = {rule: asked("submitted_records", Given(), null_rule=rule).state for rule in NullRule}

    assert {rule.value: state.value for rule, state in states.items()} == {
        "not_submitted": "not_submitted",
        "zero": "zero",
        "not_measured": "not_measured",
        "not_applicable": "not_applicable",
    }


def test_a_refused_record_gives_nothing_and_its_reason() -> None:
    given = Given(records=(record(1, verdict=Verdict.REJECTED, reason="عکس از سال پیش است"),))
    got = asked("submitted_records", given)

    assert (got.value, got.state, got.records) == (0.0, State.REJECTED, (1,))
    assert "عکس از سال پیش است" in got.why


def test_records_nobody_has_looked_at_count_unless_the_scheme_wants_accepted_ones() -> None:
    given = Given(records=(record(1), record(2, verdict=Verdict.ACCEPTED)))

    assert asked("submitted_records", given).value == 2
    assert asked("submitted_records", given, parameters={"accepted_only": True}).records == (2,)


def test_a_record_must_have_the_details_asked_for() -> None:
    given = Given(records=(record(1, details={"level": "ملی"}), record(2, details={"level": "استانی"})))

    assert asked("submitted_records", given, parameters={"details": {"level": "ملی"}}).records == (1,)


def test_what_comes_after_the_deadline_counts_in_the_month_in_which_it_came() -> None:
    late = Given(records=(record(1, received=LATER[8]),))
    next_month = inputs(as_of=MEHR.next().end + timedelta(days=10))
    aban = asked("submitted_records", late, of=replace(next_month, month=MEHR.next()))

    assert asked("submitted_records", late).state is State.NOT_SUBMITTED
    assert aban.records == (1,)


def test_a_plan_counts_as_long_as_it_holds() -> None:
    last_year = DAYS[0] - timedelta(days=200)
    plan = record(1, "plan", last_year, until=DAYS[3], received=last_year)
    over = record(1, "plan", last_year, until=DAYS[0] - timedelta(days=1), received=last_year)

    assert asked("submitted_records", Given(records=(plan,))).value == 1
    assert asked("submitted_records", Given(records=(over,))).value == 0


def test_a_rating_is_the_mean_of_the_raters_own_means() -> None:
    marks = (judgement(1, "یکم", 5), judgement(2, "یکم", 3, subject="ب"), judgement(3, "دوم", 2))
    got = asked("judged_rating", Given(judgements=marks))

    assert (got.value, got.evidence, got.records) == (3.0, 2, (1, 2, 3))


def test_one_rater_alone_gives_no_rating() -> None:
    got = asked("judged_rating", Given(judgements=(judgement(1, "یکم", 5),)))

    assert (got.state, got.value) == (State.NOT_MEASURED, None)
    assert "دست‌کم ۲ داور" in got.why


def test_the_newest_survey_speaks_when_enough_people_answered() -> None:
    results = (survey(1, 3, day=DAYS[2]), survey(2, 4, day=DAYS[8]))
    got = asked("survey_value", Given(surveys=results), parameters={"question": "trust"}, least_evidence=50)
    few = asked(
        "survey_value",
        Given(surveys=(survey(1, 5, respondents=9),)),
        least_evidence=50,
        parameters={"question": "trust"},
    )

    assert (got.value, got.evidence) == (4.0, 100)
    assert (few.state, few.value) == (State.NOT_MEASURED, None)


def test_a_number_of_a_table_is_taken_as_it_is() -> None:
    assert asked("table_value", Given(values=(table_value(1, 812.5),))).value == 812.5
    assert asked("table_value", Given()).state is State.NOT_MEASURED


def test_resolutions_due_in_the_month_give_the_share_that_is_done() -> None:
    six = [resolution(n, Progress.DONE, done_on=DAYS[9]) for n in range(1, 6)]
    six.append(resolution(6, Progress.IN_PROGRESS))
    other = [resolution(7, Progress.NOT_STARTED, due=LATER[3]), resolution(8, Progress.VOID)]
    got = asked("resolutions_done", Given(resolutions=(*six, *other)))

    assert got.value == pytest.approx(5 / 6)
    assert len(got.records) == 6


def test_a_late_answer_to_a_data_call_is_worth_what_the_scheme_says() -> None:
    call = ResolutionKind.DATA_CALL
    late = resolution(1, Progress.DONE, kind=call, done_on=DAYS[25])
    missing = resolution(2, Progress.NOT_STARTED, kind=call)
    rule = {"kinds": ["data-call"], "late_credit": 0.5}

    assert asked("resolutions_done", Given(resolutions=(late, missing)), parameters=rule).value == 0.25


def test_without_resolutions_there_is_nothing_to_judge() -> None:
    assert asked("resolutions_done", Given()).state is State.NOT_APPLICABLE


def test_a_project_is_covered_when_an_item_about_the_agency_names_it() -> None:
    of = inputs([fact(1), fact(2)], [finding(1), finding(2)], as_of=AFTER_THE_DEADLINE)
    projects = Given(records=(record(10, "project"), record(11, "project")))
    got = asked("projects_covered", projects, of=replace(of, named_in={10: [1], 11: []}))

    assert (got.value, got.items, got.records) == (0.5, (1,), (10, 11))


def test_parameters_that_do_not_fit_stop_the_round() -> None:
    with pytest.raises(RoundError, match=r"'submitted_records' cannot be counted .* kind: there is no such"):
        asked("submitted_records", Given(), parameters={"kind": ["poll"]})
    with pytest.raises(RoundError, match="late_credit is a share"):
        asked("resolutions_done", Given(), parameters={"late_credit": 3})
