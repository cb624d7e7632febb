"""A round's way to publication: its steps, appeals, manifests, and the intervals of its totals."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.append_only import refuse_changes

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_APPEND_ONLY = ("kept_content", "round_manifest", "round_step", "appeal", "appeal_answer")


def upgrade() -> None:
    op.create_table(
        "kept_content",
        sa.Column("hash", sa.String(length=64), primary_key=True),
        sa.Column("compressed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "round_manifest",
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("round.id"), primary_key=True),
        sa.Column("manifest_hash", sa.String(length=64), sa.ForeignKey("kept_content.hash"), nullable=False),
        sa.Column("scheme_hash", sa.String(length=64), nullable=False),
        sa.Column("newest_correction", sa.Integer(), nullable=False),
    )
    op.create_table(
        "round_step",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("round.id")),
        sa.Column("manifest_hash", sa.String(length=64), sa.ForeignKey("kept_content.hash")),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("profile", "scheme", "month", "number"),
    )
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "appeal_answer",
        sa.Column("appeal_id", sa.Integer(), sa.ForeignKey("appeal.id"), primary_key=True),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "score_interval",
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("round.id"), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Float(), nullable=False),
        sa.Column("possible_low", sa.Float(), nullable=False),
        sa.Column("possible_high", sa.Float(), nullable=False),
        sa.Column("possible_rank_low", sa.Integer()),
        sa.Column("possible_rank_high", sa.Integer()),
        sa.Column("corrected", sa.Float()),
        sa.Column("drawn_low", sa.Float()),
        sa.Column("drawn_high", sa.Float()),
        sa.Column("drawn_rank_low", sa.Integer()),
        sa.Column("drawn_rank_high", sa.Integer()),
        sa.Column("has_audit", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "agency"),
    )
    op.create_table(
        "equal_pair",
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("round.id"), nullable=False),
        sa.Column("better", sa.String(), nullable=False),
        sa.Column("worse", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "better", "worse"),
    )
    for table in _APPEND_ONLY:
        refuse_changes(table)


def downgrade() -> None:
    tables = ("equal_pair", "score_interval", "appeal_answer", "appeal", "round_step", "round_manifest")
    for table in (*tables, "kept_content"):
        op.drop_table(table)
