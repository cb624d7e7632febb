"""The review application: sessions, the queue of cards, what each key did, and the words of all texts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_sessions()
    create_queue()
    create_search()
    op.add_column("user_account", sa.Column("agency", sa.String()))


def create_sessions() -> None:
    op.create_table(
        "session",
        sa.Column("id_hash", sa.String(length=64), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("form_token", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_session_user", "session", ["user"])
    op.create_table(
        "failed_sign_in",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_failed_sign_in_address_at", "failed_sign_in", ["address", "at"])


def create_queue() -> None:
    op.create_table(
        "review_card",
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), primary_key=True, autoincrement=False),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("item_version.id"), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("topic", sa.String()),
        sa.Column("doubt", sa.Float(), nullable=False),
        sa.Column("place", sa.Float(), nullable=False),
        sa.Column("stream_position", sa.Float()),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("skips", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.String()),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("turn", sa.String()),
        sa.Column("shown_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_review_card_leased_by", "review_card", ["leased_by"])
    is_postgresql = op.get_context().dialect.name == "postgresql"
    is_asked = "is_open" if is_postgresql else "is_open = 1"
    for name, columns, kind in (
        ("ix_review_card_queue", ["month", "skips", "place", "item_id"], "IS NULL"),
        ("ix_review_card_stream", ["month", "skips", "stream_position"], "IS NOT NULL"),
    ):
        part = sa.text(f"{is_asked} AND stream_position {kind}")
        op.create_index(name, "review_card", columns, sqlite_where=part, postgresql_where=part)
    op.create_table(
        "review_act",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("item_ids", sa.JSON(), nullable=False),
        sa.Column("finished_card", sa.Boolean(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_review_act_who_at", "review_act", ["who", "at"])
    op.create_index("ix_review_act_at", "review_act", ["at"])


def create_search() -> None:
    op.create_table(
        "item_search",
        sa.Column(
            "version_id",
            sa.Integer(),
            sa.ForeignKey("item_version.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("words", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")),
    )
    op.create_index("ix_item_search_words", "item_search", ["words"], postgresql_using="gin")
    if op.get_context().dialect.name == "sqlite":
        # Without the texts themselves: they stand in item_version.
        op.execute(
            "CREATE VIRTUAL TABLE item_words USING fts5"
            "(words, content='', tokenize='unicode61 remove_diacritics 0')"
        )


def downgrade() -> None:
    op.drop_column("user_account", "agency")
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE item_words")
    for table in ("item_search", "review_act", "review_card", "failed_sign_in", "session"):
        op.drop_table(table)
