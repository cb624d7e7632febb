"""Survey value: what a survey found for the agency on one question."""

from dataclasses import dataclass

from core.observations import Observation
from core.schemes import NullRule, SourceKind
from scoring.handed_in import counts_here, given_to, given_value, nothing_given
from scoring.measure import Measure
from scoring.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRule:
    """Which result counts."""

    question: str
    survey: str = ""
    """Any survey that asked it, when none is named."""


def observe(view: AgencyView, measure: str) -> Observation:
    """The newest result of the period; its respondents are the evidence."""
    rule: SurveyRule = view.rule
    results = [
        result
        for result in given_to(view).surveys
        if result.question == rule.question
        and rule.survey in ("", result.survey)
        and counts_here(view, result.day, result.received)
    ]
    if not results:
        return nothing_given(view, measure, NullRule.NOT_MEASURED)
    newest = max(results, key=lambda result: (result.day, result.id))
    return given_value(view, measure, newest.value, [newest.id], newest.respondents)


MEASURE = Measure(
    name="نتیجهٔ نظرسنجی",
    unit="مقدار",
    observe=observe,
    source=SourceKind.SURVEY,
    rule=SurveyRule,
    null_rule=NullRule.NOT_MEASURED,
)
