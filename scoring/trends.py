"""Trends over a profile's rounds: since the first, since last year, and the share of weak agencies."""

from collections.abc import Sequence

from core.agencies import Agency, AgencyKey
from core.calendar import JalaliMonth
from core.methodology import Profile
from core.percentages import Share, points_words, whole_percentages
from core.round_results import AgencyTrend, BandCount, MonthResult, TrackTrend, WeakShare
from core.rounds import FINAL_STATES
from core.schemes import Scheme


def track_trends(
    results: Sequence[MonthResult], scheme: Scheme, profile: Profile, *, weak_bands: int
) -> list[TrackTrend]:
    """One trend for every track that has scores in the last of these months, which are in order."""
    tracks = dict.fromkeys(agency.track for agency in profile.agencies if agency.scored)
    trends = (_track(track, results, scheme, profile, weak_bands) for track in tracks)
    return [trend for trend in trends if trend.weak]


def agency_trends(results: Sequence[MonthResult], scheme: Scheme, profile: Profile) -> list[AgencyTrend]:
    """One line for every agency that takes part in the last of these months."""
    now = results[-1]
    last_year = next((r for r in results if r.month == earlier(now.month, 12)), None)
    taking_part = {s.agency for s in now.scores}
    return [
        AgencyTrend(
            agency=agency.key,
            since_first=_difference(_first_with(results[:-1], agency.key), now, agency.key),
            since_last_year=_difference(last_year, now, agency.key),
            band=_band(now, agency.key),
            run=run_in_band(agency.key, results, scheme),
        )
        for agency in profile.agencies
        if agency.key in taking_part
    ]


def run_in_band(agency: AgencyKey, results: Sequence[MonthResult], scheme: Scheme) -> int:
    """For how many rounds in a row, up to the last, the agency has stood in the band it has now.

    A month without a round, or one that never became final, ends the row.
    """
    now = results[-1]
    band = _band(now, agency)
    run, expected = 0, now.month
    for result in reversed(results):
        counts = result is now or result.state in FINAL_STATES
        if band is None or not counts or result.month != expected or _band(result, agency) != band:
            break
        run, expected = run + 1, earlier(expected, scheme.period.months)
    return run


def earlier(month: JalaliMonth, months: int) -> JalaliMonth:
    """The month so many months before."""
    for _ in range(months):
        month = month.previous()
    return month


def points_in(result: MonthResult, agency: AgencyKey) -> float | None:
    """An agency's total in a month; None without a score."""
    return next((s.points for s in result.scores if s.agency == agency), None)


def _track(
    track: str, results: Sequence[MonthResult], scheme: Scheme, profile: Profile, weak_bands: int
) -> TrackTrend:
    agencies = [a for a in profile.agencies if a.scored and a.track == track]
    names = [band.name for band in sorted(scheme.bands, key=lambda band: band.from_score)]
    weak = [
        WeakShare(month=result.month, share=share)
        for result in results
        if (share := _weak(result, agencies, names[:weak_bands])).whole
    ]
    now = results[-1]
    counts = [sum(_band(now, a.key) == name for a in agencies) for name in names]
    return TrackTrend(
        track=track,
        bands=tuple(
            BandCount(band=name, count=count, percent=percent)
            for name, count, percent in zip(names, counts, whole_percentages(counts), strict=True)
        ),
        weak=tuple(weak),
        improved=_improved(results, agencies),
        words=_words(weak, profile.tracks.get(track, track)),
    )


def _weak(result: MonthResult, agencies: Sequence[Agency], weak: Sequence[str]) -> Share:
    bands = [band for a in agencies if (band := _band(result, a.key)) is not None]
    return Share(part=sum(band in weak for band in bands), whole=len(bands))


def _improved(results: Sequence[MonthResult], agencies: Sequence[Agency]) -> Share:
    differences = [
        difference
        for a in agencies
        if (difference := _difference(_first_with(results[:-1], a.key), results[-1], a.key)) is not None
    ]
    return Share(part=sum(d > 0 for d in differences), whole=len(differences))


def _words(weak: Sequence[WeakShare], track: str) -> str:
    if not weak:
        return ""
    first, now = weak[0], weak[-1]
    said = f"{track}: در {now.month.name} {now.share.words} ضعیف یا پایین‌تر بوده‌اند"
    if first.month == now.month:
        return f"{said}؛ این نخستین دور است."
    changed = points_words(first.share, now.share)
    return f"{said}؛ در نخستین دور ({first.month.name}) {first.share.words}: {changed}."


def _first_with(results: Sequence[MonthResult], agency: AgencyKey) -> MonthResult | None:
    return next((r for r in results if points_in(r, agency) is not None), None)


def _difference(then: MonthResult | None, now: MonthResult, agency: AgencyKey) -> float | None:
    before = points_in(then, agency) if then else None
    after = points_in(now, agency)
    return None if before is None or after is None else after - before


def _band(result: MonthResult, agency: AgencyKey) -> str | None:
    return next((s.band for s in result.scores if s.agency == agency), None)
