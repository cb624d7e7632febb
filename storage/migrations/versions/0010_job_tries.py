"""Runs of jobs: how often they were tried, by whom, and how far they are."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NEW = ("tries", "claimed_by", "stage", "done", "of")


def upgrade() -> None:
    op.add_column("job_run", sa.Column("tries", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("job_run", sa.Column("claimed_by", sa.String()))
    op.add_column("job_run", sa.Column("stage", sa.String()))
    op.add_column("job_run", sa.Column("done", sa.Integer()))
    op.add_column("job_run", sa.Column("of", sa.Integer()))
    op.create_index("ix_job_run_claimed_at", "job_run", ["claimed_at"])


def downgrade() -> None:
    op.drop_index("ix_job_run_claimed_at", "job_run")
    for name in reversed(_NEW):
        op.drop_column("job_run", name)
