"""Sessions and accounts in the database."""

from sqlalchemy import Connection

from core.sessions import IDLE, Session
from core.users import UserRole
from storage.sessions import (
    end_session,
    end_sessions_of,
    failed_sign_ins,
    note_failed_sign_in,
    see_session,
    session_with_user,
    start_session,
)
from storage.users import all_users, ensure_user, set_active, set_password_hash, user_by_name
from tests.storage.samples import DAY, NOON


def started(name: str = "aa", user: str = "n.sahar") -> Session:
    return Session(
        id_hash=name * 32,
        user=user,
        form_token="t",
        started_at=NOON,
        last_seen=NOON,
        address="10.0.0.1",
    )


def kept(connection: Connection, name: str = "aa") -> Session:
    found = session_with_user(connection, name * 32)
    assert found is not None
    return found[0]


def test_a_session_is_open_until_it_is_idle_or_ended(connection: Connection) -> None:
    ensure_user(connection, "n.sahar", display_name="سحر", role=UserRole.ANALYST)
    start_session(connection, started())
    see_session(connection, "aa" * 32, NOON + IDLE)

    assert kept(connection).is_open(NOON + 2 * IDLE)
    assert not kept(connection).is_open(NOON + 3 * IDLE)
    end_session(connection, "aa" * 32, NOON)
    assert not kept(connection).is_open(NOON)


def test_an_unknown_session_is_none(connection: Connection) -> None:
    assert session_with_user(connection, "bb" * 32) is None


def test_all_sessions_of_one_account_end_and_no_others(connection: Connection) -> None:
    for name, user in (("aa", "n.sahar"), ("bb", "n.sahar"), ("cc", "m.omid")):
        ensure_user(connection, user, display_name=user, role=UserRole.ANALYST)
        start_session(connection, started(name, user))
    end_sessions_of(connection, "n.sahar", NOON)

    assert [kept(connection, name).is_open(NOON) for name in ("aa", "bb", "cc")] == [False, False, True]


def test_failures_are_counted_by_address_and_name_and_time(connection: Connection) -> None:
    for name, address in (("n", "a"), ("n", "a"), ("m", "a"), ("n", "b")):
        note_failed_sign_in(connection, name, address, NOON)

    assert failed_sign_ins(connection, "a", NOON, "n") == 2
    assert failed_sign_ins(connection, "a", NOON) == 3
    assert failed_sign_ins(connection, "a", NOON + DAY) == 0


def test_an_account_has_a_password_an_agency_and_can_be_closed(connection: Connection) -> None:
    ensure_user(connection, "p.post", display_name="پست", role=UserRole.OFFICER, agency="post@سمنان")
    set_password_hash(connection, "p.post", "$argon2id$x")
    set_active(connection, "p.post", active=False)
    kept = user_by_name(connection, "p.post")

    assert kept is not None
    assert (kept.agency, kept.password_hash, kept.active) == ("post@سمنان", "$argon2id$x", False)
    assert [one.name for one in all_users(connection)] == ["p.post"]
