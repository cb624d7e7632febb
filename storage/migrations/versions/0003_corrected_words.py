"""Corrections keep the words a person selected: what a missed agency is called in the text."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("correction", sa.Column("surface", sa.Text()))


def downgrade() -> None:
    op.drop_column("correction", "surface")
