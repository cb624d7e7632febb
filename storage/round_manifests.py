"""Manifests: what a revision of a round was made from, kept by the hash of its bytes."""

import zlib
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Column, Connection, ForeignKey, Integer, LargeBinary, String, Table, insert, select

from core.canonical import content_hash
from core.errors import StorageError
from storage.metadata import metadata
from storage.rounds import round_table
from storage.upserts import insert_or_skip

kept_content = Table(
    "kept_content",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("compressed", LargeBinary, nullable=False),
)

round_manifest = Table(
    "round_manifest",
    metadata,
    Column("round_id", ForeignKey("round.id"), primary_key=True),
    Column("manifest_hash", ForeignKey("kept_content.hash"), nullable=False),
    Column("scheme_hash", String(64), nullable=False),
    # The newest correction there was when the round was counted; 0 when there was none.
    Column("newest_correction", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundManifest:
    """Where the manifest of a revision is kept, and what is asked of it most."""

    round_id: int
    manifest_hash: str
    scheme_hash: str
    newest_correction: int


def keep_content(connection: Connection, content: bytes) -> str:
    """Keep these bytes; their hash is their name, and the same bytes are kept once."""
    name = content_hash(content)
    insert_or_skip(connection, kept_content, [{"hash": name, "compressed": zlib.compress(content, 9)}])
    return name


def content_by_hash(connection: Connection, name: str) -> bytes:
    """The bytes of that hash; raises StorageError when they are absent or are no longer what they were."""
    compressed = connection.scalar(select(kept_content.c.compressed).where(kept_content.c.hash == name))
    if compressed is None:
        raise StorageError(f"nothing is kept under {name}; restore the database from a backup")
    try:
        content = zlib.decompress(compressed)
    except zlib.error:
        content = b""
    if content_hash(content) != name:
        raise StorageError(f"what is kept under {name} was damaged; restore the database from a backup")
    return content


def save_manifest(connection: Connection, manifest: RoundManifest) -> None:
    """Keep where a revision's manifest is."""
    row = {
        "round_id": manifest.round_id,
        "manifest_hash": manifest.manifest_hash,
        "scheme_hash": manifest.scheme_hash,
        "newest_correction": manifest.newest_correction,
    }
    connection.execute(insert(round_manifest).values(row))


def manifest_of(connection: Connection, round_id: int) -> RoundManifest | None:
    """None for a revision of before there were manifests."""
    query = select(round_manifest).where(round_manifest.c.round_id == round_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else RoundManifest(**row._mapping)


def manifests_with_scheme(
    connection: Connection, scheme: str, version: str, round_ids: Collection[int]
) -> list[RoundManifest]:
    """Of these revisions, the manifests of those made with this version of a scheme, oldest first."""
    query = select(round_manifest).join(round_table, round_table.c.id == round_manifest.c.round_id)
    query = query.where(round_table.c.scheme == scheme, round_table.c.scheme_version == version)
    query = query.where(round_table.c.id.in_(sorted(round_ids))).order_by(round_table.c.id)
    return [RoundManifest(**row._mapping) for row in connection.execute(query)]
