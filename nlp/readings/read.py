"""Reading an item as a whole: its topic, the service it reports, ceremony, criticism, and tones."""

from collections.abc import Sequence

from core.attributions import Attribution, Mention, Reading, Tone
from core.items import ItemText
from core.methodology import Methodology
from nlp.readings.ceremony import is_ceremonial
from nlp.readings.criticism import is_criticism_needing_reply
from nlp.readings.lexicon import Family, read_lexicon
from nlp.readings.seen import Seen, see
from nlp.readings.service import service_reflection
from nlp.readings.tones import tones_toward
from nlp.readings.topics import TopicGuesser, TopicScores, blended, topic_scores


class Reader:
    """Reads items with the word lists of one methodology; built once per process."""

    def __init__(self, methodology: Methodology, *, topic_model: TopicGuesser | None = None) -> None:
        self._lexicon = read_lexicon(methodology)
        self._topic_model = topic_model
        self._last: tuple[ItemText, Seen] | None = None

    def read(self, text: ItemText, attributions: Sequence[Attribution]) -> Reading:
        """What the machine says of the item as a whole."""
        seen = self._see(text)
        topics = self._topics(text, seen, attributions)
        service, evidence = service_reflection(seen, topics, attributions, self._lexicon)
        return Reading(
            topic=topics.first,
            topic2=topics.second,
            service_reflection=service,
            ceremonial=is_ceremonial(seen, service, self._lexicon),
            criticism_needing_reply=is_criticism_needing_reply(seen, topics, attributions, self._lexicon),
            service_evidence=evidence,
        )

    def tones(self, text: ItemText, attributions: Sequence[Attribution]) -> list[tuple[Tone, Mention | None]]:
        """For each attribution the tone toward its agency, with the sentence that shows it."""
        seen = self._see(text)
        topics = self._topics(text, seen, attributions)
        criticised = is_criticism_needing_reply(seen, topics, attributions, self._lexicon)
        return tones_toward(attributions, seen, self._lexicon, criticised=criticised)

    def _topics(self, text: ItemText, seen: Seen, attributions: Sequence[Attribution]) -> TopicScores:
        scores = topic_scores(
            self._lexicon.topics, seen.text, seen.hits[Family.TOPIC], attributions, text.section
        )
        return blended(scores, self._topic_model, text) if self._topic_model else scores

    def _see(self, text: ItemText) -> Seen:
        """The words of an item; reading and tones ask for the same one, one after the other."""
        if self._last is None or self._last[0] is not text:
            self._last = (text, see(text, self._lexicon))
        return self._last[1]
