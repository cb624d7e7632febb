"""What people handed in, as a round counts it: whose it is, in which period, and what its absence means."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.agencies import AgencyKey
from core.calendar import day_start
from core.coverage import Completeness
from core.digits import persian_digits
from core.handed_in import Given, Record, Verdict
from core.observations import Observation, State
from core.periods import period_around, period_ending
from core.resolutions import Resolution
from core.schemes import NullRule

if TYPE_CHECKING:
    from scoring.views import AgencyView

NO_DAYS = Completeness(expected=0, seen=0)
"""Source-days say nothing of what people hand in."""

_NOTHING = {
    NullRule.NOT_SUBMITTED: (State.NOT_SUBMITTED, 0.0, "تا پایان مهلت چیزی ارائه نشد."),
    NullRule.ZERO: (State.ZERO, 0.0, "در این بازه چیزی ارائه نشده است."),
    NullRule.NOT_MEASURED: (State.NOT_MEASURED, None, "برای این دستگاه چیزی وارد نشده است."),
    NullRule.NOT_APPLICABLE: (State.NOT_APPLICABLE, None, "در این بازه موردی نبود."),
}


def given_by_agency(given: Given) -> Mapping[AgencyKey, Given]:
    """Everything handed in, sorted to its agencies."""
    sorted_out: dict[AgencyKey, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for field in fields(Given):
        for one in getattr(given, field.name):
            agency = one.owner if isinstance(one, Resolution) else one.agency
            sorted_out[agency][field.name].append(one)
    return {
        agency: Given(**{name: tuple(ones) for name, ones in parts.items()})  # type: ignore[arg-type]
        for agency, parts in sorted_out.items()
    }


def given_to(view: "AgencyView") -> Given:
    """What the agency handed in, of whatever period."""
    return view.index.given.get(view.agency.key, Given())


def records_here(view: "AgencyView", kinds: Sequence[str] = ()) -> list[Record]:
    """The agency's records of these kinds (of all without any) that count in the period, refused ones too."""
    mine = given_to(view).records
    return [
        r for r in mine if (not kinds or r.kind in kinds) and counts_here(view, r.day, r.received, r.until)
    ]


def standing(records: Sequence[Record]) -> list[Record]:
    """Those nobody refused."""
    return [record for record in records if record.verdict is not Verdict.REJECTED]


def counts_here(view: "AgencyView", day: date, received: date, until: date | None = None) -> bool:
    """Whether something of a day (to a day) counts in the view's period.

    What came in after the deadline of its own period opens no round again: it counts in the period in
    which it came.
    """
    inputs = view.inputs
    kind, grace = inputs.scheme.period, timedelta(days=inputs.scheme.submission_days)
    if day <= inputs.period.last_day and (until or day) >= inputs.period.first_day:
        return received <= period_ending(kind, inputs.month).last_day + grace
    is_late = received > period_around(kind, day).last_day + grace
    return is_late and inputs.span is None and until is None and inputs.period.holds(received)


def nothing_given(
    view: "AgencyView", measure: str, usual: NullRule, *, refused: Sequence[Record] = ()
) -> Observation:
    """What it means that nothing stands behind a measure: by the scheme's rule, after the deadline."""
    empty = Observation(
        agency=view.agency.key, measure=measure, value=None, state=State.NOT_MEASURED, completeness=NO_DAYS
    )
    if refused:
        reasons = "؛ ".join(f"{one.title}: {one.reason}" for one in refused)
        return replace(
            empty, value=0.0, state=State.REJECTED, why=reasons, records=tuple(one.id for one in refused)
        )
    rule = (view.use.null_rule if view.use else None) or usual
    last = period_ending(view.inputs.scheme.period, view.inputs.month).last_day
    grace = view.inputs.scheme.submission_days
    waits = rule in (NullRule.NOT_SUBMITTED, NullRule.ZERO)
    if waits and view.inputs.as_of < day_start(last + timedelta(days=grace + 1)):
        return replace(empty, why=f"مهلت ارائه تا {persian_digits(grace)} روز پس از دوره باز است.")
    state, value, why = _NOTHING[rule]
    return replace(empty, value=value, state=state, why=why)


def given_value(
    view: "AgencyView", measure: str, value: float, ids: Sequence[int], evidence: int | None = None
) -> Observation:
    """A number that stands on what was handed in."""
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=value,
        state=State.MEASURED if value else State.ZERO,
        completeness=NO_DAYS,
        records=tuple(sorted(ids)),
        evidence=evidence,
    )
