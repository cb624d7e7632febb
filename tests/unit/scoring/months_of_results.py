"""Months of a small office as scoring looks back on them: totals with bands, ranks and intervals."""

from collections.abc import Mapping, Sequence

from core.agencies import Agency, AgencyKey, Head
from core.calendar import JalaliMonth
from core.intervals import Interval, RoundIntervals, ScoreInterval
from core.methodology import Profile
from core.round_results import MonthResult
from core.rounds import RoundState
from core.schemes import Band, Scheme
from core.scores import TOTAL, Score
from scoring.rank import ranks
from scoring.score import band_of

TIR = JalaliMonth(1404, 4)
BANDS = (
    Band(name="بسیار ضعیف", from_score=0),
    Band(name="ضعیف", from_score=30),
    Band(name="متوسط", from_score=50),
    Band(name="خوب", from_score=70),
)
SCHEME = Scheme(id="s", version="1", name="نمونه", domains=(), indicators=(), bands=BANDS)


def key(name: str) -> AgencyKey:
    return AgencyKey(name, "قزوین")


def office(name: str, *, track: str = "agencies", group: str = "g", scored: bool = True) -> Agency:
    heads = (Head(name=f"مدیر {name}", role="مدیرکل"),)
    return Agency(key=key(name), name=f"اداره {name}", group=group, track=track, scored=scored, heads=heads)


def profile(*agencies: Agency) -> Profile:
    return Profile(
        id="p",
        name="قزوین",
        province="قزوین",
        sample=True,
        groups={"g": "زیربنایی", "h": "خدماتی"},
        tracks={"agencies": "دستگاه‌ها", "towns": "شهرداری‌ها"},
        agencies=agencies,
        scheme="s",
        watched_outlets=(),
    )


def month_result(
    month: JalaliMonth,
    points: Mapping[str, float | None],
    *,
    state: RoundState = RoundState.FROZEN,
    error: float | None = 1.0,
    gap: float = 0.0,
    weight: float = 1.0,
    equal: Sequence[tuple[str, str]] = (),
) -> MonthResult:
    """All agencies in one league; `error` is half the 5–95 % interval, `gap` half the possible range."""
    given = {name: value for name, value in points.items() if value is not None}
    places = ranks(given)
    scores = [
        Score(
            agency=key(name),
            subject=TOTAL,
            points=value,
            available_weight=weight,
            trace=(),
            band=None if value is None else band_of(value, BANDS),
            rank=places.get(name),
            ranked_among=len(given),
        )
        for name, value in points.items()
    ]
    intervals = RoundIntervals(
        scores=tuple(_interval(name, value, given, error, gap) for name, value in given.items()),
        equal_pairs=tuple((key(one), key(other)) for one, other in equal),
        has_audit=error is not None,
    )
    return MonthResult(month=month, state=state, scores=scores, intervals=intervals)


def _interval(
    name: str, value: float, given: Mapping[str, float], error: float | None, gap: float
) -> ScoreInterval:
    others = [v for other, v in given.items() if other != name]
    possible_rank = (
        1 + sum(v - gap > value + gap for v in others),
        1 + sum(v + gap > value - gap for v in others),
    )
    drawn: Interval | None = None if error is None else (value - error, value + error)
    return ScoreInterval(
        agency=key(name),
        raw=value,
        possible=(value - gap, value + gap),
        possible_rank=possible_rank,
        corrected=None if error is None else value,
        drawn=drawn,
        drawn_rank=None if error is None else possible_rank,
    )


def months(
    *points: Mapping[str, float | None], since: JalaliMonth = TIR, **changes: float | None
) -> list[MonthResult]:
    """One result a month, from `since` on."""
    results, month = [], since
    for one in points:
        results.append(month_result(month, one, **changes))  # type: ignore[arg-type]
        month = month.next()
    return results
