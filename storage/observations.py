"""Observations: the numbers of a round, each with the very texts it was counted from."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
)

from core.agencies import AgencyKey
from core.coverage import Completeness
from core.errors import StorageError
from core.observations import Observation, State
from storage.batches import batches
from storage.items import IS_CURRENT, item, item_version
from storage.metadata import metadata

observation = Table(
    "observation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("agency", String, nullable=False),
    Column("measure", String, nullable=False),
    Column("value", Float),
    Column("state", String, nullable=False),
    Column("days_expected", Integer, nullable=False),
    Column("days_seen", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Column("probes", Integer, nullable=False),
    Column("origins", JSON, nullable=False),
    # Null on observations of before there were any.
    Column("records", JSON),
    Column("evidence", Integer),
    Column("days_suspect", Integer),
    UniqueConstraint("round_id", "agency", "measure"),
)

observation_item = Table(
    "observation_item",
    metadata,
    Column("observation_id", ForeignKey("observation.id"), nullable=False),
    Column("item_id", ForeignKey("item.id"), nullable=False, index=True),
    # The text as it was when it was counted: a later version changes nothing in a finished round.
    Column("version_id", ForeignKey("item_version.id"), nullable=False),
    Column("is_counted", Boolean, nullable=False),
    PrimaryKeyConstraint("observation_id", "item_id"),
)


def save_observations(connection: Connection, round_id: int, observations: Sequence[Observation]) -> None:
    """Keep the numbers of a round with the items behind them, as their texts are now."""
    if not observations:
        return
    statement = insert(observation).returning(observation.c.id, sort_by_parameter_order=True)
    ids = connection.scalars(statement, [_observation_row(round_id, one) for one in observations]).all()
    versions = _current_versions(connection, {item_id for one in observations for item_id in one.items})
    links = [
        link
        for observation_id, one in zip(ids, observations, strict=True)
        for link in _links(observation_id, one, versions)
    ]
    if links:
        connection.execute(insert(observation_item), links)


def observations_of(connection: Connection, round_id: int) -> list[Observation]:
    """The numbers of a round in the order they were kept; their items in order of id."""
    of_round = observation.c.round_id == round_id
    links = select(observation_item).join(observation).where(of_round)
    links = links.order_by(observation_item.c.observation_id, observation_item.c.item_id)
    items: dict[int, list[int]] = {}
    counted: dict[int, list[int]] = {}
    for link in connection.execute(links):
        items.setdefault(link.observation_id, []).append(link.item_id)
        if link.is_counted:
            counted.setdefault(link.observation_id, []).append(link.item_id)
    rows = connection.execute(select(observation).where(of_round).order_by(observation.c.id))
    return [_observation(row, items.get(row.id, ()), counted.get(row.id, ())) for row in rows]


def versions_counted(connection: Connection, round_id: int) -> dict[int, int]:
    """Which text of each item a round counted: version id by item id."""
    query = select(observation_item.c.item_id, observation_item.c.version_id).distinct()
    rows = connection.execute(query.join(observation).where(observation.c.round_id == round_id))
    return dict(rows.all())


def _current_versions(connection: Connection, item_ids: set[int]) -> dict[int, int]:
    query = select(item.c.id, item_version.c.id).join(item_version, IS_CURRENT)
    return {
        item_id: version_id
        for batch in batches(sorted(item_ids))
        for item_id, version_id in connection.execute(query.where(item.c.id.in_(batch)))
    }


def _links(observation_id: int, one: Observation, versions: Mapping[int, int]) -> list[dict[str, Any]]:
    unknown = sorted((set(one.items) - versions.keys()) | (set(one.counted) - set(one.items)))
    if unknown:
        raise StorageError(
            f"{one.measure} of {one.agency} counts items {unknown[:5]} that are not stored "
            "or not among its items; the measure that made it is wrong"
        )
    counted = set(one.counted)
    return [
        {
            "observation_id": observation_id,
            "item_id": item_id,
            "version_id": versions[item_id],
            "is_counted": item_id in counted,
        }
        for item_id in sorted(set(one.items))
    ]


def _observation_row(round_id: int, one: Observation) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "agency": str(one.agency),
        "measure": one.measure,
        "value": one.value,
        "state": one.state.value,
        "days_expected": one.completeness.expected,
        "days_seen": one.completeness.seen,
        "days_suspect": one.completeness.suspect,
        "why": one.why,
        "probes": one.probes,
        "origins": one.origins,
        "records": one.records,
        "evidence": one.evidence,
    }


def _observation(row: Row[Any], items: Sequence[int], counted: Sequence[int]) -> Observation:
    return Observation(
        agency=AgencyKey.parse(row.agency),
        measure=row.measure,
        value=row.value,
        state=State(row.state),
        completeness=Completeness(
            expected=row.days_expected, seen=row.days_seen, suspect=row.days_suspect or 0
        ),
        why=row.why,
        items=tuple(items),
        counted=tuple(counted),
        probes=row.probes,
        origins=tuple((origin, count) for origin, count in row.origins),
        records=tuple(row.records or ()),
        evidence=row.evidence,
    )
