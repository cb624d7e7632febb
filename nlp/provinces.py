"""Where the story of an item happens: votes of its places, the dateline and the outlet, or no answer."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from core.items import ItemText
from nlp.abroad import foreign_names
from nlp.atoms import Kind, Token
from nlp.candidates import Candidate
from nlp.gazetteer import LocalPlace, PlaceSenses
from nlp.layout import Layout

DATELINE, IN_AGENCY, NAMED_PROVINCE, HOME = 4.0, 3.0, 3.0, 2.0
_PLAIN_PROVINCE, _SHARED_NAME, _WEAK_PROVINCE = 1.0, 0.7, 0.2
_NAMED_LOCAL, _COUNTY, _CITY = 1.5, 0.7, 0.4
FIRM_REASONS = frozenset({"dateline", "outlet", "named-province", "agency-place"})
_FIELD_WEIGHT = {"kicker": 2.0, "title": 3.0, "lead": 1.5, "body": 1.0}
_MOST_VOTES_OF_A_NAME = 3
_LEAD_OVER_NEXT = 1.5
_LEAST_WEIGHT = 0.6
_OPENING_LINES = 1
_OPENING_REACH = 700
"""Folded characters: some outlets give a whole item as one line."""
_FIRST_WORDS = 150
"""Posts of channels have a line for every bullet."""
_LEAST_LOCAL_WEIGHT = 0.7

_DATELINE_REACH = 90


type Words = Mapping[str, frozenset[str]]


class Vote(NamedTuple):
    """One reason to think that the story happens in a province."""

    province: str
    weight: float
    reason: str
    line: int
    position: int
    local: LocalPlace | None = None
    local_weight: float = 0.0
    """For a county or city: more than `weight` where the name rather means the city (تهران)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A province with the share of the votes it has."""

    province: str
    weight: float
    share: float
    reason: str


@dataclass(slots=True)
class Geography:
    """The votes of one item."""

    votes: list[Vote] = field(default_factory=list)
    _verdicts: dict[int | None, Verdict | None] = field(default_factory=dict)
    _locals: dict[tuple[str | None, int | None], LocalPlace | None] = field(default_factory=dict)
    _openings: dict[tuple[str, int], bool] = field(default_factory=dict)
    # What follows is filled when it is first asked for; all votes are in by then.
    _by_line: dict[int, list[Vote]] = field(default_factory=dict)
    _named: list[Vote] | None = None

    def province(self, line: int | None = None) -> Verdict | None:
        """The province that clearly leads (in one line only, if given)."""
        if line not in self._verdicts:
            self._verdicts[line] = self._leading_province(line)
        return self._verdicts[line]

    def only_province(self) -> str | None:
        """The one province that any place of the item lies in, however little the places say."""
        first = self.votes[0].province if self.votes else None
        return first if all(vote.province == first for vote in self.votes) else None

    def local(self, province: str | None, line: int | None = None) -> LocalPlace | None:
        """The county or city that clearly leads inside a province (in one line only, if given)."""
        asked = (province, line)
        if asked not in self._locals:
            self._locals[asked] = self._leading_local(province, line)
        return self._locals[asked]

    def _leading_province(self, line: int | None) -> Verdict | None:
        votes = self._votes_in(line)
        totals: dict[str, float] = defaultdict(float)
        for vote in votes:
            totals[vote.province] += vote.weight
        ranked = sorted(totals.items(), key=lambda pair: -pair[1])
        if not ranked or ranked[0][1] < _LEAST_WEIGHT:
            return None
        if len(ranked) > 1 and ranked[0][1] < _LEAD_OVER_NEXT * ranked[1][1]:
            return None
        first = ranked[0][0]
        best = max((vote for vote in votes if vote.province == first), key=lambda vote: vote.weight)
        return Verdict(first, ranked[0][1], ranked[0][1] / sum(totals.values()), best.reason)

    def opens_in(self, province: str, lines: int = _OPENING_LINES) -> bool:
        """Whether the title, the lead or the first lines name the province or a place in it."""
        asked = (province, lines)
        if asked not in self._openings:
            self._openings[asked] = any(
                vote.province == province and _is_opening(vote, lines) for vote in self.votes
            )
        return self._openings[asked]

    def last_named(self, position: int) -> str | None:
        """The province named last before a position: what «این استان» means."""
        if self._named is None:
            strong = [vote for vote in self.votes if vote.weight >= _PLAIN_PROVINCE]
            first_at = {vote.position: vote for vote in reversed(strong)}
            self._named = [first_at[place] for place in sorted(first_at)]
        number = bisect_left(self._named, position, key=lambda vote: vote.position)
        return self._named[number - 1].province if number else None

    def _votes_in(self, line: int | None) -> Sequence[Vote]:
        """The votes of one line, or all of them."""
        if line is None:
            return self.votes
        if not self._by_line:
            for vote in self.votes:
                self._by_line.setdefault(vote.line, []).append(vote)
        return self._by_line.get(line, ())

    def _leading_local(self, province: str | None, line: int | None) -> LocalPlace | None:
        totals: dict[LocalPlace, float] = defaultdict(float)
        for vote in self._votes_in(line):
            if vote.local and province in (None, vote.province):
                totals[vote.local] += vote.local_weight
        ranked = sorted(totals.items(), key=lambda pair: -pair[1])
        if (
            not ranked
            or ranked[0][1] < _LEAST_LOCAL_WEIGHT
            or (len(ranked) > 1 and ranked[0][1] < _LEAD_OVER_NEXT * ranked[1][1])
        ):
            return None
        return ranked[0][0]


def _is_opening(vote: Vote, lines: int) -> bool:
    in_lines = vote.line <= lines or (lines > 0 and vote.position < _FIRST_WORDS)
    return in_lines and vote.position < _OPENING_REACH


def read_geography(
    layout: Layout, item: ItemText, candidates: Sequence[Candidate], words: Words
) -> Geography:
    """Collect the votes of an item."""
    geography = Geography()
    # A list («استان‌های یزد، کردستان و تهران») tells little of where the story happens.
    in_agency = {id(c.tail.places[0].senses) for c in candidates if len(c.tail.places) == 1}
    counts: dict[int, int] = defaultdict(int)
    first_lines = _first_lines(layout)
    foreign = foreign_names(layout)
    previous: Token | None = None
    for token in layout.tokens:
        senses = token.atom.place
        if token.atom.kind is not Kind.PLACE or senses is None:
            continue
        if senses.name in foreign:
            continue
        held = previous if previous is not None and previous.end == token.start else None
        previous = token
        if _is_dateline(layout, words, token, first_lines):
            geography.votes += _votes(senses, DATELINE, "dateline", (0, token.start), named=True)
            continue
        counts[id(senses)] += 1
        if counts[id(senses)] > _MOST_VOTES_OF_A_NAME:
            continue
        votes = _place_votes(layout, words, token, senses, id(senses) in in_agency)
        geography.votes += _without_city(votes, senses) if _lies_in(held, senses) else votes
    for candidate in candidates:
        atom = candidate.token.atom
        if atom.province:
            geography.votes.append(Vote(atom.province, 1.0, "named-body", candidate.line, candidate.start))
    if item.home_province:
        geography.votes.append(Vote(item.home_province, HOME, "outlet", 0, 0))
    return geography


def _lies_in(held: Token | None, senses: PlaceSenses) -> bool:
    """«نائین اصفهان»: the second name is the province of the first, and no city beside it."""
    if held is None or held.atom.place is None or senses.province is None:
        return False
    return held.atom.place.province is None and senses.province in held.atom.place.provinces


def _without_city(votes: list[Vote], senses: PlaceSenses) -> list[Vote]:
    return [vote._replace(local=None) for vote in votes if vote.province == senses.province]


def _place_votes(
    layout: Layout, words: Words, token: Token, senses: PlaceSenses, in_agency: bool
) -> list[Vote]:
    before = layout.word_before(token.start)
    where = (layout.line_of(token.start), token.start)
    factor = _FIELD_WEIGHT[layout.field_of(token.start)]
    if before in words["before_province"] and senses.province:
        return [Vote(senses.province, NAMED_PROVINCE * factor, "named-province", *where)]
    if before in words["before_local"] and (senses.counties or senses.cities):
        return _local_votes(senses, _NAMED_LOCAL * factor, "named-county", where)
    if in_agency:
        return _votes(senses, IN_AGENCY * factor, "agency-place", where, named=True)
    if senses.ambiguous:
        return []
    return _votes(senses, factor, "place", where, named=False)


def _votes(
    senses: PlaceSenses, weight: float, reason: str, where: tuple[int, int], *, named: bool
) -> list[Vote]:
    if senses.province:
        local_weight = weight if named else weight * _COUNTY
        if not named:
            shared = bool(senses.counties or senses.cities)
            weight *= _WEAK_PROVINCE if senses.weak_province else _SHARED_NAME if shared else _PLAIN_PROVINCE
        local = next(iter((*senses.cities, *senses.counties)), None)
        own = local if local and local.province == senses.province else None
        return [Vote(senses.province, weight, reason, *where, own, local_weight)]
    if not named:
        weight *= _COUNTY if senses.counties else _CITY
    return _local_votes(senses, weight, reason, where)


def _local_votes(senses: PlaceSenses, weight: float, reason: str, where: tuple[int, int]) -> list[Vote]:
    places = {place.province: place for place in (*senses.counties, *senses.cities)}
    share = weight / len(places)
    return [Vote(province, share, reason, *where, place, share) for province, place in places.items()]


def _first_lines(layout: Layout) -> Mapping[str, int]:
    """The number of the first line of each field."""
    starts = [0, *layout.field_ends]
    return {span.field: layout.line_of(start) for span, start in zip(layout.fields, starts, strict=False)}


def _is_dateline(layout: Layout, words: Words, token: Token, first_lines: Mapping[str, int]) -> bool:
    """«خبرگزاری … از X»، «ایسنا/X»، «X - ایرنا» at the beginning of a field."""
    line = layout.line_of(token.start)
    start = layout.lines[line]
    if token.start - start > _DATELINE_REACH or line not in first_lines.values():
        return False
    opening = layout.compact[start : token.start]
    if token.start == start:
        rest = layout.compact[token.end : token.end + _DATELINE_REACH // 2]
        return rest[:1] in words["after_dateline"] and any(word in rest for word in words["byline_words"])
    before = layout.word_before(token.start)
    if before not in words["before_dateline"] or "،" in opening or "؛" in opening:
        return False
    return any(word in opening for word in words["byline_words"])
