"""Scoring: observations become indicators, domains and a total, each with a trace whose parts add up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from core.agencies import Agency, AgencyKey
from core.calendar import JalaliMonth
from core.errors import RoundError
from core.methodology import Profile
from core.observations import Observation, State
from core.periods import period_ending
from core.schemes import Band, Indicator, Scheme
from core.scores import TOTAL, Score, TracePart
from scoring.measures import MEASURES
from scoring.normalise import NOT_FOR_GROUP, normalised
from scoring.rank import ranks
from scoring.views import is_watched_in
from scoring.weigh import Part, Weighed, weigh

type Observed = Mapping[str, Observation]

type Subject = tuple[str, Weighed]
"""An indicator's or a domain's id, or TOTAL, and what it came to."""

type Place = tuple[int | None, int]
"""A rank, and among how many."""

UNRANKED: Place = (None, 0)

TOO_LITTLE_WEIGHT = "وزنِ در دسترس برای امتیاز کافی نیست."
_EMPTY_REASONS = {State.NOT_APPLICABLE: "کاربرد ندارد.", State.NOT_MEASURED: TOO_LITTLE_WEIGHT}


def score_round(
    observations: Sequence[Observation], scheme: Scheme, profile: Profile, month: JalaliMonth
) -> list[Score]:
    """Indicators, domains and total of every agency watched in the period, ranked in group and track.

    `month` is the last month of the period.
    """
    observed = _by_agency(observations)
    days = period_ending(scheme.period, month).days
    agencies = [a for a in profile.agencies if is_watched_in(a, days)]
    subjects = [_subjects(a, observed.get(a.key, {}), scheme) for a in agencies]
    places = _places(agencies, subjects)
    return [
        _score(agency, subject, scheme, place)
        for agency, mine, my_places in zip(agencies, subjects, places, strict=True)
        for subject, place in zip(mine, my_places, strict=True)
    ]


def _subjects(agency: Agency, observed: Observed, scheme: Scheme) -> Sequence[Subject]:
    """Indicators, domains and total of one agency in the scheme's order, the total last."""
    indicators = {i.id: _indicator(i, agency, observed, scheme) for i in scheme.indicators}
    domains = {d: _domain(d, scheme, indicators) for d, _ in scheme.domains}
    return [*indicators.items(), *domains.items(), (TOTAL, _total(scheme, indicators, domains))]


def band_of(points: float, bands: Iterable[Band]) -> str | None:
    """The band in which unrounded points lie; the lower edge belongs to the band."""
    reached = [band for band in bands if points >= band.from_score]
    return max(reached, key=lambda band: band.from_score).name if reached else None


def _by_agency(observations: Sequence[Observation]) -> dict[AgencyKey, dict[str, Observation]]:
    by_agency: dict[AgencyKey, dict[str, Observation]] = defaultdict(dict)
    for observation in observations:
        held = by_agency[observation.agency]
        if observation.measure in held:
            raise RoundError(
                f"two observations of '{observation.measure}' for {observation.agency}; count the round again"
            )
        held[observation.measure] = observation
    return by_agency


def _indicator(indicator: Indicator, agency: Agency, observed: Observed, scheme: Scheme) -> Weighed:
    if agency.group in indicator.not_for_groups:
        parts = [
            TracePart(
                name=use.key,
                value=None,
                points=None,
                weight=use.weight,
                state=State.NOT_APPLICABLE,
                rule=NOT_FOR_GROUP,
            )
            for use in indicator.measures
        ]
    else:
        parts = [
            normalised(
                use,
                observed.get(use.key),
                group=agency.group,
                grows_with_coverage=_grows(use.measure),
            )
            for use in indicator.measures
        ]
    return weigh([Part(trace=p) for p in parts], least_available_weight=scheme.least_available_weight)


def _grows(measure: str) -> bool:
    return measure in MEASURES and MEASURES[measure].grows_with_coverage


def _domain(domain: str, scheme: Scheme, indicators: Mapping[str, Weighed]) -> Weighed:
    parts = [_part(i.id, indicators[i.id], i.weight) for i in scheme.indicators if i.domain == domain]
    return weigh(parts, least_available_weight=scheme.least_available_weight)


def _total(scheme: Scheme, indicators: Mapping[str, Weighed], domains: Mapping[str, Weighed]) -> Weighed:
    def weight(domain: str) -> float:
        mine = (i for i in scheme.indicators if i.domain == domain)
        return sum(i.weight for i in mine if indicators[i.id].applies)

    parts = [_part(domain, weighed, weight(domain)) for domain, weighed in domains.items()]
    return weigh(parts, least_available_weight=scheme.least_available_weight)


def _part(name: str, weighed: Weighed, weight: float) -> Part:
    state = State.MEASURED if weighed.points is not None else _empty_state(weighed)
    part = TracePart(
        name=name,
        value=weighed.points,
        points=weighed.points,
        weight=weight,
        state=state,
        rule=_EMPTY_REASONS.get(state, "میانگین وزنی"),
    )
    return Part(trace=part, available=weighed.available_weight)


def _empty_state(weighed: Weighed) -> State:
    return State.NOT_MEASURED if weighed.applies else State.NOT_APPLICABLE


def _places(agencies: Sequence[Agency], subjects: Sequence[Sequence[Subject]]) -> list[list[Place]]:
    """For each agency's subjects: where it stands among those of its group and track that have points."""
    leagues: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, agency in enumerate(agencies):
        if agency.scored:
            leagues[agency.group, agency.track].append(n)
    places: list[list[Place]] = [[UNRANKED] * len(mine) for mine in subjects]
    for league in leagues.values():
        for subject in range(len(subjects[league[0]])):
            points = {n: subjects[n][subject][1].points for n in league}
            table = ranks({n: value for n, value in points.items() if value is not None})
            for n in league:
                places[n][subject] = table.get(n), len(table)
    return places


def _score(agency: Agency, subject: Subject, scheme: Scheme, place: Place) -> Score:
    name, weighed = subject
    banded = name == TOTAL and weighed.points is not None and agency.scored
    rank, ranked_among = place
    return Score(
        agency=agency.key,
        subject=name,
        points=weighed.points,
        available_weight=weighed.available_weight,
        trace=weighed.trace,
        band=band_of(weighed.points, scheme.bands) if banded and weighed.points is not None else None,
        rank=rank,
        ranked_among=ranked_among,
    )
