"""Social messages: how many distinct messages the agency's registered channels carried."""

from core.observations import Observation, State
from scoring.channels import NO_CHANNEL, channels_seen, texts, unseen
from scoring.measure import Measure, origins
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """One message on six channels is one; a picture without words counts, and has no item to open."""
    seen = channels_seen(view)
    missing = unseen(view, measure, seen)
    if missing is not None:
        return missing
    items = texts(seen.messages)
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=float(len(seen.messages)),
        state=State.MEASURED if seen.messages else State.ZERO,
        completeness=seen.completeness,
        items=tuple(items),
        origins=origins(view, items),
        evidence=len(seen.messages),
    )


MEASURE = Measure(
    name="پیام‌های شبکه‌های اجتماعی",
    unit="پیام",
    observe=observe,
    grows_with_coverage=True,
    null_rule=NO_CHANNEL,
)
