"""The measures table: every measure of every agency, with its items or the reason why it has no value."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.agencies import Agency
from core.errors import RoundError
from core.observations import HAS_VALUE, Observation
from reports.facts import Facts
from reports.measure_words import PRESS_ITEMS, MeasureWords, Unit
from reports.numbers import ListBook, Number, agency_id
from reports.persian import decimal_text, of_text, percent_text
from reports.sections.portals import probes_number
from reports.words import STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCell:
    """One measure of one agency.

    A count is `number`; a share is `text` with `counted` of `base`; any other value is `text`.
    Without a value `state` says so, `why` says why, and `base` holds what was seen all the same.
    """

    name: str
    state: str
    text: str = ""
    number: Number | None = None
    counted: Number | None = None
    base: Number | None = None
    probes: Number | None = None
    """The looks at its own site behind the value."""
    given: Number | None = None
    """What people handed in behind the value."""
    why: str = ""
    complete_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureColumn:
    """The head of a column: the measure's name, and what it says."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """All measures of one agency, in the order of the columns."""

    agency_id: str
    name: str
    cells: tuple[MeasureCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of the scheme for every agency."""

    columns: tuple[MeasureColumn, ...]
    rows: tuple[MeasureRow, ...]


def measures(facts: Facts, lists: ListBook) -> Measures:
    """One row an agency, one column a measure of the scheme; the agency's own page has the others too."""
    wanted = [m for m in facts.measures if m in facts.scored_measures or m == PRESS_ITEMS]
    words = [facts.words(measure) for measure in wanted]
    return Measures(
        columns=tuple(MeasureColumn(name=w.name, meaning=w.meaning) for w in words),
        rows=tuple(
            MeasureRow(
                agency_id=agency_id(agency.key),
                name=agency.name,
                cells=measure_cells(facts, lists, agency, wanted),
            )
            for agency in facts.agencies
        ),
    )


def measure_cells(
    facts: Facts, lists: ListBook, agency: Agency, wanted: Sequence[str]
) -> tuple[MeasureCell, ...]:
    """The same cells stand in the table and on the agency's own page."""
    return tuple(_cell(facts, lists, agency, measure) for measure in wanted)


def _cell(facts: Facts, lists: ListBook, agency: Agency, measure: str) -> MeasureCell:
    words = facts.words(measure)
    observation = facts.observations.get((agency.key, measure))
    if observation is None:
        return MeasureCell(name=words.name, state="در این دور شمرده نشد")
    cell = _of_items(facts, lists, agency, observation)
    return replace(
        cell,
        probes=probes_number(facts, lists, agency) if observation.probes else None,
        given=_given(facts, lists, agency, observation),
    )


def _given(facts: Facts, lists: ListBook, agency: Agency, observation: Observation) -> Number | None:
    lines = facts.inputs.given.get((agency.key, observation.measure), ())
    if not lines:
        return None
    return lists.count(
        f"given-{observation.measure}-{agency_id(agency.key)}",
        f"{agency.name}: {facts.words(observation.measure).name}، آنچه ارائه شده است",
        lines,
        unit="سند",
    )


def _of_items(facts: Facts, lists: ListBook, agency: Agency, observation: Observation) -> MeasureCell:
    measure, words = observation.measure, facts.words(observation.measure)
    base = lists.number(
        f"{measure}-{agency_id(agency.key)}",
        f"{agency.name}: {words.name}",
        observation.items,
        note=words.meaning,
    )
    if observation.state not in HAS_VALUE or observation.value is None:
        return _absent(words, observation, base)
    if words.unit is Unit.COUNT:
        return _count(words, observation, base)
    if words.unit is Unit.SHARE:
        return _share(lists, agency, words, observation, base)
    return _value(words, observation, base)


def _absent(words: MeasureWords, observation: Observation, base: Number) -> MeasureCell:
    return MeasureCell(
        name=words.name,
        state=STATES[observation.state],
        base=base if base.value else None,
        why=observation.why,
        complete_text=_complete(observation),
    )


def _count(words: MeasureWords, observation: Observation, base: Number) -> MeasureCell:
    if observation.value != base.value:
        raise RoundError(
            f"measure {observation.measure} of {observation.agency} says {observation.value} "
            f"and names {base.value} items; count the round again"
        )
    return MeasureCell(
        name=words.name, state="", number=base, why=observation.why, complete_text=_complete(observation)
    )


def _share(
    lists: ListBook, agency: Agency, words: MeasureWords, observation: Observation, base: Number
) -> MeasureCell:
    counted = lists.number(
        f"{observation.measure}-counted-{agency_id(agency.key)}",
        f"{agency.name}: {words.name}، مطالبی که شمرده شدند",
        observation.counted,
        note=words.meaning,
    )
    return MeasureCell(
        name=words.name,
        state="",
        text=percent_text(observation.value or 0.0) if base.value else "—",
        counted=counted,
        base=base,
        why=observation.why,
        complete_text=_complete(observation),
    )


def _value(words: MeasureWords, observation: Observation, base: Number) -> MeasureCell:
    return MeasureCell(
        name=words.name,
        state="",
        text=_value_text(words, observation.value or 0.0),
        base=base if base.value else None,
        why=observation.why,
        complete_text=_complete(observation),
    )


def _value_text(words: MeasureWords, value: float) -> str:
    if words.unit is Unit.PERCENT:
        return percent_text(value)
    return decimal_text(value) + (" روز" if words.unit is Unit.DAYS else "")


def _complete(observation: Observation) -> str:
    view = observation.completeness
    return of_text(view.seen, view.expected) if view.expected else ""
