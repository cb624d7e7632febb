"""Second opinions: cards for a second analyst, what each coded, adjudications, codebook versions."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.append_only import refuse_changes

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_QUEUES = (
    ("ix_review_card_queue", ["month", "skips", "place", "item_id"], "stream_position IS NULL"),
    ("ix_review_card_stream", ["month", "skips", "stream_position"], "stream_position IS NOT NULL"),
)


def upgrade() -> None:
    op.add_column("correction", sa.Column("codebook", sa.String()))
    op.add_column(
        "correction", sa.Column("is_adjudication", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("review_card", sa.Column("first_by", sa.String()))
    create_queues(_QUEUES, " AND first_by IS NULL")
    create_queues((("ix_review_card_second", ["month", "skips", "item_id"], "first_by IS NOT NULL"),), "")
    create_blind_corrections()
    create_codings()


def create_queues(queues: tuple[tuple[str, list[str], str], ...], more: str) -> None:
    is_asked = "is_open" if op.get_context().dialect.name == "postgresql" else "is_open = 1"
    for name, columns, kind in queues:
        op.execute(f"DROP INDEX IF EXISTS {name}")
        part = sa.text(f"{is_asked} AND {kind}{more}")
        op.create_index(name, "review_card", columns, sqlite_where=part, postgresql_where=part)


def create_blind_corrections() -> None:
    op.create_table(
        "blind_correction",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("aspect", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String()),
        sa.Column("claim", sa.Text()),
        sa.Column("seconds", sa.Float()),
        sa.Column("surface", sa.Text()),
        sa.Column("codebook", sa.String()),
        sa.Column("is_adjudication", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("content_hash", sa.String(length=64), nullable=False, unique=True),
    )
    op.create_index("ix_blind_correction_item_id", "blind_correction", ["item_id"])
    refuse_changes("blind_correction")


def create_codings() -> None:
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("item_version.id"), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("coded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_second", sa.Boolean(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("codebook", sa.String()),
    )
    op.create_index("ix_coding_item_id", "coding", ["item_id"])
    op.create_index("ix_coding_month", "coding", ["month"])
    refuse_changes("coding")


def downgrade() -> None:
    op.drop_table("coding")
    op.drop_table("blind_correction")
    op.execute("DROP INDEX IF EXISTS ix_review_card_second")
    create_queues(_QUEUES, "")
    op.drop_column("review_card", "first_by")
    op.drop_column("correction", "is_adjudication")
    op.drop_column("correction", "codebook")
