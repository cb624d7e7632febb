"""Every closed list of the product has its words, and unknown codes are shown as they are."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from core.attributions import Prominence, Role, ServiceReflection, Tone
from core.corrections import Aspect, Decision
from core.findings import Basis
from core.items import Origin
from core.observations import State
from core.outcomes import Outcome
from core.outlets import Tier
from core.stories import Relation
from reports import words
from reports.definition import ALL_SECTIONS
from reports.measure_words import MEASURES as MEASURE_WORDS
from reports.measure_words import Unit, measure_words
from reports.sections import SECTIONS
from reports.words import OUTCOMES, cause_words, reason_words, stage_words, version_words
from scoring.measures import MEASURES

TABLES: list[tuple[type[StrEnum], Mapping[Any, str]]] = [
    (State, words.STATES),
    (Role, words.ROLES),
    (Prominence, words.PROMINENCES),
    (Tone, words.TONES),
    (ServiceReflection, words.SERVICES),
    (Origin, words.ORIGINS),
    (Relation, words.RELATIONS),
    (Basis, words.BASES),
    (Aspect, words.ASPECTS),
    (Decision, words.DECISIONS),
    (Tier, words.TIERS),
    (Outcome, words.OUTCOMES),
]


@pytest.mark.parametrize(("codes", "table"), TABLES)
def test_every_code_of_core_has_its_words(codes: type[StrEnum], table: Mapping[Any, str]) -> None:
    assert set(table) == set(codes)
    assert all(table.values())
    assert len(set(table.values())) == len(table)


def test_every_measure_of_scoring_has_its_words() -> None:
    assert MEASURES.keys() <= MEASURE_WORDS.keys()


def test_an_unknown_measure_is_a_plain_number_under_its_own_name() -> None:
    assert (measure_words("x_y").name, measure_words("x_y").unit) == ("x_y", Unit.PLAIN)


@pytest.mark.parametrize(
    "code",
    [
        "explicit-province",
        "explicit-place",
        "shared-place",
        "known-agency",
        "known-head",
        "speaker-memory",
        "document-province/dateline",
        "document-county/named-county",
        "story-province/agency-place",
        "document-province/outlet",
        "person",
    ],
)
def test_known_reason_codes_are_said_in_persian(code: str) -> None:
    assert not any(character.isascii() and character.isalpha() for character in reason_words(code))


def test_an_unknown_part_of_a_reason_is_shown_as_it_is() -> None:
    assert reason_words("document-province/moonlight").endswith("؛ moonlight")


def test_unknown_stages_and_versions_are_shown_as_they_are() -> None:
    assert (stage_words("dream"), version_words("dream")) == ("dream", "dream")
    assert stage_words("attribute") == "انتساب به دستگاه‌ها"


def test_every_section_is_in_its_table_and_has_a_title() -> None:
    assert set(SECTIONS) == set(ALL_SECTIONS) == set(words.SECTION_TITLES)


def test_a_cause_is_said_in_persian_without_the_developers_detail() -> None:
    assert cause_words("server_error: robots.txt answered 503") == OUTCOMES[Outcome.SERVER_ERROR]
    assert cause_words("نام میزبان پیدا نشد") == "نام میزبان پیدا نشد"
