"""Trials of what corrections suggest, and the clips people entered with whether we had them already."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.append_only import refuse_changes

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trial",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.create_table(
        "clip_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("was_held", sa.Boolean(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("was_attributed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_clip_entry_day", "clip_entry", ["day"])
    op.create_index("ix_clip_entry_item_id", "clip_entry", ["item_id"])
    refuse_changes("clip_entry")


def downgrade() -> None:
    op.drop_table("clip_entry")
    op.drop_table("trial")
