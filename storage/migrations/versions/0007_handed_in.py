"""What people hand in: records, judgements, survey results, numbers of tables, resolutions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.append_only import refuse_changes

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("record", "judgement", "survey_result", "table_value", "resolution")


def upgrade() -> None:
    _table(
        "record",
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index("ix_record_agency_kind_number", "record", ["agency", "kind", "number"])
    _table(
        "judgement",
        sa.Column("rubric", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("rater", sa.String(), nullable=False),
        sa.Column("rating", sa.Float(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
    )
    op.create_index("ix_judgement_rubric_agency", "judgement", ["rubric", "agency"])
    _table(
        "survey_result",
        sa.Column("survey", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("respondents", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
    )
    op.create_index(
        "ix_survey_result_survey_question_agency", "survey_result", ["survey", "question", "agency"]
    )
    _table(
        "table_value",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("column_name", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
    )
    op.create_index(
        "ix_table_value_table_name_column_name_agency", "table_value", ["table_name", "column_name", "agency"]
    )
    _table(
        "resolution",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("decided", sa.Date(), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date()),
        sa.Column("proof", sa.Text(), nullable=False),
    )
    op.create_index("ix_resolution_owner_kind", "resolution", ["owner", "kind"])
    for table in TABLES:
        refuse_changes(table)
    # Null on observations of before.
    op.add_column("observation", sa.Column("records", sa.JSON()))
    op.add_column("observation", sa.Column("evidence", sa.Integer()))


def downgrade() -> None:
    for column in ("evidence", "records"):
        op.drop_column("observation", column)
    for table in reversed(TABLES):
        op.drop_table(table)


def _table(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        *columns,
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    )
