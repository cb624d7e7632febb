"""What a correction changed: every score whose points, rank or band are no longer what was published."""

from collections.abc import Sequence

from core.round_results import ScoreChange
from core.scores import Score


def score_changes(old: Sequence[Score], new: Sequence[Score]) -> list[ScoreChange]:
    """Old and new value of each score that differs, agencies in the order of the new scores."""
    before = {(s.agency, s.subject): s for s in old}
    after = {(s.agency, s.subject): s for s in new}
    keys = [*after, *(key for key in before if key not in after)]
    pairs = ((*key, before.get(key), after.get(key)) for key in keys)
    return [
        ScoreChange(
            agency=agency,
            subject=subject,
            old_points=one.points if one else None,
            new_points=other.points if other else None,
            old_rank=one.rank if one else None,
            new_rank=other.rank if other else None,
            old_band=one.band if one else None,
            new_band=other.band if other else None,
        )
        for agency, subject, one, other in pairs
        if _shown(one) != _shown(other)
    ]


def _shown(score: Score | None) -> tuple[float | None, int | None, str | None] | None:
    return (score.points, score.rank, score.band) if score else None
