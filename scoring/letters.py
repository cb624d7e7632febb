"""Letters of dissatisfaction: drafted only where the agency's own weakness alone is left as the reason."""

from collections.abc import Sequence

from core.agencies import Agency
from core.digits import persian_number
from core.intervals import ScoreInterval
from core.methodology import Profile
from core.round_results import LetterDecision, LetterDraft, MonthResult, interval_of
from core.round_rules import LetterWords
from core.rounds import FINAL_STATES
from core.schemes import Scheme
from core.scores import Score
from scoring.trends import run_in_band

NOT_FINAL = "دور هنوز قطعی نشده است."
OPEN_APPEALS = "اعتراض این دستگاه هنوز پاسخ نگرفته است."
NO_AUDIT = "نمونهٔ بازبینی‌شده برای دانستن خطای ماشین کافی نیست."
GAP = "اگر روزهای دیده‌نشده دیده می‌شد، دستگاه می‌توانست بالاتر از این رده باشد."


def letter_decisions(
    results: Sequence[MonthResult],
    scheme: Scheme,
    profile: Profile,
    words: LetterWords,
    *,
    contested: frozenset[str] = frozenset(),
) -> list[LetterDecision]:
    """One decision for every agency of the lowest band in the last of these months, which are in order.

    `contested` holds the keys of agencies with an appeal that nobody answered.
    """
    now = results[-1]
    lowest = lowest_band(scheme)
    totals = {s.agency: s for s in now.scores}
    intervals = {one.agency: one for one in now.intervals.scores}
    decisions = []
    for agency in profile.agencies:
        score = totals.get(agency.key)
        if not agency.scored or score is None or score.band != lowest:
            continue
        reasons = _reasons_against(agency, score, results, scheme)
        reasons += [OPEN_APPEALS] if str(agency.key) in contested else []
        draft = None if reasons else _draft(agency, score, intervals[agency.key], now, scheme, profile, words)
        decisions.append(LetterDecision(agency=agency.key, draft=draft, reasons=tuple(reasons)))
    return decisions


def lowest_band(scheme: Scheme) -> str | None:
    """None when a scheme has no bands or only one: nobody is then below anybody."""
    bands = sorted(scheme.bands, key=lambda band: band.from_score)
    return bands[0].name if len(bands) > 1 else None


def _reasons_against(
    agency: Agency, score: Score, results: Sequence[MonthResult], scheme: Scheme
) -> list[str]:
    rule, cut = scheme.letters, sorted(band.from_score for band in scheme.bands)[1]
    reasons = [NOT_FINAL] if results[-1].state not in FINAL_STATES else []
    if score.available_weight < rule.least_available_weight:
        reasons.append(
            f"فقط {persian_number(100 * score.available_weight)}٪ وزن سنجیده شده است؛ "
            f"دست‌کم {persian_number(100 * rule.least_available_weight)}٪ لازم است."
        )
    run = run_in_band(agency.key, results, scheme)
    if run < rule.rounds_running:
        reasons.append(
            f"{persian_number(run)} دور پیاپی در این رده بوده است؛ "
            f"{persian_number(rule.rounds_running)} دور لازم است."
        )
    drawn = interval_of(results[-1], agency.key)
    if drawn is None:
        reasons.append(NO_AUDIT)
    elif drawn[1] >= cut:
        reasons.append(
            f"کران بالای بازهٔ اطمینان {persian_number(drawn[1], 1)} است و "
            f"پایین‌تر از مرز رده ({persian_number(cut)}) نیست."
        )
    # Each of the rounds that make the row must stand without our gaps, not only the last.
    row = results[-min(run, rule.rounds_running) :]
    if any(_possible_high(result, agency) >= cut for result in row):
        reasons.append(GAP)
    return reasons


def _possible_high(result: MonthResult, agency: Agency) -> float:
    return next((one.possible[1] for one in result.intervals.scores if one.agency == agency.key), 100.0)


def _draft(
    agency: Agency,
    score: Score,
    interval: ScoreInterval,
    now: MonthResult,
    scheme: Scheme,
    profile: Profile,
    words: LetterWords,
) -> LetterDraft:
    low, high = interval.drawn or (interval.raw, interval.raw)
    body = words.body.format(
        agency=agency.name,
        month=now.month.name,
        points=persian_number(score.points or 0.0, 1),
        low=persian_number(low, 1),
        high=persian_number(high, 1),
        band=score.band,
        rounds=persian_number(scheme.letters.rounds_running),
        group=profile.groups.get(agency.group, agency.group),
    )
    return LetterDraft(
        agency=agency.key,
        recipient=words.recipients.get(agency.key.type, words.recipient),
        signatory=words.signatory,
        subject=words.subject,
        body=body,
    )
