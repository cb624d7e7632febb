"""Social active days: on how many days any of the agency's registered channels carried a message."""

from core.observations import Observation, State
from scoring.channels import NO_CHANNEL, channels_seen, texts, unseen
from scoring.measure import Measure
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """All days of the week count, as people read on all of them."""
    seen = channels_seen(view)
    missing = unseen(view, measure, seen)
    if missing is not None:
        return missing
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=float(len(seen.active_days)),
        state=State.MEASURED if seen.active_days else State.ZERO,
        completeness=seen.completeness,
        items=tuple(texts(seen.messages)),
        evidence=len(seen.messages),
    )


MEASURE = Measure(
    name="روزهای فعال شبکه‌های اجتماعی",
    unit="روز",
    observe=observe,
    grows_with_coverage=True,
    null_rule=NO_CHANNEL,
)
