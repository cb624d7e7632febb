"""What was seen in an item's text: the words of every list, found in one pass and shared by all readings."""

from dataclasses import dataclass

from core.items import ItemText
from nlp.readings.lexicon import Family, Lexicon
from nlp.readings.whole_text import WholeText, whole_text
from nlp.readings.words import Hit, longest


@dataclass(frozen=True, slots=True)
class Seen:
    """A text with the words found in it, by family, in reading order."""

    text: WholeText
    hits: dict[Family, list[Hit]]


def see(text: ItemText, lexicon: Lexicon) -> Seen:
    """Find every word of every list; of a family's overlapping words the longest counts."""
    whole = whole_text(text)
    by_family: dict[Family, list[Hit]] = {family: [] for family in Family}
    families_of = lexicon.families_of
    for hit in lexicon.index.find(whole.folded):
        for family in families_of[hit[2]]:
            by_family[family].append(hit)
    stops = lexicon.stops
    hits = {
        family: [hit for hit in longest(found) if hit[2] not in stops[family]]
        for family, found in by_family.items()
    }
    return Seen(whole, hits)
