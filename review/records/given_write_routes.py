"""Handing in by form or by table, what the office holds of a record, and an agency's objection."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.agencies import AgencyKey
from core.audit import AuditEntry
from core.calendar import jalali_date_numbers
from core.handed_in import Evidence, HandedIn, Judgement, Record, Verdict
from reports.persian import count_text
from review.desk import Desk, desk_of
from review.doors.signed_in import NotAllowedError
from review.office_work import GivenProblem, GivenRefusedError, GivenRowForm, GivenTable
from review.pages import page
from review.records.given_access import GivenAccess, gives, require_form, sees_given
from review.records.given_fields import FORM_NAMES, IDENTITY, Field, cells_of, fields_of
from review.records.given_routes import entry_of, subject_of
from review.records.given_sent import Sent, checked_files, sent_form
from review.records.given_view import agency_choices_of
from review.records.uploads import ACCEPTED, LARGEST_FILE, TABLE_KINDS
from storage.audit import append_audit
from storage.objections import ANSWER, OBJECT, open_objections

router = APIRouter()

Seer = Annotated[GivenAccess, Depends(sees_given)]
GiverOf = Annotated[GivenAccess, Depends(gives)]
TheForm = Annotated[Sent, Depends(sent_form)]

_LONGEST_NOTE = 2000
_ROWS_SHOWN = 100


@router.api_route("/records/{form}/new", methods=["GET", "HEAD"])
def new_entry_page(request: Request, access: Seer, form: str, after: str = "") -> HTMLResponse:
    """An empty form, or one filled with the entry `after` which a new version comes."""
    desk = desk_of(request)
    _require_may_write(access, require_form(form))
    earlier = _earlier(desk, access, form, after)
    return _form_page(desk, access, form, cells_of(earlier) if earlier else {}, earlier=earlier)


@router.post("/records/{form}/new")
def keep_entry(request: Request, access: GiverOf, sent: TheForm, form: str) -> Response:
    """Keep what was filled in; on a fault the page comes back as it was, but browsers forget its files."""
    desk = desk_of(request)
    _require_may_write(access, require_form(form))
    earlier = _earlier(desk, access, form, sent.fields.get("after", ""))
    try:
        contents, named = checked_files(sent)
        fields = _fields(desk, access, form)
        cells = {one.name: sent.fields.get(one.name, "") for one in fields} | named
        if earlier is not None:
            cells |= {name: cells_of(earlier)[name] for name in IDENTITY[form]}
        new = desk.work.hand_in_row(
            GivenRowForm(
                form=form,
                profile=_profile(desk, cells),
                cells=_as_said(form, cells, access, earlier),
                other=_other(form, cells, fields, earlier),
                files=contents,
                held=_held(earlier, sent.ticked),
            ),
            access.giver(desk),
        )
    except GivenRefusedError as error:
        typed = {**(cells_of(earlier) if earlier else {}), **sent.fields}
        return _form_page(desk, access, form, typed, earlier=earlier, problems=error.problems)
    return _back(form, "kept" if new else "same")


@router.api_route("/records/{form}/table", methods=["GET", "HEAD"])
def table_page(request: Request, access: Seer, form: str) -> HTMLResponse:
    _require_may_write(access, require_form(form))
    return _table_page(desk_of(request), access, form)


@router.post("/records/{form}/table")
def keep_table(request: Request, access: GiverOf, sent: TheForm, form: str) -> HTMLResponse:
    """Keep all rows or none; each fault is named with its row."""
    desk = desk_of(request)
    _require_may_write(access, require_form(form))
    try:
        name, content = _table_of(sent)
        contents, _ = checked_files(Sent(fields={}, files={"file": sent.files.get("proofs", ())}))
        new, known = desk.work.hand_in_table(
            GivenTable(
                form=form,
                profile=_profile_chosen(desk, access, sent.fields.get("profile", "")),
                name=name,
                content=content,
                files=contents,
            ),
            access.giver(desk),
        )
    except GivenRefusedError as error:
        return _table_page(desk, access, form, problems=error.problems)
    said = f"{count_text(new)} ردیف تازه ثبت شد؛ {count_text(known)} ردیف پیش‌تر همین‌گونه ثبت شده بود."
    return _table_page(desk, access, form, said=said)


@router.post("/records/record/{number}/verdict")
def say_verdict(
    request: Request,
    access: GiverOf,
    number: str,
    verdict: Annotated[Verdict, Form()],
    reason: Annotated[str, Form(max_length=_LONGEST_NOTE)] = "",
) -> Response:
    """What the office holds of a record: the record again, with this verdict."""
    desk = desk_of(request)
    if not access.is_office:
        raise NotAllowedError
    with desk.database.read() as connection:
        _, versions = entry_of(connection, access, "record", number)
    one: Record = versions[-1]
    if verdict is Verdict.REJECTED and not reason.strip():
        return RedirectResponse(f"/records/record/{one.id}?problem=reason", status_code=303)
    cells = {**cells_of(one), "verdict": verdict.value, "reason": reason.strip()}
    try:
        new = desk.work.hand_in_row(
            GivenRowForm(
                form="record",
                profile=_profile(desk, cells),
                # An agency's deadline is about the day it handed in, not about the day of the verdict.
                cells=cells | {"received": jalali_date_numbers(one.received)},
                other=_other("record", {}, _fields(desk, access, "record"), one),
                held=tuple(proof for proof in one.evidence if proof.sha256),
            ),
            access.giver(desk),
        )
    except GivenRefusedError as error:
        # What was right when it was handed in may not be any more: an agency that is watched no longer.
        return _form_page(desk, access, "record", cells, earlier=one, problems=error.problems)
    return _back("record", "kept" if new else "same")


@router.post("/records/{form}/{number}/object")
def object_to(
    request: Request,
    access: GiverOf,
    form: str,
    number: str,
    note: Annotated[str, Form(min_length=3, max_length=_LONGEST_NOTE)],
) -> Response:
    """An agency says that what is held of it is wrong; nothing changes until the office answers."""
    desk = desk_of(request)
    if access.only is None:
        raise NotAllowedError
    _append(desk, access, require_form(form), number, OBJECT, note)
    return RedirectResponse(f"/records/{form}/{number}?done=objected", status_code=303)


@router.post("/records/{form}/{number}/answer")
def answer_objection(
    request: Request,
    access: GiverOf,
    form: str,
    number: str,
    note: Annotated[str, Form(min_length=3, max_length=_LONGEST_NOTE)],
) -> Response:
    desk = desk_of(request)
    if not access.is_office:
        raise NotAllowedError
    _append(desk, access, require_form(form), number, ANSWER, note)
    return RedirectResponse(f"/records/{form}/{number}?done=answered", status_code=303)


def _append(desk: Desk, access: GivenAccess, form: str, number: str, action: str, note: str) -> None:
    with desk.begin() as connection:
        _, versions = entry_of(connection, access, form, number)
        subject = subject_of(form, versions)
        waiting = open_objections(connection).get(subject)
        # The same form sent twice is one objection; an answer needs something to answer.
        is_replay = waiting is not None and waiting.new == note if action == OBJECT else waiting is None
        if not is_replay:
            entry = AuditEntry(who=access.rater, at=desk.now(), action=action, subject=subject, new=note)
            append_audit(connection, entry)


def _require_may_write(access: GivenAccess, form: str) -> None:
    if not access.may_write(form):
        raise NotAllowedError


def _earlier(desk: Desk, access: GivenAccess, form: str, number: str) -> Any:
    """The last word on the subject of that id; None when nothing is named."""
    if not number:
        return None
    with desk.database.read() as connection:
        earlier = entry_of(connection, access, form, number)[1][-1]
    # The form would show another rater's mark, and keep it under one's own name.
    if isinstance(earlier, Judgement) and earlier.rater != access.rater:
        raise NotAllowedError
    return earlier


def _fields(desk: Desk, access: GivenAccess, form: str) -> Sequence[Field]:
    return fields_of(desk, form, agency_choices_of(desk, access.only), is_office=access.is_office)


def _as_said(
    form: str, cells: Mapping[str, str], access: GivenAccess, earlier: HandedIn | None
) -> Mapping[str, str]:
    """With what the form does not ask: who judges is who is signed in, and nobody marks for another."""
    if form == "judgement":
        return {**cells, "rater": access.rater}
    if isinstance(earlier, Record) and access.is_office and not cells.get("received"):
        return {**cells, "received": jalali_date_numbers(earlier.received)}
    return cells


def _other(
    form: str, cells: Mapping[str, str], fields: Sequence[Field], earlier: HandedIn | None
) -> Mapping[str, str]:
    """Under headings of their own: the number of a table, and details of a record that no field asks for."""
    if form == "table":
        return {cells.get("column", ""): cells.get("value", "")}
    if isinstance(earlier, Record):
        known = {one.name for one in fields}
        return {name: text for name, text in earlier.details.items() if name not in known}
    return {}


def _held(earlier: HandedIn | None, ticked: Sequence[str]) -> tuple[Evidence, ...]:
    """Of the version before, the files that were left ticked; a hash of anything else is of no use."""
    return tuple(one for one in getattr(earlier, "evidence", ()) if one.sha256 and one.sha256 in ticked)


def _profile(desk: Desk, cells: Mapping[str, str]) -> str:
    named = cells.get("agency") or cells.get("owner") or ""
    if desk.agency_problem(named):
        raise GivenRefusedError([GivenProblem(row=0, said="دستگاه را از فهرست برگزینید.")])
    profile = desk.work.profile_of(AgencyKey.parse(named))
    if profile is None:
        raise GivenRefusedError([GivenProblem(row=0, said="این دستگاه در نمایهٔ هیچ دفتری نیست.")])
    return profile.id


def _profile_chosen(desk: Desk, access: GivenAccess, wanted: str) -> str:
    if access.only is not None:
        own = desk.work.profile_of(access.only)
        if own is None:
            raise NotAllowedError
        return own.id
    known = [one for one, _ in _profiles(desk)]
    if wanted and wanted not in known:
        raise HTTPException(400)
    return wanted or known[0]


def _profiles(desk: Desk) -> list[tuple[str, str]]:
    chosen = desk.methodology.settings.profiles or tuple(desk.methodology.profiles)
    return [(one, desk.methodology.profiles[one].name) for one in chosen]


def _table_of(sent: Sent) -> tuple[str, bytes]:
    """The one table; whether it is one, its reader finds out."""
    tables = sent.files.get("table", ())
    said = ""
    if len(tables) != 1:
        said = "یک جدول برگزینید."
    elif tables[0][0].rpartition(".")[2].lower() not in TABLE_KINDS:
        said = "جدول باید پروندهٔ CSV یا اکسل (xlsx) باشد."
    elif len(tables[0][1]) > LARGEST_FILE:
        said = "جدول بیش از اندازه بزرگ است؛ آن را بخش کنید."
    if said:
        raise GivenRefusedError([GivenProblem(row=0, said=said)])
    return tables[0]


def _form_page(
    desk: Desk,
    access: GivenAccess,
    form: str,
    typed: Mapping[str, str],
    *,
    earlier: Any = None,
    problems: Sequence[GivenProblem] = (),
) -> HTMLResponse:
    return page(
        "given_form.html",
        access.who,
        status=400 if problems else 200,
        form=form,
        form_name=FORM_NAMES[form],
        fields=_fields(desk, access, form),
        fixed=IDENTITY[form] if earlier is not None else frozenset(),
        typed=typed,
        earlier=earlier,
        held=[one for one in getattr(earlier, "evidence", ()) if one.sha256],
        problems=problems,
        accepted=ACCEPTED,
        rater=access.who.user.display_name,
    )


def _table_page(
    desk: Desk,
    access: GivenAccess,
    form: str,
    *,
    problems: Sequence[GivenProblem] = (),
    said: str = "",
) -> HTMLResponse:
    fields = [
        one for one in _fields(desk, access, form) if form != "table" or one.name not in ("column", "value")
    ]
    rater = [Field(name="rater", needed=True)] if form == "judgement" else []
    return page(
        "given_table.html",
        access.who,
        status=400 if problems else 200,
        form=form,
        form_name=FORM_NAMES[form],
        fields=[*fields, *rater],
        profiles=_profiles(desk) if access.only is None else [],
        problems=problems[:_ROWS_SHOWN],
        more_problems=max(0, len(problems) - _ROWS_SHOWN),
        said=said,
        accepted=ACCEPTED,
    )


def _back(form: str, done: str) -> Response:
    return RedirectResponse(f"/records?{urlencode({'of': form, 'done': done})}", status_code=303)
