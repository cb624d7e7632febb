"""Whether an item is ceremony: congratulation, condolence, occasion, appointment or protocol."""

from core.attributions import ServiceReflection
from nlp.readings.lexicon import Family, Lexicon
from nlp.readings.seen import Seen

# A strong word in the headline decides; in the lead it needs company.
IN_HEADLINE, IN_LEAD = 2.0, 1.0
STRENGTH = {"strong": 1.0, "usual": 0.5}
ENOUGH = 2.0

# Releases name the ceremony in the first sentence of the body («در آیین تکریم و معارفه … گفت»).
DECISIVE_UP_TO = 150


def is_ceremonial(seen: Seen, service: ServiceReflection, lexicon: Lexicon) -> bool:
    """Read from the beginning: neither ceremony in passing nor a service rendered at one makes an item so."""
    if service is ServiceReflection.YES:
        return False
    groups = lexicon.families[Family.CEREMONIAL]
    weight = 0.0
    counted: set[int] = set()
    for start, _, word in seen.hits[Family.CEREMONIAL]:
        if start >= seen.text.head + DECISIVE_UP_TO:
            break
        if "decisive" in groups[word]:
            return True
        if word not in counted and start < seen.text.head:
            counted.add(word)
            place = IN_HEADLINE if start < seen.text.headline else IN_LEAD
            weight += place * max(STRENGTH.get(group, 0.0) for group in groups[word])
    return weight >= ENOUGH
