"""Broken and enormous texts: always a result, every span exact, and never more than some seconds."""

import random
from collections.abc import Callable, Sequence
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings

from core.items import ItemText
from core.methodology import Methodology
from core.places import Places
from nlp.stories.fingerprint import Fingerprint, fingerprint
from nlp.understand import Understander
from tests.attribution.broken_texts import BROKEN_ITEMS, all_spans, wrong_spans

FIVE_MILLION = 5_000_000
SECONDS_ENOUGH = 20.0
"""About twenty times what the slowest of these texts takes."""


@pytest.fixture(scope="session")
def understander(methodology: Methodology) -> Understander:
    return Understander(methodology)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(item=BROKEN_ITEMS)
def test_whatever_an_item_holds_every_span_of_its_understanding_is_exact(
    understander: Understander, item: ItemText
) -> None:
    understanding = understander.understand(item)

    assert wrong_spans(understanding, item) == []
    assert all(claim.evidence and 0 <= claim.confidence <= 1 for claim in understanding.attributions)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(item=BROKEN_ITEMS)
def test_whatever_an_item_holds_it_has_a_fingerprint_that_can_be_stored(item: ItemText) -> None:
    made = fingerprint(item)

    assert Fingerprint.from_bytes(made.to_bytes()) == made


def test_a_text_decoded_wrongly_names_nobody(understander: Understander) -> None:
    body = "شهرداری شاهرود پل تازه را به مردم سپرد.".encode().decode("cp1252", "replace")

    understanding = understander.understand(ItemText(title=None, lead=None, body=body))

    assert all_spans(understanding) == []
    assert understanding.reading.topic is None


def test_evidence_is_found_between_bidi_marks_tatweel_and_half_characters(understander: Understander) -> None:
    body = "\u202bاسـتانـدار\u202c \u200fیـزد\u200f\ud83d گفت: راه باز است."

    understanding = understander.understand(ItemText(title=None, lead=None, body=body))

    claim = understanding.attributions[0]
    assert (str(claim.agency), claim.evidence[0].surface) == (
        "governor-office@یزد",
        "اسـتانـدار\u202c \u200fیـزد",
    )


# Each was once the slowest kind of text, or looks as if it could be.
type Make = Callable[[Places, random.Random], str]


def _lines(count: int, line: Callable[[], str]) -> str:
    return "".join(line() for _ in range(count))


ENDLESS: dict[str, Make] = {
    "one word": lambda places, chance: "شهرداری ",
    "no space": lambda places, chance: "شهرداریآبادان",
    "short lines": lambda places, chance: "استاندار یزد\n",
    "agency and place in turn": lambda places, chance: _lines(
        20_000, lambda: f"شهرداری {chance.choice(places.cities).name} "
    ),
    "one university for each town": lambda places, chance: _lines(
        20_000, lambda: f"دانشگاه {chance.choice(places.cities).name} "
    ),
    "all towns, then bare names": lambda places, chance: (
        "\n".join(city.name for city in places.cities) + "\nاستاندار" * 20_000
    ),
    "this province of many": lambda places, chance: _lines(
        9_000, lambda: f"استان {chance.choice(places.provinces).name}\nاستانداری این استان\n"
    ),
    "new surnames": lambda places, chance: _lines(
        12_000,
        lambda: f"فرماندار تفت {''.join(chance.choices('ابپتدرسشم', k=6))} آمد. ",
    ),
    "a list without end": lambda places, chance: (
        "شهرداری‌های " + _lines(20_000, lambda: f"{chance.choice(places.cities).name} و ")
    ),
    "opened comments": lambda places, chance: "<!--",
    "tags": lambda places, chance: "<p>",
    "half characters": lambda places, chance: "\ud83d",
    "half-spaces and marks": lambda places, chance: "ه\u200c\u200fی \u200c",
}


def _text(name: str, methodology: Methodology, length: int) -> str:
    piece = ENDLESS[name](methodology.places, random.Random(7))
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("name", ENDLESS)
def test_five_million_characters_are_a_matter_of_seconds(
    understander: Understander, methodology: Methodology, name: str
) -> None:
    text = _text(name, methodology, FIVE_MILLION)
    item = ItemText(title=None, lead=None, body=text)

    seconds = _seconds(understander, item)

    assert seconds < SECONDS_ENOUGH
    assert wrong_spans(understander.understand(item), item) == []


@pytest.mark.parametrize(
    "name", ["agency and place in turn", "one university for each town", "all towns, then bare names"]
)
def test_four_times_the_text_costs_about_four_times_as_much(
    understander: Understander, methodology: Methodology, name: str
) -> None:
    short, long = (
        ItemText(title=None, lead=None, body=_text(name, methodology, length)) for length in (50_000, 200_000)
    )

    # What grows with the square costs sixteen times as much.
    assert _least(understander, long) < 10 * _least(understander, short)


def _least(understander: Understander, item: ItemText) -> float:
    return min(_seconds(understander, item) for _ in range(2))


def _seconds(understander: Understander, item: ItemText) -> float:
    started = process_time()
    understander.understand(item)
    fingerprint(item)
    return process_time() - started


def test_all_three_fields_may_be_endless(understander: Understander, methodology: Methodology) -> None:
    texts: Sequence[str] = [
        _text(name, methodology, FIVE_MILLION) for name in ("one word", "short lines", "new surnames")
    ]
    item = ItemText(title=texts[0], lead=texts[1], body=texts[2])

    assert _seconds(understander, item) < SECONDS_ENOUGH
