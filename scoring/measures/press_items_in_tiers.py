"""Press items in tiers: items of watched outlets of some tiers, in which the agency has some prominence."""

from dataclasses import dataclass

from core.attributions import Prominence
from core.findings import Finding
from core.observations import Observation
from core.outlets import Tier
from scoring.measure import Measure, count_observed
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class TiersRule:
    """Which items count; all of them where nothing is named."""

    tiers: tuple[Tier, ...] = ()
    prominence: tuple[Prominence, ...] = ()


def observe(view: AgencyView, measure: str) -> Observation:
    """Like press items, reprints and criticism too."""
    items = dict.fromkeys(f.item_id for f in view.press if fits(view, f))
    return count_observed(view, measure, list(items), view.press_days)


def fits(view: AgencyView, finding: Finding) -> bool:
    """Whether the rule asks for this finding; unknown prominence fits only where none is asked for."""
    rule = view.rule or TiersRule()
    outlet = view.inputs.outlets[view.inputs.facts[finding.item_id].outlet]
    in_tier = not rule.tiers or outlet.tier in rule.tiers
    return in_tier and (not rule.prominence or finding.prominence in {p.value for p in rule.prominence})


MEASURE = Measure(
    name="مطالب رسانه‌های رده‌های خواسته‌شده",
    unit="مطلب",
    observe=observe,
    grows_with_coverage=True,
    rule=TiersRule,
)
