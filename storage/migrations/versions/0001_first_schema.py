"""The first schema: everything the path from a source to a score remembers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "item",
    "item_version",
    "redating",
    "page",
    "fetch",
    "source_state",
    "source_day",
    "probe",
    "spool_ack",
    "stage_outcome",
    "reading",
    "attribution",
    "fingerprint",
    "story_member",
    "user_account",
    "correction",
    "audit",
    "round",
    "observation",
    "observation_item",
    "score",
    "job_run",
)
"""In the order of their making: each stands after those it refers to."""

APPEND_ONLY = ("correction", "audit")


def upgrade() -> None:
    create_items()
    create_crawls()
    create_claims()
    create_stories()
    create_people()
    create_rounds()
    create_jobs()
    refuse_changes()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def create_items() -> None:
    """Items, the versions of their texts, and dates read later."""
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("url", sa.String()),
        sa.Column("source", sa.String()),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("published_precision", sa.String()),
        sa.Column("published_rule", sa.String()),
        sa.Column("counted_at", sa.DateTime(timezone=True)),
        sa.Column("current_number", sa.Integer(), nullable=False),
        sa.UniqueConstraint("outlet", "key"),
    )
    op.create_index("ix_item_counted_at_outlet", "item", ["counted_at", "outlet"])
    op.create_table(
        "item_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("lead", sa.Text()),
        sa.Column("body", sa.Text()),
        sa.Column("kicker", sa.Text()),
        sa.Column("byline", sa.Text()),
        sa.Column("section", sa.Text()),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("page_hash", sa.String(length=64)),
        sa.Column("extractor", sa.String()),
        sa.UniqueConstraint("item_id", "number"),
    )
    op.create_index("ix_item_version_text_hash", "item_version", ["text_hash"])
    op.create_table(
        "redating",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_precision", sa.String(), nullable=False),
        sa.Column("published_rule", sa.String(), nullable=False),
        sa.UniqueConstraint("item_id", "published_at"),
    )


def create_crawls() -> None:
    """What crawls asked, what they saw, and how far their hand-over was taken in."""
    op.create_table(
        "page",
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("content_hash"),
    )
    op.create_table(
        "fetch",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("final_address", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64)),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.UniqueConstraint("address", "fetched_at", "source"),
    )
    op.create_index("ix_fetch_content_hash", "fetch", ["content_hash"])
    op.create_index("ix_fetch_source_fetched_at", "fetch", ["source", "fetched_at"])
    op.create_table(
        "source_state",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.String(length=64)),
        sa.Column("failure_weight", sa.Float(), nullable=False),
        sa.Column("last_attempt", sa.DateTime(timezone=True)),
        sa.Column("last_success", sa.DateTime(timezone=True)),
        sa.Column("next_due", sa.DateTime(timezone=True)),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_table(
        "source_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Boolean()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "source"),
    )
    op.create_table(
        "probe",
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("newest_item_at", sa.DateTime(timezone=True)),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "at"),
    )
    op.create_table(
        "spool_ack",
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("folder"),
    )


def create_claims() -> None:
    """What stages did to their inputs, and what the machine claims."""
    op.create_table(
        "stage_outcome",
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("input", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("stage", "made_by", "input"),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("item_version.id"), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("is_newest", sa.Boolean(), nullable=False),
        sa.Column("topic", sa.String()),
        sa.Column("topic2", sa.String()),
        sa.Column("service_reflection", sa.String()),
        sa.Column("ceremonial", sa.Boolean()),
        sa.Column("criticism_needing_reply", sa.Boolean()),
        sa.Column("service_evidence", sa.JSON(), nullable=False),
        sa.Column("refusals", sa.JSON(), nullable=False),
        sa.Column("province_votes", sa.JSON(), nullable=False),
        sa.UniqueConstraint("version_id", "made_by"),
    )
    op.create_index(
        "ix_reading_newest",
        "reading",
        ["version_id"],
        unique=True,
        sqlite_where=sa.text("is_newest"),
        postgresql_where=sa.text("is_newest"),
    )
    op.create_table(
        "attribution",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("agency_type", sa.String(), nullable=False),
        sa.Column("province", sa.String()),
        sa.Column("county", sa.String()),
        sa.Column("own_name", sa.String()),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("speaks", sa.Boolean()),
        sa.Column("prominence", sa.String()),
        sa.Column("tone", sa.String()),
        sa.Column("own_site", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version_id", "made_by"], ["reading.version_id", "reading.made_by"]),
        sa.UniqueConstraint("version_id", "made_by", "agency"),
    )
    op.create_index("ix_attribution_agency_version_id", "attribution", ["agency", "version_id"])
    op.create_index("ix_attribution_province_agency_type", "attribution", ["province", "agency_type"])


def create_stories() -> None:
    """What is kept of texts to find reprints, and the stories found."""
    op.create_table(
        "fingerprint",
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("item_version.id"), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("version_id", "made_by"),
    )
    op.create_table(
        "story_member",
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), autoincrement=False, nullable=False),
        sa.Column("story_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("item_id"),
    )
    op.create_index("ix_story_member_story_id", "story_member", ["story_id"])


def create_people() -> None:
    """Accounts, what people decided, and who changed what."""
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String()),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("aspect", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String()),
        sa.Column("claim", sa.Text()),
        sa.Column("seconds", sa.Float()),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.UniqueConstraint("content_hash"),
    )
    op.create_index("ix_correction_item_id", "correction", ["item_id"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("old", sa.Text()),
        sa.Column("new", sa.Text()),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_subject", "audit", ["subject"])


def create_rounds() -> None:
    """Rounds with their numbers and scores."""
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("scheme_version", sa.String(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("config_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("profile", "month", "scheme", "revision"),
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("round.id"), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("days_expected", sa.Integer(), nullable=False),
        sa.Column("days_seen", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("probes", sa.Integer(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.UniqueConstraint("round_id", "agency", "measure"),
    )
    op.create_table(
        "observation_item",
        sa.Column("observation_id", sa.Integer(), sa.ForeignKey("observation.id"), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("item_version.id"), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("observation_id", "item_id"),
    )
    op.create_index("ix_observation_item_item_id", "observation_item", ["item_id"])
    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("round.id"), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("points", sa.Float()),
        sa.Column("available_weight", sa.Float(), nullable=False),
        sa.Column("trace", sa.JSON(), nullable=False),
        sa.Column("band", sa.String()),
        sa.Column("rank", sa.Integer()),
        sa.Column("ranked_among", sa.Integer(), nullable=False),
        sa.UniqueConstraint("round_id", "agency", "subject"),
    )


def create_jobs() -> None:
    """Due times of jobs, each claimed once."""
    op.create_table(
        "job_run",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.Text()),
        sa.PrimaryKeyConstraint("job", "due"),
    )


def refuse_changes() -> None:
    """Rows of these tables are only added: the database itself refuses anything else."""
    on_postgresql = op.get_context().dialect.name == "postgresql"
    if on_postgresql:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    for table in APPEND_ONLY:
        if on_postgresql:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
