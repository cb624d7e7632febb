"""Table value: a number of a table that others made, such as the agencies' general evaluation."""

from dataclasses import dataclass

from core.observations import Observation
from core.schemes import NullRule, SourceKind
from scoring.handed_in import counts_here, given_to, given_value, nothing_given
from scoring.measure import Measure
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule:
    """Which number counts."""

    table: str
    column: str


def observe(view: AgencyView, measure: str) -> Observation:
    """The newest number of the period."""
    rule: TableRule = view.rule
    numbers = [
        number
        for number in given_to(view).values
        if (number.table, number.column) == (rule.table, rule.column)
        and counts_here(view, number.day, number.received)
    ]
    if not numbers:
        return nothing_given(view, measure, NullRule.NOT_MEASURED)
    newest = max(numbers, key=lambda number: (number.day, number.id))
    return given_value(view, measure, newest.value, [newest.id], 1)


MEASURE = Measure(
    name="عدد جدول واردشده",
    unit="مقدار",
    observe=observe,
    source=SourceKind.TABLE,
    rule=TableRule,
    null_rule=NullRule.NOT_MEASURED,
)
