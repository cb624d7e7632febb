"""The attributor: which agencies an item concerns, with evidence, from the methodology's lexicon alone."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Self

from core.agencies import AgencyKey
from core.attributions import Attribution, Refusal
from core.items import ItemText
from core.methodology import Methodology
from nlp.atoms import Kind
from nlp.binding import Binder
from nlp.bound import Bound
from nlp.candidates import Refused, find_candidates
from nlp.claims import by_agency, make_claims
from nlp.layout import Layout, lay_out
from nlp.learning.accepted import with_accepted
from nlp.learning.learned import NOTHING_LEARNED, Learned, moved_rule
from nlp.lexicon import Lexicon, make_lexicon
from nlp.linear_rule import Features
from nlp.people import People
from nlp.provinces import Geography, read_geography
from nlp.roles import FeatureReader
from nlp.speech import SpeechReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """What attribution says of an item, and what it refused to say."""

    attributions: tuple[Attribution, ...]
    refusals: tuple[Refusal, ...] = ()
    province_votes: tuple[tuple[str, float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One item before anything is claimed of it."""

    layout: Layout
    geography: Geography
    bound: list[Bound]
    refused: list[Refused]
    speakers: set[AgencyKey]


class Attributor:
    """Attributes items; built once per process from the methodology."""

    def __init__(self, methodology: Methodology) -> None:
        self._shipped = self._lexicon = make_lexicon(with_accepted(methodology))
        self._learned = NOTHING_LEARNED

    def taught(self, learned: Learned) -> Self:
        """The same names and words with other weights; the automaton is not built again."""
        other = copy(self)
        other._learned = learned
        other._lexicon = _moved(self._shipped, learned)
        return other

    @property
    def shipped(self) -> Lexicon:
        """Names, words and weights before anything was learned."""
        return self._shipped

    @property
    def lexicon(self) -> Lexicon:
        """The same with the weights in force."""
        return self._lexicon

    def attribute(self, text: ItemText) -> Attributed:
        """All stages for one item."""
        read = self.read(text)
        if read is None:
            return Attributed(attributions=())
        claims = make_claims(read.layout, text, self._lexicon, read.bound, read.speakers)
        return Attributed(
            attributions=self._counted(claims, read.bound),
            refusals=tuple(_refusals(read.layout, read.refused)),
            province_votes=tuple((vote.province, vote.weight, vote.reason) for vote in read.geography.votes),
        )

    def features(self, text: ItemText) -> list[tuple[AgencyKey, list[Bound], Features]]:
        """What the role of each agency would be weighed by: for fitting the weights."""
        read = self.read(text)
        if read is None:
            return []
        reader = FeatureReader(read.layout, self._lexicon, read.bound, read.speakers)
        return [(key, mentions, reader.read(mentions)) for key, mentions in by_agency(read.bound).items()]

    def _counted(self, claims: Sequence[Attribution], bound: list[Bound]) -> tuple[Attribution, ...]:
        """Confidences after what people decided about the same wording."""
        counters = self._learned.counters
        if not counters.by_wording:
            return tuple(claims)
        mentions = by_agency(bound)
        return tuple(
            replace(claim, confidence=counters.shifted(claim.confidence, mentions[claim.agency]))
            for claim in claims
        )

    def read(self, text: ItemText) -> Read | None:
        """Mentions bound to agencies, and who speaks; None for an item that names none."""
        layout = lay_out(text, self._lexicon.atoms)
        found = find_candidates(layout, self._lexicon)
        if not (found.candidates or found.refused or any(t.atom.kind is Kind.PERSON for t in layout.tokens)):
            return None
        geography = read_geography(layout, text, found.candidates, self._lexicon.words)
        speech = SpeechReader(layout, self._lexicon)
        binder = Binder(layout, geography, self._lexicon, speech)
        binder.bind(found.candidates)
        people = People(layout, self._lexicon, speech)
        verdict = geography.province()
        bound = [*binder.bound, *people.known_heads(text.day, verdict.province if verdict else None)]
        refused = [*found.refused, *binder.refused]
        return Read(layout, geography, bound, refused, people.speaking(bound))


def _moved(lexicon: Lexicon, learned: Learned) -> Lexicon:
    return replace(
        lexicon,
        role_rule=moved_rule(lexicon.role_rule, learned.role),
        verifier=moved_rule(lexicon.verifier, learned.verifier),
    )


def _refusals(layout: Layout, refused: list[Refused]) -> list[Refusal]:
    refusals = []
    for entry in refused:
        mention = layout.mention(entry.start, entry.end, "agency")
        if mention:
            refusals.append(Refusal(mention=mention, rule=entry.rule))
    return refusals
