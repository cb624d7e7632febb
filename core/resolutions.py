"""Resolutions and data calls: what a council decided, who owns it, when it is due, and how it stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.agencies import AgencyKey
from core.digits import persian_digits


class ResolutionKind(StrEnum):
    """A decision of a meeting, a call for a report, or a task of a campaign."""

    RESOLUTION = "resolution"
    DATA_CALL = "data-call"
    TASK = "task"


class Progress(StrEnum):
    """How far it is."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    VOID = "void"
    """Withdrawn by the council: it counts nowhere."""


KIND_WORDS = {
    ResolutionKind.RESOLUTION: "مصوبه",
    ResolutionKind.DATA_CALL: "فراخوان",
    ResolutionKind.TASK: "تکلیف",
}
PROGRESS_WORDS = {
    Progress.DONE: "اجرا",
    Progress.IN_PROGRESS: "در دست اجرا",
    Progress.NOT_STARTED: "آغازنشده",
    Progress.VOID: "لغوشده",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """One resolution as it stands for one owner; a later state is appended."""

    number: str
    meeting: str
    kind: ResolutionKind
    title: str
    owner: AgencyKey
    decided: date
    due: date | None
    progress: Progress
    done_on: date | None = None
    proof: str = ""
    """What shows the state: a link, a letter's number, a file."""
    received: date
    given_by: str
    given_at: datetime
    id: int = 0

    @property
    def identity(self) -> tuple[str, ...]:
        return (self.kind.value, self.meeting, self.number, str(self.owner))

    def is_late(self, today: date) -> bool:
        """Done after its due day, or not done and due before today."""
        if self.due is None or self.progress is Progress.VOID:
            return False
        return (self.done_on or today) > self.due


def resolutions_in_words(resolutions: Sequence[Resolution]) -> str:
    """«۶ مصوبه، ۵ اجرا، ۱ در دست اجرا»; kinds are never mixed into one sentence."""
    sentences = []
    for kind in ResolutionKind:
        mine = [one for one in resolutions if one.kind is kind]
        counts = Counter(one.progress for one in mine)
        parts = [f"{persian_digits(len(mine))} {KIND_WORDS[kind]}"]
        parts += [f"{persian_digits(counts[p])} {PROGRESS_WORDS[p]}" for p in PROGRESS_WORDS if counts[p]]
        sentences += ["، ".join(parts)] if mine else []
    return "؛ ".join(sentences)
