"""The whole flow on one screen: read this first.

    sources ──crawl──► items ──attribute──► claims ──group──► stories        every night
                                   ▲
                  corrections ──learn──► weights                             every night
                                   │
                       people correct claims (rasad correct, review)         whenever they like
                                   │
    claims + corrections = findings ──count──► observations ──score──► scores ──report──► pages
                                                                             after a month's last day

Each stage asks storage for what it has not done yet, ends every input with exactly one Outcome, commits
in batches, and can be killed and run again: what was committed is done, what was not is met again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rasad.collecting.crawl import crawl_due_sources
from rasad.learning.learn import learn_nightly
from rasad.run_stage import StageReport
from rasad.understanding.attribute import attribute_new_versions
from rasad.understanding.group import group_new_items
from rasad.wiring import Office, Progress, no_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One station's work with what it takes and gives; `run` is told the office, the clock, the watcher."""

    name: str
    takes: str
    gives: str
    run: Callable[[Office, datetime, Progress], StageReport]


NIGHT: Sequence[Stage] = (
    Stage(
        name="crawl",
        takes="sources that are due",
        gives="pages, items, coverage of the day",
        run=crawl_due_sources,
    ),
    Stage(
        name="learn",
        takes="corrections since the last refit",
        gives="models that are not worse than those in force",
        run=learn_nightly,
    ),
    Stage(
        name="attribute",
        takes="texts this method has not read",
        gives="attributions with evidence, readings",
        run=attribute_new_versions,
    ),
    Stage(
        name="group",
        takes="texts in no story",
        gives="stories: original, exact and near reprints",
        run=group_new_items,
    ),
)
"""The month's stages (count, score, report) take a profile and a month: see rasad.reporting.month."""


def run_night(office: Office, now: datetime, progress: Progress = no_progress) -> list[StageReport]:
    """Every stage of the night, in order."""
    return [stage.run(office, now, progress) for stage in NIGHT]
