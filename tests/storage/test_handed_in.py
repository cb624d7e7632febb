"""What people hand in is appended, and the last word on a subject holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.exc import DatabaseError

from core.agencies import AgencyKey
from core.handed_in import Evidence, EvidenceKind, Given, Judgement, Record, SurveyResult, TableValue, Verdict
from core.resolutions import Progress, Resolution, ResolutionKind
from storage.database import Database
from storage.given import given_until
from storage.judgements import JUDGEMENTS
from storage.records import RECORDS, record
from storage.resolutions import RESOLUTIONS
from storage.surveys import SURVEYS
from storage.table_values import TABLE_VALUES

AT = datetime(2025, 11, 1, 8, tzinfo=UTC)
DAY = date(2025, 10, 20)
GAS = AgencyKey("gas", "یزد")
GIVEN = {"received": DAY, "given_by": "niloofar", "given_at": AT}

RECORD = Record(
    number="۱۲",
    agency=GAS,
    kind="media-tour",
    title="بازدید خبرنگاران",
    day=DAY,
    until=DAY + timedelta(days=90),
    evidence=(
        Evidence(kind=EvidenceKind.LINK, place="https://gas.example/1"),
        Evidence(kind=EvidenceKind.PHOTO, place="tour.jpg", sha256="ab" * 32),
    ),
    details={"level": "ملی"},
    **GIVEN,  # type: ignore[arg-type]
)
JUDGEMENT = Judgement(rubric="quality", agency=GAS, rater="یکم", rating=3.5, day=DAY, **GIVEN)  # type: ignore[arg-type]
SURVEY = SurveyResult(
    survey="پاییز",
    question="trust",
    agency=GAS,
    value=3.25,
    respondents=88,
    day=DAY,
    method="تلفنی",
    **GIVEN,  # type: ignore[arg-type]
)
VALUE = TableValue(table="general", column="points", agency=GAS, value=812.5, day=DAY, **GIVEN)  # type: ignore[arg-type]
RESOLUTION = Resolution(
    number="۳",
    meeting="جلسهٔ دوم",
    kind=ResolutionKind.TASK,
    title="راه‌اندازی کانال",
    owner=GAS,
    decided=DAY,
    due=DAY + timedelta(days=9),
    progress=Progress.IN_PROGRESS,
    **GIVEN,  # type: ignore[arg-type]
)


def test_everything_comes_back_as_it_was_given(connection: Connection) -> None:
    RECORDS.append(connection, [RECORD])
    JUDGEMENTS.append(connection, [JUDGEMENT])
    SURVEYS.append(connection, [SURVEY])
    TABLE_VALUES.append(connection, [VALUE])
    RESOLUTIONS.append(connection, [RESOLUTION])
    given = given_until(connection)

    assert given == Given(
        records=(replace(RECORD, id=given.records[0].id),),
        judgements=(replace(JUDGEMENT, id=given.judgements[0].id),),
        surveys=(replace(SURVEY, id=given.surveys[0].id),),
        values=(replace(VALUE, id=given.values[0].id),),
        resolutions=(replace(RESOLUTION, id=given.resolutions[0].id),),
    )


def test_the_same_word_again_by_another_hand_on_another_day_is_not_doubled(connection: Connection) -> None:
    again = replace(
        RECORD, given_by="omid", given_at=AT + timedelta(days=3), received=DAY + timedelta(days=3)
    )

    assert RECORDS.append(connection, [RECORD]) == 1
    assert RECORDS.append(connection, [again]) == 0
    assert RECORDS.holding(connection)[0].received == DAY


def test_a_verdict_is_a_new_word_and_may_be_taken_back(connection: Connection) -> None:
    refused = replace(RECORD, verdict=Verdict.REJECTED, reason="عکس ندارد", given_at=AT + timedelta(hours=1))
    back = replace(RECORD, given_at=AT + timedelta(hours=2))

    assert [RECORDS.append(connection, [word]) for word in (RECORD, refused, back)] == [1, 1, 1]
    assert [word.verdict for word in RECORDS.holding(connection)] == [Verdict.SUBMITTED]
    assert connection.scalar(select(func.count()).select_from(record)) == 3


def test_an_instant_of_the_past_knows_only_what_was_said_before_it(connection: Connection) -> None:
    done = replace(
        RESOLUTION, progress=Progress.DONE, done_on=DAY, proof="نامه", given_at=AT + timedelta(days=5)
    )
    RESOLUTIONS.append(connection, [RESOLUTION])
    RESOLUTIONS.append(connection, [done])

    def progress(at: datetime) -> list[Progress]:
        return [word.progress for word in given_until(connection, at).resolutions]

    assert progress(AT - timedelta(seconds=1)) == []
    assert progress(AT + timedelta(days=4)) == [Progress.IN_PROGRESS]
    assert progress(AT + timedelta(days=5)) == [Progress.DONE]


def test_two_words_on_one_subject_in_one_hand_over_are_both_kept_and_the_last_holds(
    connection: Connection,
) -> None:
    changed = replace(JUDGEMENT, rating=4.0)

    assert JUDGEMENTS.append(connection, [JUDGEMENT, changed]) == 2
    assert [word.rating for word in JUDGEMENTS.holding(connection)] == [4.0]


@pytest.mark.parametrize("words", [update(record).values(title="دیگر"), delete(record)])
def test_the_database_itself_refuses_to_change_what_was_handed_in(database: Database, words: object) -> None:
    with database.begin() as connection:
        RECORDS.append(connection, [RECORD])

    with pytest.raises(DatabaseError, match="append-only"), database.begin() as connection:
        connection.execute(words)  # type: ignore[call-overload]
