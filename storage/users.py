"""Users: the accounts of an installation."""

from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, Row, String, Table, select, update

from core.users import User, UserRole
from storage.metadata import metadata
from storage.upserts import insert_or_skip

user_account = Table(
    "user_account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("display_name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("password_hash", String),
    Column("agency", String),
)


def ensure_user(
    connection: Connection, name: str, *, display_name: str, role: UserRole, agency: str | None = None
) -> User:
    """The account of that name, made when there is none; an existing one is left as it is."""
    row = {"name": name, "display_name": display_name, "role": role.value, "active": True, "agency": agency}
    insert_or_skip(connection, user_account, [row])
    return _user(connection.execute(_by_name(name)).one())


def user_by_name(connection: Connection, name: str) -> User | None:
    row = connection.execute(_by_name(name)).one_or_none()
    return None if row is None else _user(row)


def all_users(connection: Connection) -> list[User]:
    """Every account, by name."""
    return [_user(row) for row in connection.execute(select(user_account).order_by(user_account.c.name))]


def set_password_hash(connection: Connection, name: str, password_hash: str) -> None:
    connection.execute(_change(name).values(password_hash=password_hash))


def set_active(connection: Connection, name: str, *, active: bool) -> None:
    """Close an account, or open it again; what its owner decided stays."""
    connection.execute(_change(name).values(active=active))


def _change(name: str) -> Any:
    return update(user_account).where(user_account.c.name == name)


def _by_name(name: str) -> Any:
    return select(user_account).where(user_account.c.name == name)


def _user(row: Row[Any]) -> User:
    return User(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        role=UserRole(row.role),
        active=row.active,
        password_hash=row.password_hash,
        agency=row.agency,
    )
