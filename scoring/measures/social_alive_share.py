"""Living channels: of the channels the agency registered or declared, the share that carried anything."""

from core.observations import Observation, State
from scoring.channels import NO_CHANNEL, channels_seen, unseen
from scoring.measure import Measure
from scoring.views import AgencyView


def observe(view: AgencyView, measure: str) -> Observation:
    """A declared channel that we do not watch cannot be seen alive: register it."""
    seen = channels_seen(view)
    missing = unseen(view, measure, seen)
    if missing is not None:
        return missing
    return Observation(
        agency=view.agency.key,
        measure=measure,
        value=min(1.0, seen.alive / seen.declared),
        state=State.MEASURED if seen.alive else State.ZERO,
        completeness=seen.completeness,
        evidence=seen.declared,
    )


MEASURE = Measure(name="سهم کانال‌های زنده", unit="سهم", observe=observe, null_rule=NO_CHANNEL)
