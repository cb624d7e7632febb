"""Everything people handed in, as it stood at an instant."""

from datetime import datetime

from sqlalchemy import Connection

from core.handed_in import Given
from storage.judgements import JUDGEMENTS
from storage.records import RECORDS
from storage.resolutions import RESOLUTIONS
from storage.surveys import SURVEYS
from storage.table_values import TABLE_VALUES


def given_until(connection: Connection, until: datetime | None = None) -> Given:
    """The last word on every subject at an instant, or now."""
    return Given(
        records=RECORDS.holding(connection, until),
        judgements=JUDGEMENTS.holding(connection, until),
        surveys=SURVEYS.holding(connection, until),
        values=TABLE_VALUES.holding(connection, until),
        resolutions=RESOLUTIONS.holding(connection, until),
    )
