"""The lists of config/ hold together: every topic has words, and no list contradicts itself."""

import re

from core.methodology import Methodology
from nlp.readings.lexicon import Family, Lexicon

SLUGS = {
    "health",
    "education",
    "infrastructure",
    "water-energy",
    "agriculture",
    "environment",
    "economy",
    "culture",
    "sports",
    "social",
    "safety-justice",
    "governance",
    "international",
    "other",
}


def test_the_fourteen_topics_of_the_codebook_are_there(shipped: Lexicon) -> None:
    assert set(shipped.topics.slugs) == SLUGS


def test_every_topic_has_enough_words(shipped: Lexicon) -> None:
    counts = dict.fromkeys(SLUGS, 0)
    for entries in shipped.topics.weights.values():
        for slug, _ in entries:
            counts[slug] += 1

    assert {slug for slug, count in counts.items() if count < 60} == set()


def test_every_agency_type_hints_at_one_topic_at_most(shipped_methodology: Methodology) -> None:
    topics = shipped_methodology.lexicon["topics"]
    types = re.findall(r"agency_types': \[([^\]]*)\]", str(topics))
    named = [name.strip() for entry in types for name in entry.split(",") if name.strip()]

    assert len(named) == len(set(named))


def test_no_word_praises_and_blames(shipped: Lexicon) -> None:
    both = [
        groups
        for groups in shipped.families[Family.TONE].values()
        if len({group.partition(".")[0] for group in groups}) > 1
    ]

    assert both == []


def test_no_act_of_service_is_a_sign_against_it(shipped: Lexicon) -> None:
    torn = [
        groups
        for groups in shipped.families[Family.SERVICE].values()
        if any(group.startswith("against.") for group in groups)
        and any(group.startswith("acts.") for group in groups)
    ]

    assert torn == []
