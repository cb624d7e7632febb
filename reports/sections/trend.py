"""The way since the first round: the weak agencies of each track, and each agency's points."""

from dataclasses import dataclass

from core.round_results import AgencyTrend, RoundResults, TrackTrend, WeakShare
from reports.facts import Facts
from reports.numbers import ListBook, agency_id
from reports.persian import count_text, decimal_text, percent_text
from reports.sections.agencies import TrendPoint
from reports.sections.league import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackLine:
    """One track: its share of weak agencies month by month, and what that says in words."""

    name: str
    words: str
    points: tuple[TrendPoint, ...]
    """In per cent; empty when this is the first round."""
    counts: tuple[tuple[str, str], ...]
    """Month, and so many of so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """One agency over all rounds."""

    agency_id: str
    name: str
    band: str
    run: str
    """For how many rounds in a row it has stood in its band."""
    since_first: Change
    since_last_year: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Empty rows where no earlier round is known."""

    rounds: str
    tracks: tuple[TrackLine, ...]
    rows: tuple[TrendRow, ...]


def trend(facts: Facts, lists: ListBook) -> Trends:
    """As scoring computed it; tracks are never mixed, and a difference is in points, never in per cent."""
    results = facts.inputs.results
    if results is None:
        return Trends(rounds=count_text(1), tracks=(), rows=())
    has_past = any(one.since_first is not None for one in results.agencies)
    return Trends(
        rounds=count_text(max((len(t.weak) for t in results.tracks), default=0)),
        tracks=tuple(_track(facts, one) for one in results.tracks),
        rows=_rows(facts, results) if has_past else (),
    )


def _track(facts: Facts, one: TrackTrend) -> TrackLine:
    return TrackLine(
        name=facts.inputs.profile.tracks.get(one.track, one.track),
        words=one.words,
        points=tuple(map(_point, one.weak)) if len(one.weak) > 1 else (),
        counts=tuple((w.month.name, w.share.words) for w in one.weak),
    )


def _point(weak: WeakShare) -> TrendPoint:
    share = weak.share.percent
    text = "" if share is None else percent_text(share / 100)
    return TrendPoint(month=weak.month.name, points=share, points_text=text)


def _rows(facts: Facts, results: RoundResults) -> tuple[TrendRow, ...]:
    known = {a.key for a in facts.agencies}
    rows = [_row(facts, one) for one in results.agencies if one.agency in known]
    return tuple(rows)


def _row(facts: Facts, one: AgencyTrend) -> TrendRow:
    return TrendRow(
        agency_id=agency_id(one.agency),
        name=facts.names.get(one.agency, str(one.agency)),
        band=one.band or "—",
        run=count_text(one.run),
        since_first=_change(one.since_first),
        since_last_year=_change(one.since_last_year),
    )


def _change(difference: float | None) -> Change:
    """The difference as it is printed: what rounds to nothing is called unchanged."""
    if difference is None:
        return Change(direction="new", text="")
    rounded = round(difference, 1)
    direction = "same" if rounded == 0 else "up" if rounded > 0 else "down"
    return Change(direction=direction, text="بی‌تغییر" if rounded == 0 else decimal_text(abs(rounded)))
