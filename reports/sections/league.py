"""The league table: score, rank inside the group, change since last month, and how complete the view was."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.agencies import Agency
from core.coverage import Completeness
from core.observations import HAS_VALUE, Observation, State
from core.scores import Score
from reports.facts import Facts
from reports.measure_words import PRESS_ITEMS
from reports.numbers import ListBook, Number, agency_id
from reports.persian import count_text, decimal_text, of_text, percent_text
from reports.sections.league_intervals import Certainty, certainty_of
from reports.words import STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The score against last month's: `up`, `down`, `same`, or `new` when there is nothing to compare."""

    direction: str
    text: str
    rank_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeagueRow:
    """One agency; without a score, `state` and `why` say in words what is missing."""

    agency_id: str
    name: str
    rank: str
    ranked_among: str
    points: float | None
    points_text: str
    band: str
    band_step: int
    """The band's place on the scheme's scale, the lowest is 1; 0 without a score."""
    change: Change
    certainty: Certainty
    press: Number
    complete_text: str
    complete_note: str
    is_complete: bool
    missing: str
    missing_note: str
    """How many measures have no value, and which."""
    state: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeagueGroup:
    """Agencies that are ranked against each other."""

    name: str
    is_ranked: bool
    rows: tuple[LeagueRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class League:
    """All groups, those that are ranked first."""

    groups: tuple[LeagueGroup, ...]
    compares: bool
    """Whether there was a round last month."""
    has_audit: bool
    """Whether enough items were reviewed to know the machine's error."""


def league(facts: Facts, lists: ListBook) -> League:
    """Groups are ranked inside a track; who stands outside the ranking comes last."""
    groups = [_group(facts, lists, *key) for key in groups_in_order(facts)]
    outside = [a for a in facts.agencies if not a.scored]
    if outside:
        rows = tuple(league_row(facts, lists, agency) for agency in outside)
        groups.append(LeagueGroup(name="بیرون از رتبه‌بندی", is_ranked=False, rows=rows))
    return League(
        groups=tuple(groups),
        compares=bool(facts.inputs.previous_scores),
        has_audit=facts.inputs.intervals.has_audit,
    )


def league_row(facts: Facts, lists: ListBook, agency: Agency) -> LeagueRow:
    """One agency's line; the numbers are those of its total score."""
    score = facts.total(agency.key)
    points = score.points if score else None
    weakest = weakest_view(facts, agency)
    missing = _missing(facts, agency)
    certainty = certainty_of(facts, agency)
    change = change_since(score, facts.inputs.previous_scores.get(agency.key))
    return LeagueRow(
        agency_id=agency_id(agency.key),
        name=agency.name,
        rank=count_text(score.rank) if score and score.rank else "",
        ranked_among=count_text(score.ranked_among) if score and score.ranked_among else "",
        points=points,
        points_text=decimal_text(points) if points is not None else "",
        band=(score.band or "") if score else "",
        band_step=_band_step(facts, score),
        # A rank that is open itself has not visibly changed.
        change=replace(change, rank_text="") if certainty.rank else change,
        certainty=certainty,
        press=press_number(facts, lists, agency),
        complete_text=percent_text(weakest[1].share) if weakest else "",
        complete_note=_complete_note(facts, weakest),
        is_complete=weakest is not None and weakest[1].share >= facts.inputs.scheme.least_completeness,
        missing=f"بدون {count_text(len(missing))} سنجه" if missing else "",
        missing_note="، ".join(missing),
        state="" if points is not None else "سنجیده نشد",
        why="" if points is not None else why_no_score(facts, agency),
    )


def press_number(facts: Facts, lists: ListBook, agency: Agency) -> Number:
    """The items of watched outlets in which the agency acts."""
    title = f"{agency.name}: مطالب رسانه‌ها"
    return lists.number(f"{PRESS_ITEMS}-{agency_id(agency.key)}", title, facts.press[agency.key])


def change_since(score: Score | None, previous: Score | None) -> Change:
    """The difference as it is printed: what rounds to nothing is called unchanged."""
    now = score.points if score else None
    before = previous.points if previous else None
    if now is None or before is None:
        return Change(direction="new", text="")
    difference = round(now - before, 1)
    direction = "same" if difference == 0 else "up" if difference > 0 else "down"
    text = "بی‌تغییر" if difference == 0 else decimal_text(abs(difference))
    return Change(direction=direction, text=text, rank_text=_rank_text(score, previous))


def weakest_view(facts: Facts, agency: Agency) -> tuple[str, Completeness] | None:
    """Of the measures that have a value, the one we saw least of: a score is no better founded than that."""
    valued = [o for o in _observed(facts, agency) if o.state in HAS_VALUE and o.completeness.expected]
    weakest = min(valued, key=lambda o: o.completeness.share, default=None)
    return (weakest.measure, weakest.completeness) if weakest else None


def why_no_score(facts: Facts, agency: Agency) -> str:
    """The reasons of the measures that have no value, as counting wrote them."""
    missing = [o for o in _observed(facts, agency) if o.state not in HAS_VALUE]
    reasons = [f"{facts.words(o.measure).name}: {o.why or STATES[o.state]}" for o in missing]
    return " ".join(reasons) or "برای این ماه امتیازی حساب نشده است."


def _observed(facts: Facts, agency: Agency) -> list[Observation]:
    """What the score stands on; measures the scheme does not use are no part of it."""
    found = (facts.observations.get((agency.key, measure)) for measure in facts.scored_measures)
    return [observation for observation in found if observation is not None]


def _missing(facts: Facts, agency: Agency) -> list[str]:
    """The measures that apply, have no value, and so left the score."""
    left = [o for o in _observed(facts, agency) if o.state is State.NOT_MEASURED]
    return [facts.words(o.measure).name for o in left]


def groups_in_order(facts: Facts) -> list[tuple[str, str]]:
    return list(dict.fromkeys((a.track, a.group) for a in facts.agencies if a.scored))


def _group(facts: Facts, lists: ListBook, track: str, group: str) -> LeagueGroup:
    agencies = [a for a in facts.agencies if a.scored and (a.track, a.group) == (track, group)]
    rows = [league_row(facts, lists, agency) for agency in agencies]
    ranks = {agency_id(a.key): _rank(facts, a) for a in agencies}
    rows.sort(key=lambda row: (ranks[row.agency_id], row.name))
    return LeagueGroup(name=group_name(facts, track, group), is_ranked=True, rows=tuple(rows))


def group_name(facts: Facts, track: str, group: str) -> str:
    """The group, and its track where one group is spread over several."""
    profile = facts.inputs.profile
    name = profile.groups.get(group, group)
    tracks = {a.track for a in facts.agencies if a.group == group}
    return f"{name} ({profile.tracks.get(track, track)})" if len(tracks) > 1 else name


def _rank(facts: Facts, agency: Agency) -> float:
    score = facts.total(agency.key)
    return score.rank if score and score.rank else float("inf")


def _rank_text(score: Score | None, previous: Score | None) -> str:
    now = score.rank if score else None
    before = previous.rank if previous else None
    if not now or not before or now == before:
        return ""
    return f"پیش‌تر رتبهٔ {count_text(before)}"


def _band_step(facts: Facts, score: Score | None) -> int:
    names: Mapping[str, int] = {
        band.name: step
        for step, band in enumerate(sorted(facts.inputs.scheme.bands, key=lambda b: b.from_score), start=1)
    }
    return names.get(score.band, 0) if score and score.band else 0


def _complete_note(facts: Facts, weakest: tuple[str, Completeness] | None) -> str:
    if weakest is None:
        return ""
    measure, view = weakest
    return f"{facts.words(measure).name}: {of_text(view.seen, view.expected)} روز دیده شد"
