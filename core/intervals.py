"""Intervals: where a score and a rank may really lie, and which agencies cannot be told apart."""

from dataclasses import dataclass

from core.agencies import AgencyKey

type Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreInterval:
    """One agency's total beside what we know of its error."""

    agency: AgencyKey
    raw: float
    possible: Interval
    """What the total could be if the days we did not see had brought nothing, or all that can be had."""
    possible_rank: tuple[int, int] | None
    """The ranks that follow from the possible totals; None for an agency that is not ranked."""
    corrected: float | None = None
    """What the total would be without the machine's known errors; None without an audit sample."""
    drawn: Interval | None = None
    """5–95 % of the draws."""
    drawn_rank: tuple[int, int] | None = None

    @property
    def rank(self) -> tuple[int, int] | None:
        """Every rank that our gaps or the machine's errors leave open."""
        if self.possible_rank is None or self.drawn_rank is None:
            return self.possible_rank
        lows, highs = zip(self.possible_rank, self.drawn_rank, strict=True)
        return min(lows), max(highs)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundIntervals:
    """The intervals of a round's totals."""

    scores: tuple[ScoreInterval, ...] = ()
    equal_pairs: tuple[tuple[AgencyKey, AgencyKey], ...] = ()
    """Pairs of one group and track that cannot be told apart, the one with the better rank first."""
    has_audit: bool = False
    """False when there were too few reviewed items to know the machine's error."""
