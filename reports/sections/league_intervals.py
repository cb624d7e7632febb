"""What stands beside a score in the league: its corrected value, its intervals, the ranks left open."""

from dataclasses import dataclass

from core.agencies import Agency
from core.intervals import Interval, ScoreInterval
from core.schemes import Band
from reports.facts import Facts
from reports.persian import count_text, decimal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """Empty texts where there is nothing to say."""

    corrected: str = ""
    """The score without the machine's known errors; the raw one stays the official one."""
    drawn: str = ""
    """5–95 % of the draws."""
    possible: str = ""
    """What the days we did not see leave open."""
    rank: str = ""
    """Where more than one rank is possible."""
    equal_to: str = ""
    """Agencies of the group that cannot be told apart from this one."""
    band: str = ""
    """When the days we did not see could change the band."""


def certainty_of(facts: Facts, agency: Agency) -> Certainty:
    """What is known of the error of one agency's total."""
    intervals = facts.inputs.intervals
    one = next((i for i in intervals.scores if i.agency == agency.key), None)
    if one is None:
        return Certainty()
    equal = [b if a == agency.key else a for a, b in intervals.equal_pairs if agency.key in (a, b)]
    return Certainty(
        corrected="" if one.corrected is None else decimal_text(one.corrected),
        drawn="" if one.drawn is None else _range(one.drawn),
        possible=_range(one.possible) if _is_open(one.possible) else "",
        rank=_rank_range(one),
        equal_to="، ".join(facts.names[key] for key in equal),
        band=_band_note(one, facts.inputs.scheme.bands) if agency.scored else "",
    )


def _range(interval: Interval) -> str:
    return f"{decimal_text(interval[0])} تا {decimal_text(interval[1])}"


def _is_open(interval: Interval) -> bool:
    return decimal_text(interval[0]) != decimal_text(interval[1])


def _rank_range(one: ScoreInterval) -> str:
    if one.rank is None or one.rank[0] == one.rank[1]:
        return ""
    return f"{count_text(one.rank[0])} تا {count_text(one.rank[1])}"


def _band_note(one: ScoreInterval, bands: tuple[Band, ...]) -> str:
    low, high = (_band(points, bands) for points in one.possible)
    return "" if low == high else f"با روزهای دیده‌نشده می‌توانست از «{low}» تا «{high}» باشد"


def _band(points: float, bands: tuple[Band, ...]) -> str:
    # A hair of tolerance: sums of many products miss an edge by floating point alone.
    reached = [band for band in bands if points + 1e-9 >= band.from_score]
    return max(reached, key=lambda band: band.from_score).name if reached else ""
