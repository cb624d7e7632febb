"""What looks tell beside items (certificates, dead links, pace, suspect days), and whom a reprint credits."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ADDED = (
    ("probe", "certificate_ends", sa.DateTime(timezone=True)),
    ("probe", "tried_links", sa.Integer()),
    ("probe", "broken_links", sa.Integer()),
    ("source_state", "interval_seconds", sa.Float()),
    ("observation", "days_suspect", sa.Integer()),
    ("fingerprint", "credit", sa.Text()),
    ("story_member", "credit", sa.Text()),
)


def upgrade() -> None:
    for table, name, kind in ADDED:
        op.add_column(table, sa.Column(name, kind))


def downgrade() -> None:
    for table, name, _ in reversed(ADDED):
        op.drop_column(table, name)
