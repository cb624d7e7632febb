"""Certificates: for the first of each group and the most improved, where no fault of ours decided it."""

from collections.abc import Sequence
from math import hypot

from core.agencies import Agency, AgencyKey
from core.digits import persian_number
from core.intervals import Interval, ScoreInterval
from core.methodology import Profile
from core.round_results import Certificate, MonthResult, interval_of
from core.round_rules import CertificateWords
from core.rounds import FINAL_STATES
from core.schemes import CertificateRule, Scheme
from core.scores import Score
from scoring.trends import points_in

BEST, IMPROVED = "best", "improved"


def certificates(
    results: Sequence[MonthResult], scheme: Scheme, profile: Profile, words: CertificateWords
) -> list[Certificate]:
    """Those due after the last of these months, which are in order; none before the round is final."""
    if results[-1].state not in FINAL_STATES:
        return []
    tracks = dict.fromkeys(agency.track for agency in profile.agencies if agency.scored)
    best = _best(results[-1], scheme.certificates, profile, words)
    return best + [
        c for track in tracks for c in _improved(track, results, scheme.certificates, profile, words)
    ]


def _best(
    now: MonthResult, rule: CertificateRule, profile: Profile, words: CertificateWords
) -> list[Certificate]:
    totals = {s.agency: s for s in now.scores}
    intervals = {one.agency: one for one in now.intervals.scores}
    found = [
        (agency, score)
        for agency in profile.agencies
        if (score := totals.get(agency.key)) is not None
        and _is_first(score, intervals.get(agency.key), rule, words)
    ]
    order = list(profile.groups)
    found.sort(key=lambda pair: (order.index(pair[0].group), pair[1].rank, pair[0].name))
    return [_best_certificate(agency, score, now, profile, words) for agency, score in found]


def _is_first(
    score: Score, interval: ScoreInterval | None, rule: CertificateRule, words: CertificateWords
) -> bool:
    """Among the first whatever the days we did not see held."""
    if score.rank is None or interval is None or interval.possible_rank is None:
        return False
    return (
        score.ranked_among >= words.least_ranked
        and max(score.rank, interval.possible_rank[1]) <= rule.best_of_group
    )


def _best_certificate(
    agency: Agency, score: Score, now: MonthResult, profile: Profile, words: CertificateWords
) -> Certificate:
    body = words.best.format(
        agency=agency.name,
        month=now.month.name,
        points=persian_number(score.points or 0.0, 1),
        rank=persian_number(score.rank or 0),
        ranked_among=persian_number(score.ranked_among),
        group=profile.groups.get(agency.group, agency.group),
    )
    pairs = now.intervals.equal_pairs
    equal = [b if a == agency.key else a for a, b in pairs if agency.key in (a, b)]
    return Certificate(agency=agency.key, kind=BEST, body=body, equal_to=tuple(equal))


def _improved(
    track: str,
    results: Sequence[MonthResult],
    rule: CertificateRule,
    profile: Profile,
    words: CertificateWords,
) -> list[Certificate]:
    rounds = rule.rounds_before_improved
    final = [r for r in results if r.state in FINAL_STATES][-rounds:]
    if len(final) < rounds or not rule.most_improved:
        return []
    then, now = final[0], final[-1]
    risen = [
        (change, agency)
        for agency in profile.agencies
        if agency.scored
        and agency.track == track
        and (change := _sure_change(agency.key, then, now)) is not None
        and all(points_in(result, agency.key) is not None for result in final)
    ]
    risen.sort(key=lambda pair: (-pair[0], pair[1].name))
    # Equal changes are honoured alike: who is called first must not decide.
    least = risen[: rule.most_improved][-1][0] if risen else 0.0
    named = [(change, agency) for change, agency in risen if change >= least]
    return [_improved_certificate(agency, change, then, now, profile, words) for change, agency in named]


def _sure_change(agency: AgencyKey, then: MonthResult, now: MonthResult) -> float | None:
    """The rise in points when it is larger than its uncertainty and no gap of ours could have made it."""
    before, after = _of(then, agency), _of(now, agency)
    if before is None or after is None:
        return None
    spread = _uncertainty(interval_of(then, agency), interval_of(now, agency))
    change = after.raw - before.raw
    sure = spread is not None and change > spread and after.possible[0] > before.possible[1]
    return change if sure else None


def _uncertainty(before: Interval | None, after: Interval | None) -> float | None:
    """Half the 5–95 % interval of the difference of two independent scores; None when one is unknown."""
    if before is None or after is None:
        return None
    return hypot((before[1] - before[0]) / 2, (after[1] - after[0]) / 2)


def _of(result: MonthResult, agency: AgencyKey) -> ScoreInterval | None:
    return next((one for one in result.intervals.scores if one.agency == agency), None)


def _improved_certificate(
    agency: Agency,
    change: float,
    then: MonthResult,
    now: MonthResult,
    profile: Profile,
    words: CertificateWords,
) -> Certificate:
    body = words.improved.format(
        agency=agency.name,
        month=now.month.name,
        points=persian_number(points_in(now, agency.key) or 0.0, 1),
        before=persian_number(points_in(then, agency.key) or 0.0, 1),
        since=then.month.name,
        change=persian_number(change, 1),
        track=profile.tracks.get(agency.track, agency.track),
    )
    return Certificate(agency=agency.key, kind=IMPROVED, body=body)
