"""A topic model learns from corrected items, keeps only numbers, and says the same on every machine."""

from pathlib import Path

import pytest

from core.errors import InputError
from core.items import ItemText
from nlp.readings.learn import TopicModel, fit_topic_model
from nlp.readings.read import Reader
from rasad.load_config import load_methodology


def text(words: str) -> ItemText:
    return ItemText(title=words, lead=None, body=None)


LESSONS = [(text(f"خرس قطبی در یخ شماره {n}"), "environment") for n in range(10)] + [
    (text(f"نان سنگک در تنور شماره {n}"), "economy") for n in range(10)
]


def model(lessons: list[tuple[ItemText, str]] = LESSONS) -> TopicModel:
    return fit_topic_model([one for one, _ in lessons], [topic for _, topic in lessons], seed=1)


def test_what_was_taught_is_known() -> None:
    likely = model().probabilities(text("خرس قطبی"))

    assert max(likely, key=lambda slug: likely[slug]) == "environment"
    assert sum(likely.values()) == pytest.approx(1.0)


def test_three_topics_are_told_apart() -> None:
    likely = model([*LESSONS, *((text(f"توپ و تور شماره {n}"), "sports") for n in range(10))]).probabilities(
        text("توپ و تور")
    )

    assert max(likely, key=lambda slug: likely[slug]) == "sports"


def test_spelling_variants_are_one_word() -> None:
    learned = model()

    assert learned.probabilities(text("نان سنگك")) == learned.probabilities(text("نان سنگک"))


def test_a_model_comes_back_from_its_bytes() -> None:
    learned = model()
    again = TopicModel.from_bytes(learned.to_bytes())

    assert (again.made_by, again.slugs, again.trust) == (learned.made_by, learned.slugs, learned.trust)
    assert again.probabilities(text("نان")) == learned.probabilities(text("نان"))


def test_a_model_of_another_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = model().to_bytes()
    monkeypatch.setattr("nlp.readings.learn.FORMAT", "topics-9")

    with pytest.raises(InputError, match="learn it again"):
        TopicModel.from_bytes(stored)


def test_equal_lessons_have_an_equal_name_whatever_their_order() -> None:
    assert model().made_by == model(LESSONS[::-1]).made_by


def test_other_lessons_have_another_name() -> None:
    assert model().made_by != model(LESSONS[1:]).made_by


def test_trust_grows_with_the_lessons() -> None:
    assert 0 < model(LESSONS[5:15]).trust < model().trust < 0.5


@pytest.mark.parametrize("labels", [[], ["economy"], ["economy", "economy"]])
def test_too_little_to_learn_from_is_refused(labels: list[str]) -> None:
    with pytest.raises(InputError, match="teach nothing"):
        fit_topic_model([text("نان")] * len(labels), labels, seed=1)


def test_a_reader_listens_to_its_model(checkout: Path) -> None:
    item = text("خرس قطبی")
    lessons = [*LESSONS, *((text(f"خرس {n}"), "culture") for n in range(3))]
    reader = Reader(load_methodology([checkout / "config"]), topic_model=model(lessons))

    assert reader.read(item, ()).topic == "environment"
