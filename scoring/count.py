"""Counting: every measure of every watched agency, in one pure function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.agencies import Agency, AgencyKey
from core.coverage import Completeness
from core.digits import persian_number
from core.errors import RoundError
from core.observations import Observation, State
from core.periods import window_within
from core.schemes import MeasureUse, Scheme
from scoring.inputs import CountInputs
from scoring.measure import Measure, not_applicable
from scoring.measures import MEASURES
from scoring.rules import rule_of
from scoring.views import AgencyView, agency_views, is_watched_in

type Views = Mapping[tuple[AgencyKey, date | None], AgencyView]

OUTSIDE_THE_WINDOW = "روزهای این سنجه در این دوره نیست."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One measure to count: under which name, and how the scheme uses it, if it does."""

    key: str
    measure: Measure
    use: MeasureUse | None = None
    rule: Any = None

    @property
    def window(self) -> str:
        return self.use.window if self.use else ""


def count(inputs: CountInputs) -> list[Observation]:
    """One Observation per agency and measure, in the order of the profile and the table."""
    asked = asked_by(inputs.scheme)
    views = {window: _views(inputs, window) for window in {"", *(one.window for one in asked)}}
    days = inputs.period.days
    return [
        observation
        for agency in inputs.profile.agencies
        if is_watched_in(agency, days)
        for observation in _observations(agency, asked, views)
    ]


def asked_by(scheme: Scheme) -> list[Asked]:
    """What every round counts, and what the scheme's indicators use; each name once."""
    uses: dict[str, MeasureUse] = {}
    for use in scheme.uses:
        if use.measure not in MEASURES:
            raise RoundError(f"scheme '{scheme.id}' uses '{use.measure}', which is no measure; correct it")
        uses.setdefault(use.key, use)
    asked = []
    for name, measure in MEASURES.items():
        mine = [use for use in uses.values() if use.measure == name]
        if measure.always and name not in uses:
            asked.append(Asked(key=name, measure=measure))
        for use in mine:
            rule = rule_of(measure, use.key, use.parameters)
            asked.append(Asked(key=use.key, measure=measure, use=use, rule=rule))
    return asked


def _views(inputs: CountInputs, window: str) -> Views:
    """The agencies' views over the period, or over a window of the scheme; none where it has no day here."""
    if window:
        named = next(one for one in inputs.scheme.windows if one.id == window)
        span = window_within(named, inputs.period)
        if span is None:
            return {}
        inputs = replace(inputs, span=span)
    return {(view.agency.key, view.agency.since): view for view in agency_views(inputs)}


def _observations(agency: Agency, asked: Sequence[Asked], views: Mapping[str, Views]) -> list[Observation]:
    whose = (agency.key, agency.since)
    mine = {window: there.get(whose) for window, there in views.items()}
    whole = views[""][whose]
    return [_observed(one, mine[one.window], whole) for one in asked]


def _observed(one: Asked, view: AgencyView | None, whole: AgencyView) -> Observation:
    if view is None:
        return not_applicable(whole, one.key, Completeness(expected=0, seen=0), OUTSIDE_THE_WINDOW)
    if one.rule is not None or one.measure.null_rule is not None:
        view = replace(view, use=one.use, rule=one.rule)
    return _with_enough_evidence(one.measure.observe(view, one.key), one.use)


def _with_enough_evidence(observation: Observation, use: MeasureUse | None) -> Observation:
    least = use.least_evidence if use else 0
    if not least or observation.state not in (State.MEASURED, State.ZERO) or observation.pieces >= least:
        return observation
    why = (
        f"برای این سنجه دست‌کم {persian_number(least)} مورد لازم است و "
        f"{persian_number(observation.pieces)} مورد هست."
    )
    return replace(observation, value=None, state=State.NOT_MEASURED, why=why, counted=())
