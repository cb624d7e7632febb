"""Learning shown: what corrections suggest, what they have changed, and the reading of everything again."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.errors import InputError
from core.trials import TriedProposal
from reports.persian import count_text
from review.desk import desk_of
from review.doors.access import Right
from review.doors.signed_in import NotAllowedError, SignedIn, reads, writes
from review.learning.learning_view import (
    effect_lines,
    made_words,
    open_of,
    precision_line,
    proposal_line,
    run_line,
    scores_of_month,
)
from review.learning.learning_words import DONE, PROBLEMS
from review.looking.agency_names import AgencyNames
from review.office_work import REREAD, TRY_ONLY
from review.pages import page
from storage.audit import audited_subjects
from storage.corrections import newest_correction
from storage.database import Connection
from storage.items import items_by_id
from storage.trials import newest_trial

router = APIRouter()

Reader = Annotated[SignedIn, Depends(reads(Right.READ))]
Decider = Annotated[SignedIn, Depends(writes(Right.DECIDE))]

ON_A_PAGE = 50
_ACCEPT, _DECLINE = "accept proposal", "decline proposal"


@router.api_route("/learning", methods=["GET", "HEAD"])
def learning_page(request: Request, who: Reader, done: str = "") -> HTMLResponse:
    """Only what a run has found is shown; the page itself computes nothing."""
    desk = desk_of(request)
    with desk.database.read() as connection:
        trial = newest_trial(connection)
        settled = _settled(connection)
        newest = newest_correction(connection)
    run = run_line(desk.work.reread_run())
    # The address still says so when the page comes again after the end of the run.
    is_past = done in ("started", "busy") and not (run and run.is_at_work)
    return page(
        "learning.html",
        who,
        said="" if is_past else DONE.get(done, ""),
        is_problem=done in PROBLEMS,
        run=run,
        made_at=made_words(trial.made_at) if trial else "",
        since_then=count_text(newest - trial.newest_correction) if trial else count_text(newest),
        is_old=trial is None or newest > trial.newest_correction,
        proposals=[proposal_line(desk, one) for one in open_of(trial, settled)] if trial else [],
        answers=trial.decisions if trial else None,
        precision=precision_line(trial.audit) if trial else None,
        months=[scores_of_month(desk, one) for one in trial.scores] if trial else [],
    )


@router.api_route("/learning/progress", methods=["GET", "HEAD"])
def learning_progress(request: Request, who: Reader) -> Response:
    """The bar alone; when the run has ended, the whole page is asked for."""
    run = run_line(desk_of(request).work.reread_run())
    if run is None or not run.is_at_work:
        return Response(status_code=204, headers={"hx-refresh": "true"})
    return page("learning_progress.html", who, run=run)


@router.api_route("/learning/proposals/{proposal_id}", methods=["GET", "HEAD"])
def proposal_page(request: Request, who: Reader, proposal_id: str, place: int = 0) -> HTMLResponse:
    """Every item that the proposal would change, with its evidence."""
    desk = desk_of(request)
    place = max(0, min(place, 10**6))
    with desk.database.read() as connection:
        one = _proposal(connection, proposal_id)
        shown = one.effects[place : place + ON_A_PAGE]
        items = items_by_id(connection, [effect.item_id for effect in shown])
        is_open = one.id not in _settled(connection)
    return page(
        "learning_proposal.html",
        who,
        one=proposal_line(desk, one),
        effects=effect_lines(desk, shown, items),
        is_open=is_open,
        place=place,
        more=place + ON_A_PAGE if place + ON_A_PAGE < len(one.effects) else 0,
    )


@router.post("/learning/decide")
def decide_proposal(
    request: Request,
    who: Decider,
    proposal: Annotated[str, Form(max_length=64)],
    act: Annotated[str, Form(max_length=20)],
) -> Response:
    """Accept or decline; from the next request on the application works with the new configuration."""
    desk = desk_of(request)
    if act not in ("accept", "decline"):
        raise HTTPException(400)
    try:
        methodology = desk.work.decide_proposal(proposal, who.user.name, act == "accept")
    except InputError:
        return _back("gone")
    names = AgencyNames(methodology, methodology.settings.profiles)
    request.app.state.desk = replace(desk, methodology=methodology, agencies=names)
    return _back(act)


@router.post("/learning/run")
def start_run(
    request: Request, who: Decider, job: Annotated[str, Form(max_length=30)] = TRY_ONLY
) -> Response:
    """Reading everything again changes claims and waits for the lead; trying changes nothing."""
    if job not in (REREAD, TRY_ONLY):
        raise HTTPException(400)
    if job == REREAD and not who.may(Right.REREAD):
        raise NotAllowedError
    started = desk_of(request).work.start_reread(job, who.user.name)
    return _back("started" if started else "busy")


def _back(done: str) -> Response:
    return RedirectResponse(f"/learning?done={done}", status_code=303)


def _settled(connection: Connection) -> set[str]:
    return audited_subjects(connection, _ACCEPT) | audited_subjects(connection, _DECLINE)


def _proposal(connection: Connection, wanted: str) -> TriedProposal:
    trial = newest_trial(connection)
    found = next((one for one in trial.proposals if one.id == wanted), None) if trial else None
    if found is None:
        raise HTTPException(404)
    return found
