"""API tokens: the keys that people gave to programs of their own."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Column, Connection, String, Table, insert, select, update

from core.api_tokens import ApiToken
from core.users import User
from storage.metadata import UtcDateTime, metadata
from storage.users import row_with_user

api_token = Table(
    "api_token",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user", String, nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("last_used", UtcDateTime),
    Column("revoked_at", UtcDateTime),
)


def save_token(connection: Connection, token: ApiToken) -> None:
    connection.execute(insert(api_token).values(asdict(token)))


def token_with_user(connection: Connection, token_hash: str) -> tuple[ApiToken, User] | None:
    """The token of that hash and whose it is, valid or not."""
    found = row_with_user(connection, api_token, "token_hash", token_hash)
    return None if found is None else (ApiToken(**found[0]), found[1])


def use_token(connection: Connection, token_hash: str, now: datetime) -> None:
    """A program was there just now."""
    connection.execute(update(api_token).where(api_token.c.token_hash == token_hash).values(last_used=now))


def tokens_of(connection: Connection, user: str) -> list[ApiToken]:
    """Every token somebody ever had, the oldest first."""
    query = select(api_token).where(api_token.c.user == user).order_by(api_token.c.made_at)
    return [ApiToken(**row._mapping) for row in connection.execute(query)]


def revoke_tokens(connection: Connection, user: str, label: str, now: datetime) -> int:
    """End the valid tokens of that label; how many they were."""
    ending = update(api_token).where(
        api_token.c.user == user, api_token.c.label == label, api_token.c.revoked_at.is_(None)
    )
    return connection.execute(ending.values(revoked_at=now)).rowcount
