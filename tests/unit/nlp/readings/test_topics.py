"""The topic is the one whose words weigh most; place, agency, section and a learned model have their say."""

from collections.abc import Mapping

from core.agencies import AgencyKey
from core.attributions import Attribution, Role
from core.items import ItemText
from nlp.readings.lexicon import Family, Lexicon
from nlp.readings.seen import see
from nlp.readings.topics import TopicScores, blended, topic_scores


def text(title: str | None, body: str = "", section: str | None = None) -> ItemText:
    return ItemText(title=title, lead=None, body=body, section=section)


def scores(lexicon: Lexicon, item: ItemText, *attributions: Attribution) -> TopicScores:
    seen = see(item, lexicon)
    return topic_scores(lexicon.topics, seen.text, seen.hits[Family.TOPIC], attributions, item.section)


def attribution(type_slug: str, role: Role = Role.ACTOR) -> Attribution:
    key = AgencyKey(type_slug, "سمنان")
    return Attribution(agency=key, name="دستگاه", role=role, confidence=1.0, evidence=(), reason="test")


def test_the_words_of_the_text_decide(shipped: Lexicon) -> None:
    item = text("تصفیه‌خانه شهر در مدار", "شبکه آبرسانی روستا و کم‌آبی تابستان")

    assert scores(shipped, item).first == "water-energy"


def test_the_headline_counts_more_than_the_body(shipped: Lexicon) -> None:
    item = text("برداشت گندم آغاز شد", "مسئولان در نشستی درباره آموزش و دانشگاه سخن گفتند")

    assert scores(shipped, item).first == "agriculture"


def test_a_word_repeated_ten_times_does_not_drown_the_others(shipped: Lexicon) -> None:
    once = dict(scores(shipped, text("بیمارستان")).ranked)["health"]
    often = dict(scores(shipped, text("بیمارستان", "بیمارستان، " * 10)).ranked)["health"]

    assert once < often < 3 * once


def test_a_longer_expression_hides_the_words_inside_it(shipped: Lexicon) -> None:
    assert scores(shipped, text("فیلم | توضیح")).first is None


def test_an_acting_agency_hints_at_its_topic(shipped: Lexicon) -> None:
    assert scores(shipped, text("یادداشت کوتاه"), attribution("veterinary")).first == "agriculture"


def test_an_agency_named_in_passing_hints_at_nothing(shipped: Lexicon) -> None:
    assert "agriculture" not in dict(
        scores(shipped, text("یادداشت کوتاه"), attribution("veterinary", Role.MENTIONED)).ranked
    )


def test_the_section_of_the_outlet_is_a_hint(shipped: Lexicon) -> None:
    assert scores(shipped, text("یادداشت کوتاه", section="اقتصاد > انرژی")).first == "water-energy"


def test_an_unknown_section_says_nothing(shipped: Lexicon) -> None:
    assert scores(shipped, text("یادداشت کوتاه", section="ویژه‌نامه")).ranked == ()


def test_a_second_topic_must_come_near_the_first(shipped: Lexicon) -> None:
    near = TopicScores(ranked=(("health", 10.0), ("social", 6.0)))
    far = TopicScores(ranked=(("health", 10.0), ("social", 2.0)))

    assert (near.second, far.second) == ("social", None)


def test_no_words_give_no_topic(shipped: Lexicon) -> None:
    assert scores(shipped, text(None)).first is None


class Guesser:
    """A model that is sure of one topic."""

    def __init__(self, slug: str, trust: float) -> None:
        self.slug, self.trust = slug, trust

    def probabilities(self, text: ItemText) -> Mapping[str, float]:
        return {self.slug: 1.0}


def test_a_trusted_model_overrules_the_lists() -> None:
    lists = TopicScores(ranked=(("health", 5.0), ("social", 1.0)))

    assert blended(lists, Guesser("social", 0.9), text("متن")).first == "social"


def test_a_young_model_does_not() -> None:
    lists = TopicScores(ranked=(("health", 5.0), ("social", 1.0)))

    assert blended(lists, Guesser("social", 0.1), text("متن")).first == "health"


def test_where_the_lists_are_silent_the_model_speaks_alone() -> None:
    assert blended(TopicScores(ranked=()), Guesser("culture", 0.1), text("متن")).first == "culture"
