"""What a measure is, and how it turns a number and its items into an Observation."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from core.coverage import Completeness
from core.digits import persian_number
from core.observations import Observation, State
from core.schemes import NullRule, SourceKind
from scoring.views import AgencyView

NO_OWN_SITE = "نشانی سایت رسمی این دستگاه ثبت نشده است."


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One way of counting: its Persian name and unit, and the function that observes it."""

    name: str
    unit: str
    observe: Callable[[AgencyView, str], Observation]
    """Takes the view and the measure's id."""
    grows_with_coverage: bool = False
    """A count that every further day seen can only raise: unseen days then leave its target alike."""
    always: bool = False
    """Counted in every round; the others only when the scheme uses them."""
    is_points: bool = False
    """The value is points of 0 to 100 and takes no target."""
    source: SourceKind = SourceKind.CRAWL
    rule: type | None = None
    """The dataclass of what a scheme may choose; the view then carries one as `view.rule`."""
    null_rule: NullRule | None = None
    """What it means when nothing was handed in, unless the scheme says otherwise."""


def count_observed(
    view: AgencyView, measure: str, items: Sequence[int], completeness: Completeness
) -> Observation:
    """A count of items; a zero only where enough was really seen."""
    if not is_complete(view, completeness):
        return not_measured(view, measure, completeness, incomplete(completeness, len(items)), items)
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=float(len(items)),
        state=State.MEASURED if items else State.ZERO,
        completeness=completeness,
        why=_gap(completeness),
        items=tuple(items),
        origins=origins(view, items),
    )


def share_observed(
    view: AgencyView,
    measure: str,
    base: Sequence[int],
    counted: Collection[int],
    completeness: Completeness,
) -> Observation:
    """A share of items; a share of nothing is zero when enough was seen (evaluation.md 5.4)."""
    if not is_complete(view, completeness):
        return not_measured(view, measure, completeness, incomplete(completeness, len(base)), base)
    numerator = tuple(item for item in base if item in counted)
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=len(numerator) / len(base) if base else 0.0,
        state=State.MEASURED if numerator else State.ZERO,
        completeness=completeness,
        why=_gap(completeness) if base else "در این بازه مطلبی دیده نشد.",
        items=tuple(base),
        counted=numerator,
        origins=origins(view, base),
    )


def value_observed(
    view: AgencyView,
    measure: str,
    value: float,
    items: Sequence[int],
    completeness: Completeness,
    *,
    probes: int = 0,
) -> Observation:
    """A number derived from items or probes that is neither a count nor a share."""
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=value,
        state=State.MEASURED,
        completeness=completeness,
        why=_gap(completeness),
        items=tuple(items),
        probes=probes,
        origins=origins(view, items),
    )


def not_measured(
    view: AgencyView, measure: str, completeness: Completeness, why: str, items: Sequence[int] = ()
) -> Observation:
    """No number, and the reason in words; what was seen all the same stays attached."""
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=None,
        state=State.NOT_MEASURED,
        completeness=completeness,
        why=why,
        items=tuple(items),
        origins=origins(view, items),
    )


def not_applicable(view: AgencyView, measure: str, completeness: Completeness, why: str) -> Observation:
    """The measure has no sense for this agency in this month."""
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=None,
        state=State.NOT_APPLICABLE,
        completeness=completeness,
        why=why,
    )


def is_complete(view: AgencyView, completeness: Completeness) -> bool:
    """Whether enough was seen for a number, by the scheme's rule."""
    return completeness.expected > 0 and completeness.share >= view.inputs.scheme.least_completeness


def incomplete(completeness: Completeness, seen_items: int) -> str:
    """«از ۶۰ روزِ منبع فقط ۳۰ روز دیده شد …»."""
    if not completeness.expected:
        return "در این بازه هیچ روزِ منبعی برای دیدن نبود."
    return (
        f"از {persian_number(completeness.expected)} روزِ منبع فقط {persian_number(completeness.seen)} روز "
        f"دیده شد ({persian_number(100 * completeness.share)}٪)؛ در همان روزها "
        f"{persian_number(seen_items)} مورد دیده شد."
    )


def origins(view: AgencyView, items: Iterable[int]) -> tuple[tuple[str, int], ...]:
    """How many of the items were crawled, baseline or imported, in alphabetical order."""
    facts = view.inputs.facts
    found = [facts[item].origin for item in items]
    # There are at most four, so going through a list once for each is the quickest way to count.
    return tuple([(origin.value, found.count(origin)) for origin in sorted(set(found))])


def _gap(completeness: Completeness) -> str:
    missed = completeness.expected - completeness.seen
    if not missed:
        return ""
    return f"{persian_number(missed)} از {persian_number(completeness.expected)} روزِ منبع دیده نشد."
