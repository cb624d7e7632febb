"""What must hold for every input: better never scores lower, tricks gain nothing, faults cost nothing."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.agencies import Agency, AgencyKey
from core.attributions import Prominence
from core.calendar import JalaliMonth
from core.coverage import Completeness
from core.methodology import Profile
from core.observations import Observation, State
from core.outlets import Tier
from core.schemes import Band, Direction, Indicator, MeasureUse, Normalisation, Scheme
from core.scores import TOTAL, Score
from scoring.activity.initiative import InitiativeMonth, InitiativeRule, initiative_points
from scoring.activity.press import Carrier, Originality, PressRule, PressStory, press_points
from scoring.activity.responsiveness import Case, CaseState, responsiveness_points
from scoring.activity.site import SiteMonth, site_points
from scoring.activity.social import SocialMonth, SocialRule, social_points
from scoring.activity.total import SUB_INDEX_WEIGHTS, activity_index
from scoring.score import band_of, score_round

quick = settings(max_examples=30, deadline=None, derandomize=True, database=None)

PRESS = PressRule(target=12)
NOISE = 1e-9

carriers = st.builds(Carrier, owner=st.sampled_from(["الف", "ب", "پ", "ت"]), tier=st.sampled_from(list(Tier)))
stories = st.builds(
    PressStory,
    probability=st.floats(0, 1),
    prominence=st.sampled_from(list(Prominence)),
    originality=st.sampled_from(list(Originality)),
    carriers=st.lists(carriers, min_size=1, max_size=6).map(tuple),
)


@quick
@given(st.lists(stories, max_size=8), stories)
def test_a_further_story_never_lowers_press(others: list[PressStory], story: PressStory) -> None:
    assert press_points([*others, story], PRESS) >= press_points(others, PRESS) - NOISE


@quick
@given(st.lists(stories, max_size=5), stories, st.floats(0, 1), carriers)
def test_a_better_story_never_lowers_press(
    others: list[PressStory], story: PressStory, probability: float, carrier: Carrier
) -> None:
    surer = replace(story, probability=max(story.probability, probability))
    wider = replace(surer, carriers=(*surer.carriers, carrier))
    points = [press_points([*others, s], PRESS) for s in (story, surer, wider)]

    assert points == sorted(points) or max(points) - min(points) < NOISE


@quick
@given(stories, st.data())
def test_one_more_site_of_the_same_owner_adds_nothing(story: PressStory, data: st.DataObject) -> None:
    licensed = replace(story, carriers=tuple(c for c in story.carriers if PRESS.tiers[c.tier] > 0))
    if not licensed.carriers:
        return
    copied = data.draw(st.sampled_from(licensed.carriers))
    best = max(PRESS.tiers[c.tier] for c in licensed.carriers)
    tier = data.draw(st.sampled_from([t for t in Tier if PRESS.tiers[t] <= best]))
    copy = Carrier(owner=copied.owner, tier=tier)

    assert press_points([replace(licensed, carriers=(*licensed.carriers, copy))], PRESS) == press_points(
        [licensed], PRESS
    )


@st.composite
def site_months(draw: st.DrawFn) -> SiteMonth:
    working, nights = draw(st.integers(1, 27)), draw(st.integers(1, 31))
    return SiteMonth(
        active_days=draw(st.integers(0, working)),
        working_days=working,
        longest_silence_days=draw(st.integers(0, 31)),
        mean_age_days=draw(st.floats(0, 30)),
        answered_nights=draw(st.integers(0, nights)),
        probed_nights=nights,
        broken_links=draw(st.integers(0, 200)),
        checked_links=200,
    )


@quick
@given(site_months())
def test_a_better_site_never_scores_lower(month: SiteMonth) -> None:
    better = (
        replace(month, active_days=min(month.working_days, month.active_days + 1)),
        replace(month, longest_silence_days=max(0, month.longest_silence_days - 1)),
        replace(month, mean_age_days=max(0.0, month.mean_age_days - 1)),
        replace(month, answered_nights=min(month.probed_nights, month.answered_nights + 1)),
        replace(month, broken_links=max(0, month.broken_links - 1)),
    )

    assert all(site_points(other) >= site_points(month) - NOISE for other in better)
    assert -NOISE <= site_points(month) <= 100 + NOISE


@quick
@given(st.integers(0, 29), st.integers(0, 90), st.integers(0, 3), st.integers(1, 60))
def test_livelier_channels_never_score_lower(active: int, messages: int, alive: int, target: int) -> None:
    month = SocialMonth(
        active_days=active, days=30, messages=messages, alive_channels=alive, declared_channels=4
    )
    better = (
        replace(month, active_days=active + 1),
        replace(month, messages=messages + 1),
        replace(month, alive_channels=alive + 1),
    )
    rule = SocialRule(target_messages=target)

    assert all(social_points(other, rule) >= social_points(month, rule) for other in better)


@quick
@given(st.lists(st.floats(0, 2000), min_size=1, max_size=8), st.data())
def test_a_sooner_reply_never_scores_lower(hours: list[float], data: st.DataObject) -> None:
    cases = [Case(state=CaseState.ANSWERED, hours_to_reply=h) for h in hours]
    sooner = data.draw(st.integers(0, len(hours) - 1))
    faster = [replace(c, hours_to_reply=hours[i] / 2) if i == sooner else c for i, c in enumerate(cases)]
    silent = [Case(state=CaseState.UNANSWERED) if i == sooner else c for i, c in enumerate(cases)]
    points = [responsiveness_points(each) or 0.0 for each in (silent, cases, faster)]

    assert points == sorted(points)


@quick
@given(st.integers(0, 4), st.integers(0, 5), st.integers(1, 20), st.data())
def test_more_initiative_never_scores_lower(
    formats: int, events: int, shared: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, shared - 1))
    month = InitiativeMonth(formats=formats, events=events, own_first_stories=first, shared_stories=shared)
    better = (
        replace(month, formats=formats + 1),
        replace(month, events=events + 1),
        replace(month, own_first_stories=first + 1),
    )
    rule = InitiativeRule(target_events=2)

    assert all(initiative_points(b, rule) >= initiative_points(month, rule) - NOISE for b in better)


points_or_nothing = st.one_of(st.none(), st.floats(0, 100))


@quick
@given(st.fixed_dictionaries(dict.fromkeys(SUB_INDEX_WEIGHTS, points_or_nothing)), st.data())
def test_the_index_without_a_measure_is_the_index_where_it_failed(
    points: dict[str, float | None], data: st.DataObject
) -> None:
    lost = data.draw(st.sampled_from(sorted(points)))
    failed = activity_index(points | {lost: None})
    weights = {name: weight for name, weight in SUB_INDEX_WEIGHTS.items() if name != lost}
    removed = activity_index({name: points[name] for name in weights}, weights)

    assert failed is None or (removed is not None and abs(failed - removed) < NOISE)


# --- whole rounds -----------------------------------------------------------------------------------------

MEASURES = ("a", "b", "c")
SCHEME = Scheme(
    id="s",
    version="1",
    name="نمونه",
    domains=(("d", "یک"), ("e", "دو")),
    indicators=tuple(
        Indicator(
            id=f"i-{name}",
            name=name,
            domain="d" if name == "a" else "e",
            weight=weight,
            measures=(
                MeasureUse(
                    measure=name, normalisation=Normalisation.TARGET_RATIO, target=10, direction=direction
                ),
            ),
        )
        for name, weight, direction in zip(
            MEASURES, (50, 30, 20), (Direction.MORE, Direction.MORE, Direction.LESS), strict=True
        )
    ),
    bands=tuple(Band(name=str(edge), from_score=edge) for edge in (0, 30, 50, 70, 85)),
)

values = st.lists(
    st.tuples(*[st.one_of(st.none(), st.integers(0, 20)) for _ in MEASURES]), min_size=1, max_size=12
)
type Rows = Sequence[tuple[int | None, ...]]


def office(number: int, group: str) -> Agency:
    return Agency(
        key=AgencyKey(f"type-{number:02d}", "قزوین"), name=str(number), group=group, track="agencies"
    )


def observation(agency: Agency, measure: str, value: int | None) -> Observation:
    state = State.NOT_MEASURED if value is None else State.MEASURED if value else State.ZERO
    return Observation(
        agency=agency.key,
        measure=measure,
        value=None if value is None else float(value),
        state=state,
        completeness=Completeness(expected=30, seen=30),
    )


def round_of(rows: Rows, *, groups: int = 1, order: Sequence[int] | None = None) -> list[Score]:
    agencies = [office(n, f"g{n % groups}") for n in range(len(rows))]
    seen = [
        observation(a, m, v)
        for a, row in zip(agencies, rows, strict=True)
        for m, v in zip(MEASURES, row, strict=True)
    ]
    shuffled = [agencies[n] for n in order] if order else agencies
    profile = Profile(
        id="p",
        name="p",
        province="قزوین",
        sample=True,
        groups={f"g{n}": str(n) for n in range(groups)},
        tracks={"agencies": "دستگاه‌ها"},
        agencies=tuple(shuffled),
        scheme="s",
        watched_outlets=(),
    )
    return score_round(seen if order is None else seen[::-1], SCHEME, profile, JalaliMonth(1404, 7))


def points_of(scores: Sequence[Score]) -> dict[tuple[AgencyKey, str], float | None]:
    return {(s.agency, s.subject): s.points for s in scores}


@quick
@given(values, st.integers(2, 4))
def test_splitting_a_group_changes_no_score(rows: Rows, groups: int) -> None:
    assert points_of(round_of(rows)) == points_of(round_of(rows, groups=groups))


@quick
@given(values, st.randoms(use_true_random=False))
def test_the_order_of_agencies_changes_no_score_and_no_rank(rows: Rows, random: object) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    key = {(s.agency, s.subject): s for s in round_of(rows)}

    assert {(s.agency, s.subject): s for s in round_of(rows, order=order)} == key


@quick
@given(values)
def test_the_same_round_again_is_identical(rows: Rows) -> None:
    assert round_of(rows) == round_of(rows)


@quick
@given(values)
def test_bands_count_every_evaluated_agency_once(rows: Rows) -> None:
    totals = [s for s in round_of(rows) if s.subject == TOTAL]

    assert sum(s.band is not None for s in totals) == sum(s.points is not None for s in totals)
    assert all(s.band == band_of(s.points, SCHEME.bands) for s in totals if s.points is not None)


@quick
@given(values)
def test_every_trace_adds_up_to_its_score(rows: Rows) -> None:
    for score in round_of(rows):
        if score.points is not None:
            assert abs(sum((p.points or 0) * p.weight for p in score.trace) - score.points) < NOISE


@quick
@given(values, st.integers(0, 2))
def test_a_fault_costs_no_more_than_the_measure_itself(rows: Rows, lost: int) -> None:
    failed = round_of([tuple(None if i == lost else v for i, v in enumerate(row)) for row in rows])
    indicators = tuple(i for n, i in enumerate(SCHEME.indicators) if n != lost)
    without = replace(SCHEME, indicators=indicators, least_available_weight=0.0)
    profile_scores = {s.agency: s.points for s in failed if s.subject == TOTAL and s.points is not None}

    for agency, points in profile_scores.items():
        mine = [row for n, row in enumerate(rows) if office(n, "g0").key == agency]
        alone = _score_alone(mine[0], without)
        assert alone is not None and points >= alone - NOISE


def _score_alone(row: tuple[int | None, ...], scheme: Scheme) -> float | None:
    agency = office(0, "g0")
    profile = Profile(
        id="p",
        name="p",
        province="قزوین",
        sample=True,
        groups={"g0": "یک"},
        tracks={"agencies": "دستگاه‌ها"},
        agencies=(agency,),
        scheme="s",
        watched_outlets=(),
    )
    seen = [observation(agency, m, v) for m, v in zip(MEASURES, row, strict=True)]
    scores = score_round(seen, scheme, profile, JalaliMonth(1404, 7))
    return next(s.points for s in scores if s.subject == TOTAL)
