"""Counting: every measure of every watched agency, in one pure function."""

from core.observations import Observation
from core.schemes import Scheme
from scoring.inputs import CountInputs
from scoring.measure import Measure
from scoring.measures import MEASURES
from scoring.views import agency_views


def count(inputs: CountInputs) -> list[Observation]:
    """One Observation per agency and measure, in the order of the profile and the table."""
    measures = measures_of(inputs.scheme)
    return [
        measure.observe(view, measure_id)
        for view in agency_views(inputs)
        for measure_id, measure in measures.items()
    ]


def measures_of(scheme: Scheme) -> dict[str, Measure]:
    """Those that every round counts, and those that the scheme's indicators use."""
    used = {use.measure for indicator in scheme.indicators for use in indicator.measures}
    return {name: measure for name, measure in MEASURES.items() if measure.always or name in used}
