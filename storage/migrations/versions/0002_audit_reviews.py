"""Audit reviews: texts of the random audit stream that a person reviewed completely."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.append_only import refuse_changes

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_review",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("item_version.id"), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("attributions", sa.JSON(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("version_id"),
    )
    op.create_index("ix_audit_review_item_id", "audit_review", ["item_id"])
    refuse_changes("audit_review")


def downgrade() -> None:
    op.drop_table("audit_review")
