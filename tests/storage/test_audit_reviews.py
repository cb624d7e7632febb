"""A complete review is kept once and for good, with the machine's claims as they stood."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.attributions import (
    MediaEvent,
    MediaEventKind,
    MediaEventState,
    Mention,
    Prominence,
    Reading,
    Role,
    ServiceReflection,
    Tone,
    Understanding,
)
from core.audit_stream import AuditReview, stream_position
from core.items import Origin, StoredItem
from storage.audit_reviews import append_audit_reviews, audit_reviews, stream_members
from storage.claims import save_understandings
from storage.database import Database
from storage.store_items import store_items
from tests.storage.samples import (
    CITY,
    DAY,
    NOON,
    UNKNOWN_ID,
    attribution,
    item,
    published,
    stored,
    understanding,
)

CHANGES = {"sqlite": ["UPDATE audit_review SET share = 1", "DELETE FROM audit_review"]}
CHANGES["postgresql"] = [*CHANGES["sqlite"], "TRUNCATE audit_review"]

SAID = understanding(
    attribution(speaks=True, prominence=Prominence.MAIN, tone=Tone.CRITICAL, own_site=True),
    attribution(CITY, role=Role.MENTIONED, confidence=0.25, reason="document-province/dateline"),
    made_by="rules-7",
    reading=Reading(
        topic="water",
        topic2="economy",
        service_reflection=ServiceReflection.WEAK,
        ceremonial=False,
        criticism_needing_reply=True,
        service_evidence=(Mention(field="body", start=0, end=4, surface="مخزن", part="service"),),
        media_event=MediaEvent(
            kind=MediaEventKind.MEDIA_TOUR,
            state=MediaEventState.HELD,
            evidence=Mention(field="body", start=0, end=4, surface="مخزن", part="event"),
        ),
    ),
)


def review(of: StoredItem, said: Understanding = SAID) -> AuditReview:
    return AuditReview(
        item_id=of.id,
        version_id=of.version_id,
        text_hash=of.item.text_hash,
        share=0.02,
        understanding=said,
        reviewed_by="mina",
        reviewed_at=NOON,
    )


def test_a_review_comes_back_with_every_claim_as_it_stood(connection: Connection) -> None:
    [one] = stored(connection, item())

    assert append_audit_reviews(connection, [review(one)]) == 1
    assert [replace(kept, id=0) for kept in audit_reviews(connection)] == [review(one)]


def test_a_review_of_before_events_were_kept_has_none(connection: Connection) -> None:
    [one] = stored(connection, item())
    append_audit_reviews(
        connection, [review(one, replace(SAID, reading=replace(SAID.reading, media_event=None)))]
    )

    assert [kept.understanding.reading.media_event for kept in audit_reviews(connection)] == [None]


def test_a_machine_that_reads_again_does_not_change_what_was_reviewed(connection: Connection) -> None:
    [one] = stored(connection, item())
    save_understandings(connection, "rules-7", [(one, SAID)])
    append_audit_reviews(connection, [review(one)])

    save_understandings(connection, "rules-7", [(one, understanding(made_by="rules-7"))])
    save_understandings(connection, "rules-8", [(one, understanding(made_by="rules-8"))])

    assert [kept.understanding for kept in audit_reviews(connection)] == [SAID]


def test_the_first_review_of_a_text_stands(connection: Connection) -> None:
    [one] = stored(connection, item())
    append_audit_reviews(connection, [review(one)])

    again = append_audit_reviews(connection, [review(one, understanding(made_by="learned-from-it"))])

    assert again == 0
    assert [kept.understanding.made_by for kept in audit_reviews(connection)] == ["rules-7"]


def test_a_changed_text_can_be_reviewed_again(connection: Connection) -> None:
    [first] = stored(connection, item())
    [changed] = stored(connection, item(body="آب روستا وصل شد."))

    append_audit_reviews(connection, [review(first), review(changed)])

    assert [kept.text_hash for kept in audit_reviews(connection)] == [
        first.item.text_hash,
        changed.item.text_hash,
    ]


def test_a_review_of_no_item_is_refused(connection: Connection) -> None:
    [one] = stored(connection, item())

    with pytest.raises(IntegrityError):
        append_audit_reviews(connection, [replace(review(one), item_id=UNKNOWN_ID)])


def test_the_database_itself_refuses_to_change_a_review(database: Database) -> None:
    with database.begin() as connection:
        [one] = stored(connection, item())
        append_audit_reviews(connection, [review(one)])

    for change in CHANGES[database.engine.dialect.name]:
        with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
            connection.execute(text(change))

    with database.read() as connection:
        assert len(audit_reviews(connection)) == 1


def test_the_stream_holds_its_share_of_what_counts_in_random_order(connection: Connection) -> None:
    many = [item(str(n), published=published(NOON)) for n in range(300)]
    store_items(connection, many)

    found = [member.position for member in stream_members(connection, 0.1)]

    assert found == sorted(p for one in many if (p := stream_position(one.outlet, one.key)) < 0.1)


def test_the_stream_is_that_of_a_period(connection: Connection) -> None:
    early, late = stored(
        connection, item("a", published=published(NOON)), item("b", published=published(NOON + 9 * DAY))
    )

    def ids_between(start: timedelta, end: timedelta) -> list[int]:
        return [m.item_id for m in stream_members(connection, 1.0, NOON + start, NOON + end)]

    assert ids_between(timedelta(), DAY) == [early.id]
    assert ids_between(DAY, 9 * DAY) == []
    assert ids_between(DAY, 10 * DAY) == [late.id]


def test_an_item_that_no_month_counts_is_not_in_the_stream(connection: Connection) -> None:
    crawled, *_ = stored(
        connection, item("a"), item("b", origin=Origin.BASELINE), item("c", origin=Origin.IMPORT)
    )

    assert [member.item_id for member in stream_members(connection, 1.0)] == [crawled.id]


def test_the_stream_knows_the_text_of_today(connection: Connection) -> None:
    stored(connection, item())
    [changed] = stored(connection, item(body="آب روستا وصل شد."))

    assert [member.version_id for member in stream_members(connection, 1.0)] == [changed.version_id]
