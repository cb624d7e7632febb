"""Cases of criticism: what was printed that needs an answer, when, and when the answer came."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from core.calendar import TEHRAN
from core.findings import Finding
from core.handed_in import Record
from scoring.activity.responsiveness import Case, CaseState
from scoring.handed_in import given_to, standing
from scoring.views import AgencyView

REPLY, NO_REPLY, NOT_A_REPLY = "reply", "no-reply", "not-a-reply"
"""Kinds of record: an answer that was printed, a reasoned decision in writing not to answer, and a person's
word that an item which was taken for an answer is none."""

STILL_FRESH = timedelta(hours=72)
"""A case opened so late in a period that is still open at its end is judged in the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticismCase:
    """One story of criticism of one agency."""

    item_id: int
    """The first item of it."""
    opened: datetime
    case: Case
    reply: int | None = None
    """The record of the answer, or of the decision not to answer."""
    reply_item: int | None = None
    """The item in which the answer was seen, when nobody handed one in that was sooner."""


def cases_of(view: AgencyView) -> list[CriticismCase]:
    """The cases the period judges or carries on, oldest first; copies of one story are one case."""
    period = view.inputs.period
    first: dict[int, int] = {}
    for finding in reversed(_needing_reply(view)):
        first[view.story(finding.item_id)] = finding.item_id
    found = []
    for story, item_id in first.items():
        opened = view.inputs.facts[item_id].counted_at
        if not period.start - STILL_FRESH <= opened < period.end:
            continue
        reply = _answer(view, story)
        answered = _instant(reply) if reply and reply.kind == REPLY else None
        seen = _seen_answer(view, story)
        seen_at = view.inputs.facts[seen].counted_at if seen is not None else None
        if seen_at is not None and (answered is None or seen_at < answered):
            reply, answered = None, seen_at
        else:
            seen = None
        if opened < period.start and answered is not None and answered < period.start:
            # The period before has judged it.
            continue
        case = _case(opened, reply, answered, period.end)
        found.append(
            CriticismCase(
                item_id=item_id,
                opened=opened,
                case=case,
                reply=reply.id if reply else None,
                reply_item=seen,
            )
        )
    return sorted(found, key=lambda one: (one.opened, one.item_id))


def judged(cases: list[CriticismCase]) -> list[CriticismCase]:
    """Those the period judges: neither carried on nor justified."""
    return [one for one in cases if one.case.state in (CaseState.ANSWERED, CaseState.UNANSWERED)]


def _needing_reply(view: AgencyView) -> list[Finding]:
    """Criticism in watched outlets that are not the agency's own, oldest first."""
    outlets = frozenset(view.inputs.profile.watched_outlets) - {view.agency.own_outlet}
    facts = view.inputs.facts
    found = view.index.criticism.get(view.agency.key, ())
    return [f for f in found if not f.own_site and facts[f.item_id].outlet in outlets]


def _answer(view: AgencyView, story: int) -> Record | None:
    """The first answer to any item of the story, else the decision not to answer."""
    about = [
        record
        for record in standing([r for r in given_to(view).records if r.kind in (REPLY, NO_REPLY)])
        if record.details.get("item", "").isdecimal() and view.story(int(record.details["item"])) == story
    ]
    replies = sorted((r for r in about if r.kind == REPLY), key=_instant)
    refusals = [record for record in about if record.kind == NO_REPLY]
    return next(iter([*replies, *refusals]), None)


def _seen_answer(view: AgencyView, story: int) -> int | None:
    """The first item that answers any item of the story, without those a person refused."""
    of_agency = standing([r for r in given_to(view).records if r.kind == NOT_A_REPLY])
    refused = {record.details.get("item", "") for record in of_agency}
    answers = [
        answer
        for criticism, answers in view.inputs.replied_in.items()
        if view.story(criticism) == story
        for answer in answers
        if str(answer) not in refused
    ]
    return min(answers, key=lambda one: (view.inputs.facts[one].counted_at, one), default=None)


def _instant(record: Record) -> datetime:
    """When the answer was printed; one without an hour counts from the end of its day."""
    hour, _, minute = record.details.get("hour", "23:59").partition(":")
    return datetime.combine(record.day, time(int(hour), int(minute or 0)), TEHRAN)


def _case(opened: datetime, reply: Record | None, answered: datetime | None, end: datetime) -> Case:
    if reply is not None and reply.kind == NO_REPLY:
        return Case(state=CaseState.JUSTIFIED)
    still_fresh = opened >= end - STILL_FRESH
    if still_fresh and (answered is None or answered >= end):
        # Open when the period ended: the next one judges it, also when the answer is known by now.
        return Case(state=CaseState.CARRIED)
    if answered is not None:
        hours = max(0.0, (answered - opened) / timedelta(hours=1))
        return Case(state=CaseState.ANSWERED, hours_to_reply=hours)
    return Case(state=CaseState.UNANSWERED)
