"""What a crawl could not read, where its links led, and signs that a source's day is not to be trusted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("final_address", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("exception", sa.Text()),
        sa.Column("read_by", sa.String(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("lead", sa.Text()),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("published_precision", sa.String()),
        sa.Column("published_rule", sa.String()),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.UniqueConstraint("source", "address"),
    )
    op.create_index("ix_quarantine_fetched_at", "quarantine", ["fetched_at"])
    op.create_table(
        "redirect",
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_steady", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "address"),
    )
    op.create_index("ix_item_first_seen", "item", ["first_seen"])
    op.add_column("source_day", sa.Column("no_text", sa.Integer()))
    op.add_column("source_day", sa.Column("new_items", sa.Integer()))
    op.add_column("source_day", sa.Column("suspect", sa.Text()))


def downgrade() -> None:
    for column in ("suspect", "new_items", "no_text"):
        op.drop_column("source_day", column)
    op.drop_index("ix_item_first_seen", "item")
    op.drop_table("redirect")
    op.drop_table("quarantine")
