"""What an item names with its place: the ground on which names without one are understood."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from core.agencies import AgencyKey
from nlp.bound import Bound
from nlp.candidates import Candidate, is_local
from nlp.gazetteer import LocalPlace
from nlp.speech import SpeechReader


class Known:
    """The placed mentions of one item, ready to be asked."""

    def __init__(self, bound: Sequence[Bound], speech: SpeechReader, *, digest: bool) -> None:
        self._digest = digest
        """Lines of a digest know nothing of each other."""
        self._same: dict[tuple[str, int | None], list[Bound]] = defaultdict(list)
        self._keys: dict[tuple[str, int | None], set[AgencyKey]] = defaultdict(set)
        self._locals: dict[int | None, set[LocalPlace]] = defaultdict(set)
        explicit = [b for b in bound if b.reason == "explicit-place"]
        self._provinces = {b.key.province for b in explicit}
        self._provinces_of_locals = {b.key.province for b in explicit if is_local(b.candidate.type)}
        self._speaking = {b.key.province for b in bound if speech.speaks(b.candidate)}
        for mention in sorted(bound, key=lambda b: b.candidate.start):
            group = self._group(mention.key.type, mention.candidate)
            self._same[group].append(mention)
            self._keys[group].add(mention.key)
            self._note_local(mention)

    def names(self, province: str) -> bool:
        """Whether an agency of the province is named with its place."""
        return province in self._provinces

    def names_local(self, province: str) -> bool:
        """Whether a body of a county or city of the province is named with its place."""
        return province in self._provinces_of_locals

    def speaks_for(self, province: str) -> bool:
        """Whether somebody of the province speaks."""
        return province in self._speaking

    def same_type(self, candidate: Candidate) -> AgencyKey | None:
        """The agency of this type that the item names: the only one, or the one named last before."""
        group = self._group(candidate.type.slug, candidate)
        same = self._same.get(group, [])
        if len(self._keys.get(group, ())) == 1:
            return same[0].key
        number = bisect_right(same, candidate.start, key=lambda b: b.candidate.start)
        return same[number - 1].key if number else None

    def local_near(self, line: int) -> LocalPlace | None:
        """The county or city of the local bodies of a line, or of the whole item, if it is one."""
        for places in (self._locals.get(line), None if self._digest else self._locals.get(None)):
            if places and len(places) == 1:
                return next(iter(places))
        return None

    def _group(self, type_slug: str, candidate: Candidate) -> tuple[str, int | None]:
        return type_slug, candidate.line if self._digest else None

    def _note_local(self, mention: Bound) -> None:
        key = mention.key
        if is_local(mention.candidate.type) and key.county and key.province:
            place = LocalPlace(key.county, key.county, key.province)
            self._locals[mention.candidate.line].add(place)
            self._locals[None].add(place)
