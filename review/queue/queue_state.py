"""What the queue knows between two fillings: how often each agency is counted, and how much is left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import cast

from core.agencies import AgencyKey
from storage.review_cards import CardFilter

type Left = tuple[int, float]
type Months = tuple[str, ...]

_REMEMBERED_SECONDS = 20.0
"""Counting a long queue takes longer than giving a card, and nobody needs it to the last card."""
_MOST_REMEMBERED = 200


@dataclass(kw_only=True)
class QueueState:
    """Shared by all requests; everything in it can be found again from the database."""

    counts: Mapping[str, Mapping[AgencyKey, int]] = field(default_factory=dict)
    """By month: in how many stories each agency is counted."""
    _months: tuple[float, Months] = (0.0, ())
    _remembered: dict[tuple[str, CardFilter], tuple[float, object]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def left(self, wanted: CardFilter, ask: Callable[[], Left]) -> Left:
        """How much of a part of the queue is left, as of a few seconds ago."""
        return self.remembered("left", wanted, ask)

    def remembered[Found](self, what: str, wanted: CardFilter, ask: Callable[[], Found]) -> Found:
        """What was found of a part of the queue under this name, as of a few seconds ago."""
        with self._lock:
            known = self._remembered.get((what, wanted))
        if known is not None and monotonic() - known[0] < _REMEMBERED_SECONDS:
            return cast(Found, known[1])
        found = ask()
        with self._lock:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[what, wanted] = (monotonic(), found)
        return found

    def months(self, ask: Callable[[], Months]) -> Months:
        """The months of the queue, as of a few seconds ago."""
        at, months = self._months
        if not months or monotonic() - at > _REMEMBERED_SECONDS:
            months = ask()
            self._months = (monotonic(), months)
        return months

    def forget(self) -> None:
        """The queue was filled anew."""
        with self._lock:
            self._remembered.clear()
            self._months = (0.0, ())
