"""A trial: every open proposal tried on the stored items, and what decisions changed, kept for the page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.calendar import JalaliMonth
from core.corrections import Aspect, Correction
from core.findings import counted
from core.methodology import Profile
from core.scores import TOTAL, Score
from core.trials import Answers, Precision, ScoreChange, ScoreChanges, Trial, TriedProposal
from rasad.learning.proposals import Tried, open_proposals, try_proposals
from rasad.learning.regressions import compare, regression_cases, replay
from rasad.reporting.month import count_inputs
from rasad.reporting.month_view import MonthView, view_round
from rasad.rounds.findings import corrections_by_item, findings_of
from rasad.rounds.round_inputs import completed
from rasad.wiring import Office, Progress, no_progress
from scoring.audit_figures import audited_item
from scoring.findings import apply_corrections
from scoring.rerun import RoundInputs, only_what_counts, round_bytes, round_result
from storage.audit_reviews import audit_reviews
from storage.corrections import corrections_of, newest_correction
from storage.items import items_by_id
from storage.rounds import rounds_of
from storage.trials import keep_trial

LAST = timedelta(days=7)
"""What counts as the last decisions: those of a week before the newest one."""
MONTHS = 2
"""As many as the queue holds."""


def make_trial(office: Office, *, by: str, now: datetime, progress: Progress = no_progress) -> Trial:
    """Try everything now, and keep it."""
    with office.database.read() as connection:
        newest = newest_correction(connection)
    tried = try_proposals(office, open_proposals(office), progress)
    made = Trial(
        made_at=now,
        asked_by=by,
        newest_correction=newest,
        proposals=tuple(_proposal(one) for one in tried),
        decisions=_answers(office),
        audit=_audit_precision(office),
        scores=tuple(_score_changes(office, now)),
    )
    with office.database.begin() as connection:
        keep_trial(connection, made)
    return made


def _proposal(tried: Tried) -> TriedProposal:
    one = tried.proposal
    return TriedProposal(
        id=one.id,
        kind=one.kind.value,
        words=one.words,
        agency=str(one.agency) if one.agency else "",
        items=one.items,
        reasons=one.reasons,
        held_by=tried.held_by,
        effects=tried.effects,
    )


def _answers(office: Office) -> Answers:
    """The shipped machine and the taught one on every decision that still has its text."""
    cases = regression_cases(office.database)
    before, now = replay(cases, office.shipped_reader), replay(cases, office.reader)
    compared = compare(before, now)
    return Answers(
        asked=len(now),
        right_before=sum(one.is_right for one in before),
        right_now=sum(one.is_right for one in now),
        mended=tuple(sorted({one.case.item_id for one in compared.fixed})),
        broken=tuple(sorted({one.case.item_id for one in compared.broken})),
    )


def _audit_precision(office: Office) -> Precision | None:
    """What the machine said when members of the stream were reviewed, and what it says of them now.

    People decided on every claim of these; a claim that is new since then and was never decided is wrong,
    because a complete review would have added the agency.
    """
    with office.database.read() as connection:
        reviews = {one.item_id: one for one in audit_reviews(connection)}
        items = items_by_id(connection, list(reviews))
        corrections = corrections_by_item(corrections_of(connection, list(reviews)))
    held = {n: one for n, one in reviews.items() if items[n].item.text_hash == one.text_hash}
    if not held:
        return None
    hits_before = said_before = hits_now = said_now = 0
    for item_id, review in held.items():
        judged = audited_item(review, items[item_id].item.outlet, corrections.get(item_id, ()))
        right = {one.agency for one in counted(judged.right)}
        understood = office.reader.understand(items[item_id].item)
        now = apply_corrections(item_id, review.version_id, review.text_hash, understood, ())
        said = {one.agency for one in counted(judged.said)}
        says = {one.agency for one in counted(now)}
        said_before, hits_before = said_before + len(said), hits_before + len(said & right)
        said_now, hits_now = said_now + len(says), hits_now + len(says & right)
    return Precision(
        items=tuple(sorted(held)),
        hits_before=hits_before,
        said_before=said_before,
        hits_now=hits_now,
        said_now=said_now,
    )


def _score_changes(office: Office, now: datetime) -> list[ScoreChanges]:
    """The newest counted months of each profile that the last decisions concern."""
    with office.database.read() as connection:
        corrections = corrections_of(connection)
        rounds = [
            (profile, rounds_of(connection, profile.id)) for profile in office.methodology.profiles.values()
        ]
    since = max((one.decided_at for one in corrections), default=now) - LAST
    changes = [
        _changes_of_month(office, profile, month, corrections, since, now)
        for profile, made in rounds
        for month in sorted({one.month for one in made if one.scheme == profile.scheme}, reverse=True)[
            :MONTHS
        ]
    ]
    return [one for one in changes if one.decisions]


def _changes_of_month(
    office: Office,
    profile: Profile,
    month: JalaliMonth,
    corrections: Sequence[Correction],
    since: datetime,
    now: datetime,
) -> ScoreChanges:
    """The month counted twice from the same claims: without the last decisions, and with them."""
    view = view_round(office, profile, month)
    last = [one for one in corrections if one.decided_at > since and one.item_id in view.facts]
    agencies: list[ScoreChange] = []
    if last:
        earlier = [one for one in corrections if one.decided_at <= since]
        old, new = (
            _totals(office, profile, _with_corrections(view, chosen), now)
            for chosen in (earlier, corrections)
        )
        decided = _decided_of(last)
        agencies = [
            _change(key, old.get(key), new[key], decided.get(key, ()))
            for key in new
            if _differs(old.get(key), new[key])
        ]
    agencies.sort(key=lambda one: (-abs((one.now or 0) - (one.before or 0)), one.agency))
    return ScoreChanges(
        profile=profile.id, month=str(month), since=since, decisions=len(last), agencies=tuple(agencies)
    )


def _with_corrections(view: MonthView, corrections: Sequence[Correction]) -> MonthView:
    findings = findings_of(list(view.claims.values()), corrections)
    return replace(view, corrections=corrections_by_item(corrections), findings=findings)


def _totals(office: Office, profile: Profile, view: MonthView, now: datetime) -> dict[str, Score]:
    """Without draws: what is asked is the score itself, not how sure it is."""
    counted_inputs = only_what_counts(completed(office, count_inputs(office, profile, view, now), view))
    inputs = RoundInputs(counted=counted_inputs, audit=None, seed=0, draws=1)
    result = round_result(round_bytes(inputs))
    return {str(one.agency): one for one in result.scores if one.subject == TOTAL}


def _decided_of(corrections: Sequence[Correction]) -> dict[str, tuple[int, ...]]:
    """By agency: the items on which it was decided."""
    found: dict[str, set[int]] = defaultdict(set)
    for one in corrections:
        if one.aspect is Aspect.AGENCY:
            found[one.subject].add(one.item_id)
    return {key: tuple(sorted(items)) for key, items in found.items()}


def _differs(old: Score | None, new: Score) -> bool:
    return old is None or (old.points, old.rank) != (new.points, new.rank)


def _change(key: str, old: Score | None, new: Score, items: Sequence[int]) -> ScoreChange:
    return ScoreChange(
        agency=key,
        before=old.points if old else None,
        now=new.points,
        rank_before=old.rank if old else None,
        rank_now=new.rank,
        items=tuple(items),
    )
