"""Appeals and their answers; both only ever appended, and each appeal answered once."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    insert,
    select,
)

from core.agencies import AgencyKey
from core.appeals import Appeal, AppealAnswer
from core.calendar import JalaliMonth
from storage.metadata import FreeText, UtcDateTime, metadata

appeal = Table(
    "appeal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("profile", String, nullable=False),
    Column("scheme", String, nullable=False),
    Column("month", String(7), nullable=False),
    Column("agency", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("reason", FreeText, nullable=False),
    Column("evidence", FreeText, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

appeal_answer = Table(
    "appeal_answer",
    metadata,
    Column("appeal_id", ForeignKey("appeal.id"), primary_key=True),
    Column("is_accepted", Boolean, nullable=False),
    Column("reason", FreeText, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


def append_appeal(connection: Connection, one: Appeal) -> int:
    """Keep an appeal; its number."""
    row = {
        "profile": one.profile,
        "scheme": one.scheme,
        "month": str(one.month),
        "agency": str(one.agency),
        "subject": one.subject,
        "reason": one.reason,
        "evidence": one.evidence,
        "by": one.by,
        "at": one.at,
        "expires_at": one.expires_at,
    }
    return int(connection.execute(insert(appeal).values(row).returning(appeal.c.id)).scalar_one())


def append_answer(connection: Connection, appeal_id: int, answer: AppealAnswer) -> None:
    """Keep what was decided."""
    row = {
        "appeal_id": appeal_id,
        "is_accepted": answer.is_accepted,
        "reason": answer.reason,
        "by": answer.by,
        "at": answer.at,
    }
    connection.execute(insert(appeal_answer).values(row))


def appeals_of(connection: Connection, profile: str, scheme: str, month: JalaliMonth) -> list[Appeal]:
    """The appeals of one month's round with their answers, in the order they came."""
    mine = (appeal.c.profile == profile, appeal.c.scheme == scheme, appeal.c.month == str(month))
    return [_appeal(row) for row in connection.execute(_with_answers().where(*mine).order_by(appeal.c.id))]


def appeal_by_id(connection: Connection, appeal_id: int) -> Appeal | None:
    row = connection.execute(_with_answers().where(appeal.c.id == appeal_id)).one_or_none()
    return None if row is None else _appeal(row)


def _with_answers() -> Any:
    answers = [column.label(f"answer_{column.name}") for column in appeal_answer.c]
    return select(appeal, *answers).outerjoin(appeal_answer, appeal_answer.c.appeal_id == appeal.c.id)


def _appeal(row: Row[Any]) -> Appeal:
    return Appeal(
        id=row.id,
        profile=row.profile,
        scheme=row.scheme,
        month=JalaliMonth.parse(row.month),
        agency=AgencyKey.parse(row.agency),
        subject=row.subject,
        reason=row.reason,
        evidence=row.evidence,
        by=row.by,
        at=row.at,
        expires_at=row.expires_at,
        answer=_answer(row),
    )


def _answer(row: Row[Any]) -> AppealAnswer | None:
    if row.answer_at is None:
        return None
    return AppealAnswer(
        is_accepted=row.answer_is_accepted, reason=row.answer_reason, by=row.answer_by, at=row.answer_at
    )
