"""The word lists become one index; a wrong entry is named with its file and list."""

from collections.abc import Callable, Mapping

import pytest

from core.errors import ConfigError
from nlp.readings.lexicon import Family, Lexicon

type LexiconOf = Callable[[Mapping[str, object]], Lexicon]

TOPICS = {
    "weights": {"strong": 4.0, "usual": 2.0, "weak": 1.0, "section": 3.0, "agency": 0.5},
    "topics": [
        {
            "slug": "health",
            "strong": ["بیمارستان"],
            "usual": ["پزشک"],
            "agency_types": ["medical-university"],
        },
        {"slug": "economy", "strong": ["بورس"], "weak": ["پزشک"], "sections": ["بازار"]},
    ],
    "not_words": ["پزشک قانونی"],
}


def test_a_word_of_two_topics_speaks_for_both(lexicon_of: LexiconOf) -> None:
    lexicon = lexicon_of({"topics": TOPICS})

    assert lexicon.topics.weights[lexicon.index.number_of("پزشک")] == (("economy", 1.0), ("health", 2.0))


def test_expressions_that_mean_something_else_weigh_nothing(lexicon_of: LexiconOf) -> None:
    lexicon = lexicon_of({"topics": TOPICS})
    number = lexicon.index.number_of("پزشک قانونی")

    assert number in lexicon.stops[Family.TOPIC]
    assert number not in lexicon.topics.weights


def test_lists_inside_lists_are_known_by_their_path(lexicon_of: LexiconOf) -> None:
    lexicon = lexicon_of({"tone": {"positive": {"strong": ["موفق"]}}})

    assert lexicon.families[Family.TONE][lexicon.index.number_of("موفق")] == {"positive.strong"}


def test_one_word_may_stand_in_several_families(lexicon_of: LexiconOf) -> None:
    lexicon = lexicon_of({"tone": {"positive": {"strong": ["تقدیر"]}}, "ceremonial": {"strong": ["تقدیر"]}})

    assert lexicon.families_of[lexicon.index.number_of("تقدیر")] == (Family.CEREMONIAL, Family.TONE)


def test_absent_files_are_empty_lists(lexicon_of: LexiconOf) -> None:
    lexicon = lexicon_of({})

    assert lexicon.topics.slugs == ()
    assert lexicon.index.numbers == {}


@pytest.mark.parametrize("wrong", [{"عکس": None}, 5, ""])
def test_an_entry_that_is_no_word_is_named_with_its_list(lexicon_of: LexiconOf, wrong: object) -> None:
    with pytest.raises(ConfigError, match=r"config/topics\.yaml: 'health\.weak'"):
        lexicon_of({"topics": {"topics": [{"slug": "health", "weak": ["درد", wrong]}]}})


def test_a_wrong_entry_of_another_file_is_named_too(lexicon_of: LexiconOf) -> None:
    with pytest.raises(ConfigError, match=r"config/lexicon/service\.yaml: 'acts\.sure'"):
        lexicon_of({"service": {"acts": {"sure": [1.5]}}})
