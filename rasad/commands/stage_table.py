"""How stages and rounds are shown on a terminal, and as JSON."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from rasad.run_stage import StageReport

MOST_ALARMS = 20
"""Alarms that are worth a person's eye at once; a failed network gives hundreds."""


def stages_as_json(reports: Sequence[StageReport]) -> list[dict[str, object]]:
    return [
        {
            "stage": report.stage,
            "inputs": report.inputs,
            "outcomes": {outcome.value: count for outcome, count in sorted(report.outcomes.items())},
            "seconds": round(report.seconds, 2),
            "alarms": list(report.alarms),
        }
        for report in reports
    ]


def print_stages(reports: Sequence[StageReport]) -> None:
    """One line a stage: how many inputs ended how, and how long it took; then what to look at."""
    table = Table(box=None, pad_edge=False)
    for heading in ("stage", "inputs", "outcomes", "seconds"):
        table.add_column(heading, justify="right" if heading in ("inputs", "seconds") else "left")
    for report in reports:
        ends = ", ".join(f"{count} {outcome.value}" for outcome, count in report.outcomes.most_common())
        table.add_row(report.stage, str(report.inputs), ends or "-", f"{report.seconds:.1f}")
    console = Console()
    console.print(table)
    alarms = [alarm for report in reports for alarm in report.alarms]
    for alarm in alarms[:MOST_ALARMS]:
        console.print(f"look at  {alarm}", markup=False, soft_wrap=True)
    if len(alarms) > MOST_ALARMS:
        console.print(f"look at  {len(alarms) - MOST_ALARMS} more; --json gives all")
