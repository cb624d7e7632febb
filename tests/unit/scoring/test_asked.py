"""How a scheme asks: windows, one measure twice, targets of groups, caps, least evidence, exempt groups."""

from dataclasses import replace

import pytest

from core.calendar import JalaliMonth
from core.errors import RoundError
from core.observations import State
from core.schemes import Indicator, MeasureUse, Normalisation, PeriodKind, Scheme, Window
from core.scores import TOTAL
from scoring.count import count
from scoring.inputs import CountInputs
from scoring.normalise import normalised
from scoring.score import score_round
from tests.unit.scoring.given import counted
from tests.unit.scoring.month_inputs import DAYS, MEHR, answered, fact, finding, inputs, scheme_of, use_of

TEN_DAYS = Window(id="ten", name="دههٔ دوم مهر", first=(7, 11), last=(7, 20))


def with_window(of: CountInputs) -> CountInputs:
    return replace(of, scheme=replace(of.scheme, windows=(TEN_DAYS,)))


def test_a_window_counts_only_its_own_days() -> None:
    of = with_window(inputs([fact(n, day=n) for n in (5, 12, 19, 25)], [finding(n) for n in (5, 12, 19, 25)]))
    got = counted(use_of("press_items", id="in-window", window="ten"), of)

    assert (got.measure, got.items) == ("in-window", (12, 19))
    assert got.completeness.expected == 2 * 10


def test_in_a_month_without_its_days_a_window_does_not_apply() -> None:
    aban = with_window(inputs(as_of=MEHR.next().end))
    got = counted(use_of("press_items", window="ten"), replace(aban, month=MEHR.next()))

    assert (got.state, got.value) == (State.NOT_APPLICABLE, None)


def test_one_measure_asked_twice_gives_two_observations() -> None:
    day, week = (use_of("replies_in_time", id=f"h{n}", parameters={"hours": n}) for n in (24, 168))
    of = inputs([fact(1, day=2)], [finding(1, criticism_needing_reply=True)])
    names = {o.measure for o in count(replace(of, scheme=scheme_of(day, week)))}

    assert {"h24", "h168"} <= names
    assert "replies_in_time" not in names


def test_a_round_of_a_quarter_counts_its_three_months() -> None:
    of = inputs([fact(1, day=1), fact(2, day=40), fact(3, day=95)], [finding(n) for n in (1, 2, 3)])
    quarter = replace(scheme_of(use_of("press_items")), period=PeriodKind.QUARTER)
    azar = replace(of, month=JalaliMonth(1404, 9), as_of=JalaliMonth(1404, 10).start, scheme=quarter)
    (got,) = [o for o in count(azar) if o.measure == "press_items"]

    assert got.items == (1, 2)
    assert got.completeness.expected == 2 * 90


def test_a_scheme_with_a_measure_nobody_knows_is_not_counted() -> None:
    with pytest.raises(RoundError, match="scheme 's' uses 'press_itemz', which is no measure"):
        count(replace(inputs(), scheme=scheme_of(use_of("press_itemz"))))


def test_too_little_evidence_is_no_number() -> None:
    of = inputs([fact(1), fact(2)], [finding(1), finding(2)])
    enough = counted(use_of("service_reflection_share", least_evidence=2), of)
    too_little = counted(use_of("service_reflection_share", least_evidence=3), of)

    assert enough.value == 0.0
    assert (too_little.state, too_little.value) == (State.NOT_MEASURED, None)
    assert "دست‌کم ۳ مورد" in too_little.why


def target(**changes: object) -> MeasureUse:
    values: dict[str, object] = {"normalisation": Normalisation.TARGET_RATIO, "target": 8}
    return use_of("press_items", **values | changes)


def test_a_group_has_its_own_target_and_a_cap_holds_for_all() -> None:
    observation = counted(
        target(), inputs([fact(n) for n in (1, 2, 3, 4)], [finding(n) for n in (1, 2, 3, 4)])
    )
    grouped = target(group_targets={"g1": 5})

    assert normalised(grouped, observation, group="g2").points == 50
    assert normalised(grouped, observation, group="g1").points == 80
    capped = normalised(target(cap=40), observation, group="g2")
    assert capped.points == 40
    assert "سقف این سنجه ۴۰" in capped.rule


def test_points_are_taken_as_they_are() -> None:
    use = use_of("activity_diversity", normalisation=Normalisation.POINTS)
    observation = replace(counted(target(), inputs([fact(1)], [finding(1)])), value=37.25)

    assert normalised(use, observation).points == 37.25


def test_a_measure_spared_to_a_group_leaves_its_weight_to_the_others() -> None:
    uses = (target(weight=0.5), use_of("service_reflection_share", weight=0.5, not_for_groups=("g1",)))
    indicator = Indicator(id="i", name="i", domain="d", weight=100, measures=uses)
    scheme = Scheme(id="s", version="1", name="ن", domains=(("d", "d"),), indicators=(indicator,), bands=())
    of = replace(inputs([fact(1), fact(2)], [finding(1), finding(2)]), scheme=scheme)
    scores = score_round(count(of), scheme, of.profile, MEHR)
    (one,) = [s for s in scores if s.subject == "i"]

    assert one.points == 25
    assert [part.state for part in one.trace] == [State.MEASURED, State.NOT_APPLICABLE]
    assert next(s for s in scores if s.subject == TOTAL).available_weight == 1


def test_days_we_did_not_see_in_a_window_leave_its_target_too() -> None:
    days = answered(["be/feed", "water-site/feed"]) + answered(["alef/feed"], DAYS[:18])
    of = with_window(inputs([fact(n, day=n) for n in (12, 13)], [finding(12), finding(13)], source_days=days))
    got = counted(use_of("press_items", window="ten"), of)

    assert (got.completeness.seen, got.state) == (18, State.MEASURED)
    assert normalised(target(target=4), got, grows_with_coverage=True).points == pytest.approx(
        100 * 2 / (4 * 0.9)
    )
