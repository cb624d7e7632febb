"""Reading an item as a whole: its topic, the service it reports, ceremony, criticism, events, tones."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Self

from core.attributions import Attribution, Mention, Reading, Tone
from core.items import ItemText
from core.methodology import Methodology
from nlp.learning.learned import Learned, moved_service
from nlp.readings.ceremony import is_ceremonial
from nlp.readings.criticism import is_criticism_needing_reply
from nlp.readings.lexicon import Family, ServiceWeights, read_lexicon
from nlp.readings.media_events import media_event
from nlp.readings.seen import Seen, see
from nlp.readings.service import service_reflection
from nlp.readings.service_acts import act_sentences
from nlp.readings.service_signs import service_signs
from nlp.readings.tones import tones_toward
from nlp.readings.topics import TopicGuesser, TopicScores, blended, topic_scores


class Reader:
    """Reads items with the word lists of one methodology; built once per process."""

    def __init__(self, methodology: Methodology, *, topic_model: TopicGuesser | None = None) -> None:
        self._lexicon = read_lexicon(methodology)
        self._shipped_service = self._lexicon.service
        self._topic_model = topic_model
        self._last: tuple[ItemText, Seen] | None = None
        self._last_topics: tuple[ItemText, Sequence[Attribution], TopicScores] | None = None

    def taught(self, learned: Learned) -> Self:
        """The same lists with what an installation has learned."""
        other = copy(self)
        other._topic_model, other._last_topics = learned.topics, None
        other._lexicon = replace(self._lexicon, service=moved_service(self._shipped_service, learned.service))
        return other

    @property
    def shipped_service(self) -> ServiceWeights:
        """The weights of the signs of service before anything was learned."""
        return self._shipped_service

    def topics_by_lists(self, text: ItemText, attributions: Sequence[Attribution]) -> TopicScores:
        """What the word lists alone say of the topic: what a learned model stands beside."""
        return self._topics_of_lists(text, self._see(text), attributions)

    def service_signs(self, text: ItemText, attributions: Sequence[Attribution]) -> Mapping[str, float]:
        """What service reflection is weighed by: for fitting the weights."""
        seen = self._see(text)
        topics = self._topics(text, seen, attributions)
        acts = act_sentences(seen.text, seen.hits[Family.SERVICE], self._lexicon.families[Family.SERVICE])
        return service_signs(seen, acts, topics, attributions, self._lexicon)

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
            media_event=media_event(seen, topics, attributions, self._lexicon),
        )

    def tones(self, text: ItemText, attributions: Sequence[Attribution]) -> list[tuple[Tone, Mention | None]]:
        """For each attribution the tone toward its agency, with the sentence that shows it."""
        seen = self._see(text)
        topics = self._topics(text, seen, attributions)
        criticised = is_criticism_needing_reply(seen, topics, attributions, self._lexicon)
        return tones_toward(attributions, seen, self._lexicon, criticised=criticised)

    def _topics(self, text: ItemText, seen: Seen, attributions: Sequence[Attribution]) -> TopicScores:
        """Lists and model together; asked for the same item by reading and tones, one after the other."""
        last = self._last_topics
        if last is None or last[0] is not text or last[1] is not attributions:
            scores = self._topics_of_lists(text, seen, attributions)
            scores = blended(scores, self._topic_model, text) if self._topic_model else scores
            last = self._last_topics = (text, attributions, scores)
        return last[2]

    def _topics_of_lists(
        self, text: ItemText, seen: Seen, attributions: Sequence[Attribution]
    ) -> TopicScores:
        return topic_scores(
            self._lexicon.topics, seen.text, seen.hits[Family.TOPIC], attributions, text.section
        )

    def _see(self, text: ItemText) -> Seen:
        """The words of an item; reading and tones ask for the same one, one after the other."""
        if self._last is None or self._last[0] is not text:
            self._last = (text, see(text, self._lexicon))
        return self._last[1]
