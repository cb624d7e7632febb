"""Actor or mentioned: what an item shows of an agency, to be weighed by the linear rule kept in config/."""

from collections.abc import Sequence, Set
from itertools import pairwise
from math import log

from core.agencies import AgencyKey
from nlp.atoms import Form
from nlp.bound import Bound
from nlp.candidates import Candidate
from nlp.layout import Layout
from nlp.lexicon import Lexicon
from nlp.linear_rule import Features
from nlp.surroundings import Surroundings

_LENGTH_UNIT = 1000
_JOINTS = frozenset({"و", "،", "،و", ""})
_OPENING = 0.2
_MOST_MENTIONS = 4
_PRESS_OFFICE = ("عمومی", "روابط")
"""As read from right to left."""
_PRESIDED, _RIGHT = "ریاست", 8
"""«شعبه دوم دادگاه … به ریاست قاضی …»."""
_NEAR, _LEFT = 3, 14
"""How many words are read directly before a name, and before it in its sentence."""


class FeatureReader:
    """Reads what is known of each agency of one item."""

    def __init__(
        self,
        layout: Layout,
        lexicon: Lexicon,
        bound: Sequence[Bound],
        speakers: Set[AgencyKey],
    ) -> None:
        self._layout = layout
        self._words = lexicon.words
        self._around = Surroundings(layout)
        self._listed = _listed(layout, [b.candidate for b in bound])
        self._speakers = speakers
        self._length = max(len(layout.compact), 1)

    def read(self, mentions: Sequence[Bound]) -> Features:
        """Features of one agency: where it stands, what it does, what is around it."""
        fresh = [b.candidate for b in mentions if b.candidate.line not in self._layout.repeated]
        fresh = fresh or [mentions[0].candidate]
        features = self._of_agency(mentions, fresh) | self._of_sentences(fresh)
        return {name: float(value) for name, value in features.items()}

    def _of_agency(self, mentions: Sequence[Bound], fresh: Sequence[Candidate]) -> dict[str, float]:
        layout, key = self._layout, mentions[0].key
        venue = key.type in self._words["venue_types"]
        speaks = key in self._speakers
        fields = {layout.field_of(c.start) for c in fresh}
        person = any(c.form is Form.OFFICE or c.heads.role for c in fresh)
        return {
            "speaks": speaks,
            "in_title": bool({"title", "kicker"} & fields),
            "in_lead": "lead" in fields,
            "unplaced": not any(b.reason in ("explicit-place", "shared-place") for b in mentions),
            "opens": min(c.start for c in fresh) < _OPENING * self._length,
            "more_mentions": min(len(fresh), _MOST_MENTIONS) - 1,
            "person": person,
            "venue": venue and not speaks,
            "others_speak": not speaks and bool(self._speakers),
            "length": log(0.1 + self._length / _LENGTH_UNIT),
        }

    def _of_sentences(self, fresh: Sequence[Candidate]) -> dict[str, float]:
        words = self._words
        left = [self._around.left(candidate.start, _LEFT) for candidate in fresh]
        near = [set(row[:_NEAR]) for row in left]
        return {
            "acts": any(self._is_acting(c, words_near) for c, words_near in zip(fresh, near, strict=True)),
            "only_expert": all(words["expert_before"] & one for one in near),
            "only_present": all(words["present_before"] & one for one in near),
            "only_in_company": all(words["company_before"] & set(row) for row in left),
            "only_inside": all(c.heads.before in words["inside_before"] for c in fresh),
            "only_governed": all(self._is_governed(c) for c in fresh),
            "only_possessed": all(self._is_possessed(c) for c in fresh),
            "only_byline": all(self._is_byline(c) for c in fresh),
            "only_listed": all(id(c) in self._listed for c in fresh),
            "subject": any(self._is_subject(c) for c in fresh),
        }

    def _acts(self, candidate: Candidate) -> bool:
        heads = candidate.heads
        return bool({heads.before, heads.before_that} & self._words["acts_before"])

    def _is_acting(self, candidate: Candidate, near: Set[str]) -> bool:
        """«به دستور X», «با همکاری سازمان X»; that a text comes from its press office is no deed."""
        if _PRESIDED in self._around.right(candidate.end, _RIGHT):
            return True
        return bool(self._words["acts_before"] & near) and not self._is_byline(candidate)

    def _is_byline(self, candidate: Candidate) -> bool:
        """«به گزارش روابط عمومی X»: X gave the text, which need not be about it."""
        left = self._around.left(candidate.start, len(_PRESS_OFFICE) + 1)
        source = left[len(_PRESS_OFFICE) :]
        return tuple(left[: len(_PRESS_OFFICE)]) == _PRESS_OFFICE and bool(
            self._words["byline_before"] & set(source)
        )

    def _is_governed(self, candidate: Candidate) -> bool:
        """After a preposition or a noun it belongs to: not the subject of anything."""
        return candidate.heads.before in self._words["governs"] and not self._acts(candidate)

    def _is_subject(self, candidate: Candidate) -> bool:
        return candidate.heads.before in self._words["before_subject"] or not candidate.heads.before

    def _is_possessed(self, candidate: Candidate) -> bool:
        """After a noun it belongs to: «بودجه شهرداری»."""
        before = candidate.heads.before
        known = before in self._words["governs"] or before in self._words["before_subject"]
        return before.isalpha() and not (known or before in _JOINTS or self._acts(candidate))


def _listed(layout: Layout, candidates: Sequence[Candidate]) -> set[int]:
    """Candidates joined to another one by «و» or a comma."""
    found: set[int] = set()
    for first, second in pairwise(candidates):
        if layout.compact[first.end : second.start] in _JOINTS:
            found |= {id(first), id(second)}
    return found
