"""A manager's points for public relations, out of the score of the agency."""

from collections.abc import Sequence
from datetime import date

from core.agencies import Agency
from core.methodology import Profile
from core.round_results import ManagerPoints
from core.round_rules import PointsStep
from core.scores import TOTAL, Score


def manager_points(
    scores: Sequence[Score], profile: Profile, *, out_of: float, steps: Sequence[PointsStep], day: date
) -> list[ManagerPoints]:
    """One line for every agency that takes part; `day` says who led it."""
    totals = {s.agency: s.points for s in scores if s.subject == TOTAL}
    return [
        ManagerPoints(
            agency=agency.key,
            manager=manager_of(agency, day),
            points=points_of(totals[agency.key], out_of=out_of, steps=steps),
            out_of=out_of,
        )
        for agency in profile.agencies
        if agency.scored and agency.key in totals
    ]


def points_of(score: float | None, *, out_of: float, steps: Sequence[PointsStep] = ()) -> float | None:
    """In proportion, or by the highest step reached; no score gives no points, not zero."""
    if score is None:
        return None
    if not steps:
        return out_of * score / 100
    return max((step for step in steps if score >= step.from_score), key=lambda s: s.from_score).points


def manager_of(agency: Agency, day: date) -> str:
    """The first head in office that day; empty when nobody is known."""
    return next((head.name for head in agency.heads if head.holds_on(day)), "")
