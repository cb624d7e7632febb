"""Posts: what channels show of their messages, and the series of their views."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True)),
        sa.Column("views", sa.Text()),
        sa.Column("view_count", sa.BigInteger()),
        sa.Column("is_edited", sa.Boolean(), nullable=False),
        sa.Column("forwarded_from", sa.Text()),
        sa.Column("forwarded_address", sa.Text()),
        sa.Column("reply_to", sa.Text()),
        sa.Column("media", sa.JSON(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.UniqueConstraint("outlet", "key"),
    )
    op.create_index("ix_post_source_position", "post", ["source", "position"])
    op.create_table(
        "post_views",
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("post.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger()),
        sa.PrimaryKeyConstraint("post_id", "at"),
    )


def downgrade() -> None:
    op.drop_table("post_views")
    op.drop_table("post")
