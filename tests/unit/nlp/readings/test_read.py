"""The reader answers for any text, the same every time, with spans that fit."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.attributions import Reading, ServiceReflection
from core.items import ItemText
from core.methodology import Methodology
from nlp.readings.read import Reader

WORDS = st.sampled_from(
    [
        "افتتاح",
        "مدرسه",
        "باید",
        "می‌شود",
        "تسلیت",
        "انتقاد",
        "آب",
        "🔹",
        "\n",
        ".",
        "\u200c",
        "\u200f",
        "<b>",
        "&nbsp;",
        "a",
    ]
)


def test_an_item_is_read_as_a_whole(reader: Reader) -> None:
    item = ItemText(
        title="بهره‌برداری از شبکه فاضلاب شهر",
        lead="شبکه فاضلاب برای ۳ هزار خانوار به بهره‌برداری رسید.",
        body="شرکت آب و فاضلاب این پروژه را افتتاح کرد.",
    )
    reading = reader.read(item, ())

    assert (reading.topic, reading.service_reflection) == ("water-energy", ServiceReflection.YES)
    assert (reading.ceremonial, reading.criticism_needing_reply) == (False, False)


@pytest.mark.parametrize("body", [None, "", "🔹🔸", "\u200f\u200e\u202b", "؟؟؟", "<p></p>", "\x00", "\ud800"])
def test_texts_without_words_are_read_too(reader: Reader, body: str | None) -> None:
    reading = reader.read(ItemText(title=None, lead=None, body=body), ())

    assert (reading.topic, reading.service_reflection) == (None, ServiceReflection.NO)


def test_reading_again_says_the_same(reader: Reader) -> None:
    item = ItemText(title="افتتاح مدرسه", lead=None, body="مدرسه روستا افتتاح شد.")
    first = reader.read(item, ())
    reader.read(ItemText(title="چیز دیگر", lead=None, body=None), ())

    assert reader.read(item, ()) == first


def test_without_word_lists_nothing_is_claimed_of_the_topic(shipped_methodology: Methodology) -> None:
    empty = Reader(replace(shipped_methodology, lexicon={}))

    assert empty.read(ItemText(title="افتتاح", lead=None, body=None), ()) == Reading(
        service_reflection=ServiceReflection.NO, ceremonial=False, criticism_needing_reply=False
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(WORDS, max_size=40), st.lists(WORDS, max_size=10))
def test_service_evidence_is_always_an_exact_span(reader: Reader, body: list[str], title: list[str]) -> None:
    item = ItemText(title=" ".join(title), lead=None, body=" ".join(body))

    for mention in reader.read(item, ()).service_evidence:
        assert getattr(item, mention.field)[mention.start : mention.end] == mention.surface
