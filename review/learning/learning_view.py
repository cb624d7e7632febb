"""The page of learning as records: the newest trial, what of it is still open, and the run at work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.agencies import AgencyKey
from core.calendar import JalaliMonth, jalali_instant_words
from core.items import StoredItem
from core.job_runs import JobRun
from core.trials import Effect, Precision, ScoreChange, ScoreChanges, Trial, TriedProposal
from reports.items import plain_title
from reports.persian import count_text, decimal_text, percent_text, shown_text
from review.desk import Desk
from review.learning.learning_words import ENDED_BADLY, ENDED_WELL, JOBS, KINDS, STAGES
from scoring.audit_figures import proportion

_LONGEST_WORDS = 120
_SAME = 0.05
"""Points that are printed alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """A proposal in the list."""

    id: str
    kind: str
    what_it_does: str
    words: str
    agency: str
    items: tuple[int, ...]
    reasons: str
    held_by: str
    changes: str
    consequences: str
    """How many items gain an agency, lose one, or keep theirs with another role or evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectLine:
    """One item that a proposal would change, with the words that decide it."""

    item_id: int
    title: str
    outlet: str
    before: str
    words: str
    after: str
    gained: str
    lost: str
    altered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """The run that was asked for last."""

    is_at_work: bool
    job: str
    stage: str
    done: int
    of: int
    said: str
    ended_well: bool
    begun: str


def run_line(found: tuple[JobRun, bool] | None) -> RunLine | None:
    if found is None:
        return None
    run, is_at_work = found
    done, of = run.done or 0, run.of or 0
    # What a stage passes over is not counted beforehand, so it may count more than it was told.
    done = min(done, of)
    ended_well = run.is_finished and not run.has_failed
    said = f"{count_text(done)} از {count_text(of)} مطلب" if of and done else "در آغاز کار"
    return RunLine(
        is_at_work=is_at_work,
        job=JOBS.get(run.job, run.job),
        stage=STAGES.get(run.stage or "", ""),
        done=done,
        of=of,
        said=said if is_at_work else ENDED_WELL if ended_well else ENDED_BADLY,
        ended_well=ended_well,
        begun=jalali_instant_words(run.claimed_at),
    )


def proposal_line(desk: Desk, one: TriedProposal) -> ProposalLine:
    kind, what_it_does = KINDS.get(one.kind, (one.kind, ""))
    return ProposalLine(
        id=one.id,
        kind=kind,
        what_it_does=what_it_does,
        words=shown_text(one.words)[:_LONGEST_WORDS],
        agency=desk.agencies.name_of(AgencyKey.parse(one.agency)) if one.agency else "",
        items=one.items,
        reasons="، ".join(shown_text(reason)[:_LONGEST_WORDS] for reason in one.reasons),
        held_by=count_text(one.held_by),
        changes=count_text(len(one.effects)),
        consequences=_consequences(one.effects),
    )


def _consequences(effects: Sequence[Effect]) -> str:
    """«۵ مطلب دستگاهی را از دست می‌دهد»; what happens to none is not said."""
    gained, lost = sum(bool(one.gained) for one in effects), sum(bool(one.lost) for one in effects)
    only_altered = sum(not one.gained and not one.lost for one in effects)
    parts = [
        (gained, "مطلب دستگاه تازه می‌گیرد"),
        (lost, "مطلب دستگاهی را از دست می‌دهد"),
        (only_altered, "مطلب تنها نقش، اطمینان یا شاهد دیگری می‌گیرد"),
    ]
    return "، ".join(f"{count_text(count)} {words}" for count, words in parts if count)


def effect_lines(desk: Desk, effects: Iterable[Effect], items: Mapping[int, StoredItem]) -> list[EffectLine]:
    return [_effect_line(desk, one, items[one.item_id]) for one in effects if one.item_id in items]


def _effect_line(desk: Desk, one: Effect, stored: StoredItem) -> EffectLine:
    outlet = desk.methodology.outlets.get(stored.item.outlet)
    return EffectLine(
        item_id=one.item_id,
        title=plain_title(stored.item),
        outlet=outlet.name if outlet else stored.item.outlet,
        before=shown_text(one.before),
        words=shown_text(one.words),
        after=shown_text(one.after),
        gained=_names(desk, one.gained),
        lost=_names(desk, one.lost),
        altered=_names(desk, one.altered),
    )


def _names(desk: Desk, keys: Sequence[str]) -> str:
    return "، ".join(desk.agencies.name_of(AgencyKey.parse(key)) for key in keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecisionLine:
    """Precision on the audit stream, before and now, each with its interval."""

    reviewed: str
    before: str
    now: str
    items: tuple[int, ...]


def precision_line(one: Precision | None) -> PrecisionLine | None:
    if one is None:
        return None
    return PrecisionLine(
        reviewed=count_text(len(one.items)),
        before=_share(one.hits_before, one.said_before),
        now=_share(one.hits_now, one.said_now),
        items=one.items,
    )


def _share(hits: int, of: int) -> str:
    """«۹۲٪ (۸۵٪ تا ۹۶٪؛ ۱۱۰ از ۱۲۰)»."""
    found = proportion(hits, of)
    if found.share is None:
        return "سنجیده نشد (۰ از ۰)"
    between = f"{percent_text(found.low)} تا {percent_text(found.high)}"
    return f"{percent_text(found.share)} ({between}؛ {count_text(hits)} از {count_text(of)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One agency's total without and with the last decisions."""

    agency: str
    key: str
    before: str
    now: str
    change: str
    rank: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresOfMonth:
    """What the last decisions did to one month."""

    profile: str
    month: str
    since: str
    decisions: str
    lines: tuple[ScoreLine, ...]


def scores_of_month(desk: Desk, one: ScoreChanges) -> ScoresOfMonth:
    profile = desk.methodology.profiles.get(one.profile)
    return ScoresOfMonth(
        profile=profile.name if profile else one.profile,
        month=JalaliMonth.parse(one.month).name,
        since=jalali_instant_words(one.since),
        decisions=count_text(one.decisions),
        lines=tuple(_score_line(desk, change) for change in one.agencies),
    )


def _score_line(desk: Desk, one: ScoreChange) -> ScoreLine:
    change = "" if one.before is None or one.now is None else _signed(one.now - one.before)
    same_rank = one.rank_before == one.rank_now
    return ScoreLine(
        agency=desk.agencies.name_of(AgencyKey.parse(one.agency)),
        key=one.agency,
        before=_points(one.before),
        now=_points(one.now),
        change=change,
        rank=_rank(one.rank_now) if same_rank else f"{_rank(one.rank_before)} ← {_rank(one.rank_now)}",
        items=one.items,
    )


def _points(value: float | None) -> str:
    return "بی‌امتیاز" if value is None else decimal_text(value)


def _signed(value: float) -> str:
    if abs(value) < _SAME:
        return "کمتر از ۰٫۱"
    return f"{decimal_text(abs(value))} {'بیشتر' if value > 0 else 'کمتر'}"


def _rank(value: int | None) -> str:
    return "بی‌رتبه" if value is None else count_text(value)


def open_of(trial: Trial, settled: set[str]) -> list[TriedProposal]:
    """The proposals nobody has decided about since."""
    return [one for one in trial.proposals if one.id not in settled]


def made_words(made_at: datetime) -> str:
    return jalali_instant_words(made_at)
