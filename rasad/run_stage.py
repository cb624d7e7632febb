"""Runs one stage over its inputs: each ends with exactly one Outcome, whatever happens to it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import structlog

from core.outcomes import Outcome

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Done[Input, Result]:
    """One input with what came of it; `result` is None when the work failed, or gave nothing to keep."""

    input: Input
    result: Result | None
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReport:
    """What a stage did: how many inputs ended how, and how long it took."""

    stage: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    seconds: float = 0.0
    alarms: tuple[str, ...] = ()
    """What a person should look at, in words."""

    @property
    def inputs(self) -> int:
        return self.outcomes.total()


def run_inputs[Input, Result](
    stage: str,
    inputs: Iterable[Input],
    work: Callable[[Input], tuple[Result | None, Outcome]],
    *,
    name_of: Callable[[Input], str],
) -> Iterator[Done[Input, Result]]:
    """Do the work on each input.

    This is the only broad catch of the program: one broken input must not stop the night for the
    others, and a fault of ours must be seen as ours.
    """
    for each in inputs:
        try:
            result, outcome = work(each)
        except Exception as error:
            log.exception("input failed", stage=stage, input=name_of(each))
            yield Done(
                input=each, result=None, outcome=Outcome.OUR_FAULT, detail=f"{type(error).__name__}: {error}"
            )
        else:
            yield Done(input=each, result=result, outcome=outcome)


def total(reports: Sequence[StageReport]) -> StageReport:
    """Several runs of one stage as one."""
    return StageReport(
        stage=reports[0].stage,
        outcomes=sum((report.outcomes for report in reports), Counter()),
        seconds=sum(report.seconds for report in reports),
        alarms=tuple(alarm for report in reports for alarm in report.alarms),
    )
