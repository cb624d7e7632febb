"""Takedowns: texts that are no longer shown on request, and those shown again."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.append_only import refuse_changes

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "takedown",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_takedown_item_id", "takedown", ["item_id"])
    refuse_changes("takedown")


def downgrade() -> None:
    op.drop_table("takedown")
