"""The attributor: which agencies an item concerns, with evidence, from the methodology's lexicon alone."""

from dataclasses import dataclass

from core.attributions import Attribution, Refusal
from core.items import ItemText
from core.methodology import Methodology
from nlp.atoms import Kind
from nlp.binding import Binder
from nlp.candidates import Refused, find_candidates
from nlp.claims import make_claims
from nlp.layout import Layout, lay_out
from nlp.lexicon import make_lexicon
from nlp.people import People
from nlp.provinces import read_geography
from nlp.speech import SpeechReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """What attribution says of an item, and what it refused to say."""

    attributions: tuple[Attribution, ...]
    refusals: tuple[Refusal, ...] = ()
    province_votes: tuple[tuple[str, float, str], ...] = ()


class Attributor:
    """Attributes items; built once per process from the methodology."""

    def __init__(self, methodology: Methodology) -> None:
        self._lexicon = make_lexicon(methodology)

    def attribute(self, text: ItemText) -> Attributed:
        """All stages for one item."""
        layout = lay_out(text, self._lexicon.atoms)
        found = find_candidates(layout, self._lexicon)
        if not (found.candidates or found.refused or any(t.atom.kind is Kind.PERSON for t in layout.tokens)):
            return Attributed(attributions=())
        geography = read_geography(layout, text, found.candidates, self._lexicon.words)
        speech = SpeechReader(layout, self._lexicon)
        binder = Binder(layout, geography, self._lexicon, speech)
        binder.bind(found.candidates)
        people = People(layout, self._lexicon, speech)
        verdict = geography.province()
        bound = [*binder.bound, *people.known_heads(text.day, verdict.province if verdict else None)]
        claims = make_claims(layout, text, self._lexicon, bound, people.speaking(bound))
        return Attributed(
            attributions=tuple(claims),
            refusals=tuple(_refusals(layout, [*found.refused, *binder.refused])),
            province_votes=tuple((vote.province, vote.weight, vote.reason) for vote in geography.votes),
        )


def _refusals(layout: Layout, refused: list[Refused]) -> list[Refusal]:
    refusals = []
    for entry in refused:
        mention = layout.mention(entry.start, entry.end, "agency")
        if mention:
            refusals.append(Refusal(mention=mention, rule=entry.rule))
    return refusals
