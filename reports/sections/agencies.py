"""An agency's own page: its score part by part, its measures, its topics and outlets."""

from collections import defaultdict
from dataclasses import dataclass

from core.agencies import Agency
from core.calendar import JalaliMonth
from core.observations import State
from core.schemes import Indicator
from core.scores import Score
from reports.facts import Facts
from reports.numbers import ListBook, Number, agency_id
from reports.persian import decimal_text, weight_text
from reports.sections.league import LeagueRow, league_row
from reports.sections.measures import MeasureCell, measure_cells
from reports.sections.scorecard import Scorecard, scorecard
from reports.sections.topics import TopicRow, topic_rows
from reports.words import STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart:
    """One indicator of the total: points × weight, or the state that left it out."""

    name: str
    points: float | None
    points_text: str
    weight_text: str
    state: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """The total in one month; None where there was none."""

    month: str
    points: float | None
    points_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyOutlet:
    """How much one outlet wrote about the agency."""

    name: str
    items: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPage:
    """Everything the report says of one agency."""

    id: str
    name: str
    group: str
    heads: tuple[str, ...]
    row: LeagueRow
    best: str
    """The best score of its group, in words; empty when this is it or there is none."""
    card: Scorecard
    parts: tuple[ScorePart, ...]
    measures: tuple[MeasureCell, ...]
    topics: tuple[TopicRow, ...]
    outlets: tuple[AgencyOutlet, ...]
    trend: tuple[TrendPoint, ...]
    """Oldest first, this month last; empty when there is no earlier month."""


def agency_pages(facts: Facts, lists: ListBook) -> tuple[AgencyPage, ...]:
    """One page for each watched agency."""
    return tuple(_page(facts, lists, agency) for agency in facts.agencies)


def _page(facts: Facts, lists: ListBook, agency: Agency) -> AgencyPage:
    own, items = agency_id(agency.key), facts.press[agency.key]
    day = facts.inputs.round.month.last_day
    return AgencyPage(
        id=own,
        name=agency.name,
        group=_group(facts, agency),
        heads=tuple(f"{head.role}: {head.name}" for head in agency.heads if head.holds_on(day)),
        row=league_row(facts, lists, agency),
        best=_best_of_group(facts, agency),
        card=scorecard(facts, lists, agency),
        parts=_parts(facts, agency),
        measures=measure_cells(facts, lists, agency, facts.measures),
        topics=topic_rows(facts, lists, items, prefix=f"topic-{own}", of=f"{agency.name}، "),
        outlets=_outlets(facts, lists, agency),
        trend=_trend(facts, agency),
    )


def _group(facts: Facts, agency: Agency) -> str:
    name = facts.inputs.profile.groups.get(agency.group, agency.group)
    changed = facts.inputs.changed_group.get(agency.key)
    return f"{name} ({changed})" if changed else name


def _best_of_group(facts: Facts, agency: Agency) -> str:
    peers = [a for a in facts.agencies if a.scored and (a.track, a.group) == (agency.track, agency.group)]
    scored = [(s.points, a) for a in peers if (s := facts.total(a.key)) and s.points is not None]
    own = facts.total(agency.key)
    if not scored or own is None or own.points is None or not agency.scored:
        return ""
    best, holder = max(scored, key=lambda pair: pair[0])
    if best <= own.points:
        return ""
    return f"فاصله تا بهترینِ گروه ({holder.name}): {decimal_text(best - own.points)} امتیاز"


def _parts(facts: Facts, agency: Agency) -> tuple[ScorePart, ...]:
    scored = ((i, facts.scores.get((agency.key, i.id))) for i in facts.inputs.scheme.indicators)
    return tuple(_part(facts, indicator, score) for indicator, score in scored if score)


def _part(facts: Facts, indicator: Indicator, score: Score) -> ScorePart:
    """An indicator's points, and by which rule each of its measures gave them."""
    return ScorePart(
        name=indicator.name,
        points=score.points,
        points_text=decimal_text(score.points) if score.points is not None else "",
        weight_text=weight_text(indicator.weight),
        state="" if score.points is not None else _state(score),
        rules=tuple(f"{facts.words(part.name).name}: {part.rule}" for part in score.trace),
    )


def _state(score: Score) -> str:
    """Not applicable when no part of it is; else a gap in what we saw."""
    states = {part.state for part in score.trace}
    return STATES[State.NOT_APPLICABLE if states == {State.NOT_APPLICABLE} else State.NOT_MEASURED]


def _outlets(facts: Facts, lists: ListBook, agency: Agency) -> tuple[AgencyOutlet, ...]:
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for item_id in facts.press[agency.key]:
        by_outlet[facts.stored(item_id).item.outlet].append(item_id)
    ordered = sorted(by_outlet.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(
        AgencyOutlet(
            name=facts.outlet_name(outlet_id),
            items=lists.number(
                f"outlet-{agency_id(agency.key)}-{outlet_id}",
                f"{agency.name} در {facts.outlet_name(outlet_id)}",
                ids,
            ),
        )
        for outlet_id, ids in ordered
    )


def _trend(facts: Facts, agency: Agency) -> tuple[TrendPoint, ...]:
    earlier = list(facts.inputs.history.get(agency.key, ()))
    if not earlier:
        return ()
    score = facts.total(agency.key)
    now = (facts.inputs.round.month, score.points if score else None)
    return tuple(_trend_point(month, points) for month, points in (*earlier, now))


def _trend_point(month: JalaliMonth, points: float | None) -> TrendPoint:
    return TrendPoint(
        month=month.name, points=points, points_text=decimal_text(points) if points is not None else ""
    )
