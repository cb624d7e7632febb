"""A month's league table on a terminal, and as JSON."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from core.agencies import AgencyKey
from core.methodology import Methodology, Profile
from core.observations import Observation
from core.scores import TOTAL, Score
from rasad.month import Counted


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
    }


def print_league(methodology: Methodology, profile: Profile, counted: Counted) -> None:
    """Groups in order, agencies by rank; a number that is missing says so instead of showing zero."""
    scheme = methodology.schemes[counted.round.scheme]
    measures = list(dict.fromkeys(use.measure for i in scheme.indicators for use in i.measures))
    table = Table(title=f"{profile.name}، {counted.round.month.name}", pad_edge=False)
    for heading in ("group", "rank", "agency", "score", "band", *measures):
        table.add_column(heading, justify="left" if heading in ("group", "agency", "band") else "right")
    observed = {(o.agency, o.measure): o for o in counted.observations}
    totals = {s.agency: s for s in counted.scores if s.subject == TOTAL}
    for row in _rows(profile, totals, measures, observed):
        table.add_row(*row)
    Console().print(table)


def _rows(
    profile: Profile,
    totals: Mapping[AgencyKey, Score],
    measures: list[str],
    observed: Mapping[tuple[AgencyKey, str], Observation],
) -> list[list[str]]:
    watched = sorted(
        (a for a in profile.agencies if a.key in totals or a.scored),
        key=lambda a: (list(profile.groups).index(a.group), _rank(totals.get(a.key)), a.name),
    )
    return [
        [
            profile.groups[agency.group],
            *_place(totals.get(agency.key), agency.name),
            *(_shown(observed.get((agency.key, measure))) for measure in measures),
        ]
        for agency in watched
    ]


def _rank(score: Score | None) -> int:
    return score.rank if score and score.rank else 10**6


def _place(score: Score | None, name: str) -> list[str]:
    if score is None or score.points is None:
        return ["-", name, "not measured", "-"]
    return [f"{score.rank or '-'}", name, f"{score.points:.1f}", score.band or "-"]


def _shown(observation: Observation | None) -> str:
    if observation is None:
        return "-"
    if observation.value is None:
        return observation.state.value.replace("_", " ")
    return f"{observation.value:.2f}".rstrip("0").rstrip(".")
