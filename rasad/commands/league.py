"""A month's league table on a terminal, and as JSON."""

import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from core.agencies import Agency, AgencyKey
from core.methodology import Methodology, Profile
from core.observations import Observation
from core.scores import TOTAL, Score
from rasad.reporting.month import Counted


def scores_as_json(profile: Profile, counted: Counted) -> dict[str, object]:
    """The round with every score and observation."""
    return {
        "profile": profile.id,
        "month": str(counted.round.month),
        "scheme": counted.round.scheme,
        "revision": counted.round.revision,
        "scores": [
            {
                "agency": str(score.agency),
                "subject": score.subject,
                "points": score.points,
                "available_weight": score.available_weight,
                "band": score.band,
                "rank": score.rank,
                "ranked_among": score.ranked_among,
            }
            for score in counted.scores
        ],
        "observations": [
            {
                "agency": str(one.agency),
                "measure": one.measure,
                "value": one.value,
                "state": one.state.value,
                "completeness": one.completeness.share,
                "items": list(one.items),
                "why": one.why,
            }
            for one in counted.observations
        ],
        "has_audit": counted.intervals.has_audit,
        "intervals": [
            {
                "agency": str(one.agency),
                "raw": one.raw,
                "corrected": one.corrected,
                "drawn": one.drawn,
                "possible": one.possible,
                "rank": one.rank,
            }
            for one in counted.intervals.scores
        ],
        "equal_pairs": [[str(one), str(other)] for one, other in counted.intervals.equal_pairs],
    }


def print_league(methodology: Methodology, profile: Profile, counted: Counted) -> None:
    """Groups in order, agencies by rank; a number that is missing says so instead of showing zero."""
    scheme = methodology.schemes[counted.round.scheme]
    measures = list(dict.fromkeys(use.key for i in scheme.indicators for use in i.measures))
    observed = {(o.agency, o.measure): o for o in counted.observations}
    totals = {s.agency: s for s in counted.scores if s.subject == TOTAL}
    open_ranks = {one.agency: one.rank for one in counted.intervals.scores}
    # A pipe has no width of its own; Persian names must not be cut there.
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(f"{profile.name}, {counted.round.month}, scheme {scheme.id} {scheme.version}")
    for group, name in profile.groups.items():
        watched = [a for a in profile.agencies if a.group == group and a.key in totals]
        if watched:
            console.print()
            console.print(_group_table(name, watched, totals, open_ranks, measures, observed))


def _group_table(
    name: str,
    watched: Sequence[Agency],
    totals: Mapping[AgencyKey, Score],
    open_ranks: Mapping[AgencyKey, tuple[int, int] | None],
    measures: Sequence[str],
    observed: Mapping[tuple[AgencyKey, str], Observation],
) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("rank", "score", *(measure.replace("_", " ") for measure in measures)):
        table.add_column(heading, justify="right")
    table.add_column(name, no_wrap=True)
    for agency in sorted(watched, key=lambda a: (_rank(totals[a.key]), a.name)):
        numbers = (_shown(observed.get((agency.key, measure))) for measure in measures)
        table.add_row(*_place(totals[agency.key], open_ranks.get(agency.key)), *numbers, agency.name)
    return table


def _rank(score: Score) -> int:
    return score.rank or 10**6


def _place(score: Score, open_rank: tuple[int, int] | None) -> tuple[str, str]:
    """A rank that our gaps or the machine's errors leave open stands with its range."""
    if score.points is None:
        return "-", "no score"
    low, high = open_rank or (0, 0)
    left_open = f" ({low}–{high})" if low != high else ""
    return f"{score.rank or '-'}{left_open}", f"{score.points:.1f}"


def _shown(observation: Observation | None) -> str:
    if observation is None:
        return "-"
    if observation.value is None:
        return observation.state.value.replace("_", " ")
    return f"{observation.value:.2f}".rstrip("0").rstrip(".")
