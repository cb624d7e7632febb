"""Users: the accounts of an installation."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, Select, String, Table, bindparam, select, update

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
    return user_of(connection.execute(_by_name(name)).one()._mapping)


def user_by_name(connection: Connection, name: str) -> User | None:
    row = connection.execute(_by_name(name)).one_or_none()
    return None if row is None else user_of(row._mapping)


def all_users(connection: Connection) -> list[User]:
    """Every account, by name."""
    return [
        user_of(row._mapping)
        for row in connection.execute(select(user_account).order_by(user_account.c.name))
    ]


def set_password_hash(connection: Connection, name: str, password_hash: str) -> None:
    connection.execute(_change(name).values(password_hash=password_hash))


def set_active(connection: Connection, name: str, *, active: bool) -> None:
    """Close an account, or open it again; what its owner decided stays."""
    connection.execute(_change(name).values(active=active))


def _change(name: str) -> Any:
    return update(user_account).where(user_account.c.name == name)


def _by_name(name: str) -> Any:
    return select(user_account).where(user_account.c.name == name)


def user_of(row: Mapping[Any, Any]) -> User:
    """The record of a row."""
    return User(**{**row, "role": UserRole(row["role"])})


def row_with_user(
    connection: Connection, table: Table, key: str, value: str
) -> tuple[Mapping[str, Any], User] | None:
    """The row of a table whose `user` names an account, with that account, in one question."""
    row = connection.execute(_with_user(table, key), {"value": value}).one_or_none()
    if row is None:
        return None
    own = {column.name: row._mapping[column] for column in table.c}
    return own, user_of({column.name: row._mapping[column] for column in user_account.c})


@lru_cache
def _with_user(table: Table, key: str) -> Select[Any]:
    """Built once, for it is asked at every request."""
    query = select(table, *user_account.c).join(user_account, user_account.c.name == table.c.user)
    return query.where(table.c[key] == bindparam("value"))
