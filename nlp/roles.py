"""Actor or mentioned: what an item shows of an agency, to be weighed by the linear rule kept in config/."""

from collections.abc import Sequence, Set
from itertools import pairwise

from core.agencies import AgencyKey
from nlp.atoms import Form
from nlp.bound import Bound
from nlp.candidates import Candidate
from nlp.layout import Layout
from nlp.lexicon import Lexicon
from nlp.linear_rule import Features

_SHORT = 700
_JOINTS = frozenset({"و", "،", "،و", ""})
_OPENING = 0.2
_MOST_MENTIONS = 4


class FeatureReader:
    """Reads what is known of each agency of one item."""

    def __init__(
        self, layout: Layout, lexicon: Lexicon, bound: Sequence[Bound], speakers: Set[AgencyKey]
    ) -> None:
        self._layout = layout
        self._words = lexicon.words
        self._listed = _listed(layout, [b.candidate for b in bound])
        self._keys = {b.key for b in bound}
        self._speakers = speakers
        self._length = max(len(layout.compact), 1)

    def read(self, mentions: Sequence[Bound]) -> Features:
        """Features of one agency."""
        layout, key = self._layout, mentions[0].key
        fresh = [b.candidate for b in mentions if b.candidate.line not in layout.repeated]
        fresh = fresh or [mentions[0].candidate]
        venue = key.type in self._words["venue_types"]
        speaks = key in self._speakers
        fields = {layout.field_of(c.start) for c in fresh}
        features = {
            "speaks": speaks,
            "in_title": "title" in fields or "kicker" in fields,
            "in_lead": "lead" in fields,
            "opens": min(c.start for c in fresh) < _OPENING * self._length,
            "more_mentions": min(len(fresh), _MOST_MENTIONS) - 1,
            "acts": any(self._acts(c) for c in fresh),
            "only_present": all(self._is_present(c) for c in fresh),
            "only_byline": all(self._is_byline(c) for c in fresh),
            "only_governed": not speaks and all(self._is_governed(c) for c in fresh),
            "subject": any(self._is_subject(c) for c in fresh),
            "only_listed": all(id(c) in self._listed for c in fresh),
            "person": any(c.form is Form.OFFICE or c.heads.role for c in fresh),
            "venue": venue and not speaks,
            "alone": len(self._keys) == 1,
            "others_speak": not speaks and bool(self._speakers),
            "short": self._length < _SHORT,
            "unplaced": not any(b.reason in ("explicit-place", "shared-place") for b in mentions),
        }
        return {name: float(value) for name, value in features.items()}

    def _acts(self, candidate: Candidate) -> bool:
        heads = candidate.heads
        return bool({heads.before, heads.before_that} & self._words["acts_before"])

    def _is_present(self, candidate: Candidate) -> bool:
        heads = candidate.heads
        return bool({heads.before, heads.before_that} & self._words["present_before"])

    def _is_byline(self, candidate: Candidate) -> bool:
        """«به گزارش روابط عمومی X»: X gave the text, which need not be about it."""
        return candidate.heads.press_office and candidate.heads.before in self._words["byline_before"]

    def _is_governed(self, candidate: Candidate) -> bool:
        """After a preposition or a noun it belongs to: not the subject of anything."""
        return candidate.heads.before in self._words["governs"] and not self._acts(candidate)

    def _is_subject(self, candidate: Candidate) -> bool:
        return candidate.heads.before in self._words["before_subject"] or not candidate.heads.before


def _listed(layout: Layout, candidates: Sequence[Candidate]) -> set[int]:
    """Candidates joined to another one by «و» or a comma."""
    found: set[int] = set()
    for first, second in pairwise(candidates):
        if layout.compact[first.end : second.start] in _JOINTS:
            found |= {id(first), id(second)}
    return found
