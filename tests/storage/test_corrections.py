"""A person's decision is kept for good, and once."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.audit import AuditEntry
from core.corrections import Aspect, Correction, Decision
from core.users import UserRole
from storage.audit import append_audit, audit_between
from storage.corrections import append_corrections, corrections_of
from storage.database import Database
from storage.users import ensure_user, user_by_name
from tests.storage.samples import DAY, NOON, UNKNOWN_ID, WATER, item, stored

CHANGES = {"sqlite": ["UPDATE {} SET id = id + 1", "DELETE FROM {}"]}
CHANGES["postgresql"] = [*CHANGES["sqlite"], "TRUNCATE {}"]


def correction(item_id: int, **changes: Any) -> Correction:
    values: dict[str, Any] = {
        "item_id": item_id,
        "aspect": Aspect.AGENCY,
        "subject": str(WATER),
        "decision": Decision.REJECT,
        "value": None,
        "reason": "باشگاه است نه شهرداری",
        "text_hash": "ab" * 32,
        "decided_by": "reza",
        "decided_at": NOON,
    }
    return Correction(**(values | changes))


def without_ids(corrections: list[Correction]) -> list[Correction]:
    return [replace(one, id=0) for one in corrections]


def test_a_decision_comes_back_as_it_was_made(connection: Connection) -> None:
    [one] = stored(connection, item())
    made = correction(
        one.id,
        aspect=Aspect.TOPIC,
        subject="topic",
        decision=Decision.SET,
        value="water",
        made_by="rules-1",
        claim="economy",
        seconds=2.5,
    )

    appended = append_corrections(connection, [made])

    assert appended == 1
    assert without_ids(corrections_of(connection)) == [made]


def test_decisions_come_in_the_order_they_were_given(connection: Connection) -> None:
    [one] = stored(connection, item())
    made = [correction(one.id, reason=str(n)) for n in (3, 1, 2)]

    append_corrections(connection, made)

    assert [c.reason for c in corrections_of(connection, [one.id])] == ["3", "1", "2"]


def test_decisions_are_found_by_item(connection: Connection) -> None:
    first, second, third = stored(connection, item("a"), item("b"), item("c"))
    append_corrections(connection, [correction(first.id), correction(second.id), correction(third.id)])

    assert [c.item_id for c in corrections_of(connection, [third.id, first.id])] == [first.id, third.id]
    assert corrections_of(connection, []) == []


def test_the_same_file_of_decisions_twice_decides_once(connection: Connection) -> None:
    [one] = stored(connection, item())
    from_file = [correction(one.id), correction(one.id, decision=Decision.ACCEPT, decided_at=NOON + DAY)]

    counts = [append_corrections(connection, from_file) for _ in range(2)]

    assert counts == [2, 0]
    assert without_ids(corrections_of(connection)) == from_file


def test_two_different_decisions_at_one_instant_are_both_kept(connection: Connection) -> None:
    [one] = stored(connection, item())

    append_corrections(connection, [correction(one.id), correction(one.id, decision=Decision.ACCEPT)])

    assert [c.decision for c in corrections_of(connection)] == [Decision.REJECT, Decision.ACCEPT]


def test_a_decision_about_no_item_is_refused(connection: Connection) -> None:
    with pytest.raises(IntegrityError):
        append_corrections(connection, [correction(UNKNOWN_ID)])


@pytest.mark.parametrize("table", ["correction", "audit"])
def test_the_database_itself_refuses_to_change_what_is_appended(database: Database, table: str) -> None:
    with database.begin() as connection:
        [one] = stored(connection, item())
        append_corrections(connection, [correction(one.id)])
        append_audit(connection, AuditEntry(who="reza", at=NOON, action="correct", subject="item 1"))

    for change in CHANGES[database.engine.dialect.name]:
        with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
            connection.execute(text(change.format(table)))

    with database.read() as connection:
        assert len(corrections_of(connection)) == len(audit_between(connection, NOON, NOON + DAY)) == 1


def test_the_audit_trail_is_read_by_time(connection: Connection) -> None:
    entries = [
        AuditEntry(who="reza", at=NOON, action="correct", subject="item 1", old="actor", new="mentioned"),
        AuditEntry(who="sara", at=NOON + DAY, action="close", subject="round 1"),
    ]
    for entry in entries:
        append_audit(connection, entry)

    assert audit_between(connection, NOON, NOON + 2 * DAY) == entries
    assert audit_between(connection, NOON, NOON + DAY) == entries[:1]


def test_an_account_is_made_once_and_then_left_as_it_is(connection: Connection) -> None:
    made = ensure_user(connection, "reza", display_name="رضا", role=UserRole.ANALYST)

    again = ensure_user(connection, "reza", display_name="دیگری", role=UserRole.LEAD)

    assert again == made == user_by_name(connection, "reza")
    assert (made.display_name, made.role, made.active, made.password_hash) == (
        "رضا",
        UserRole.ANALYST,
        True,
        None,
    )


def test_an_unknown_account_is_none(connection: Connection) -> None:
    assert user_by_name(connection, "nobody") is None
