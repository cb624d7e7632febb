"""Evidence marked inside a text: exact spans, overlaps, paragraphs, and no reordering of the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.attributions import Mention
from core.errors import RoundError
from reports.highlight import Evidence, Segment, highlighted

TEXT = "اداره کل ثبت احوال استان سمنان"


def _evidence(start: int, end: int, slot: int = 1, text: str = TEXT, field: str = "body") -> Evidence:
    return Evidence(mention=Mention(field=field, start=start, end=end, surface=text[start:end]), slot=slot)


def test_a_mark_covers_exactly_its_span() -> None:
    (paragraph,) = highlighted(TEXT, "body", [_evidence(9, 18)])

    assert paragraph == (
        Segment(text="اداره کل "),
        Segment(text="ثبت احوال", slots=(1,)),
        Segment(text=" استان سمنان"),
    )


def test_overlapping_spans_become_stretches_that_name_both_agencies() -> None:
    (paragraph,) = highlighted(TEXT, "body", [_evidence(0, 18, 1), _evidence(9, 30, 2)])

    assert [(s.text, s.slots) for s in paragraph] == [
        ("اداره کل ", (1,)),
        ("ثبت احوال", (1, 2)),
        (" استان سمنان", (2,)),
    ]


def test_the_same_span_twice_is_one_mark() -> None:
    (paragraph,) = highlighted(TEXT, "body", [_evidence(9, 18), _evidence(9, 18)])

    assert [s.slots for s in paragraph] == [(), (1,), ()]


def test_evidence_of_another_field_is_not_marked_here() -> None:
    (paragraph,) = highlighted(TEXT, "body", [_evidence(9, 18, field="title")])

    assert paragraph == (Segment(text=TEXT),)


def test_lines_become_paragraphs_and_empty_lines_disappear() -> None:
    text = "یک\n\nدو سه\n"

    assert highlighted(text, "body", [_evidence(4, 6, text=text)]) == (
        (Segment(text="یک "),),
        (Segment(text="دو", slots=(1,)), Segment(text=" سه ")),
    )


def test_a_span_that_crosses_a_line_is_marked_on_both_sides() -> None:
    text = "اداره کل\nثبت احوال"

    first, second = highlighted(text, "body", [_evidence(0, 18, text=text)])

    assert all(segment.slots == (1,) for segment in (*first, *second))


def test_evidence_that_is_not_in_the_text_stops_the_report() -> None:
    wrong = Evidence(mention=Mention(field="body", start=0, end=5, surface="شهردار"), slot=1)

    with pytest.raises(RoundError, match="attribute the item again"):
        highlighted(TEXT, "body", [wrong])


def test_characters_that_turn_the_line_around_are_not_shown() -> None:
    text = "پیش \u202eوارونه\u202c پس\x00"

    (paragraph,) = highlighted(text, "body", [])

    assert paragraph == (Segment(text="پیش وارونه پس"),)


def test_no_text_has_no_paragraphs() -> None:
    assert highlighted("", "body", []) == ()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 29), st.integers(1, 12), st.integers(0, 6)), max_size=8))
def test_marks_never_change_or_lose_a_character(spans: list[tuple[int, int, int]]) -> None:
    evidence = [_evidence(start, min(30, start + length), slot) for start, length, slot in spans]
    (paragraph,) = highlighted(TEXT, "body", evidence)

    assert "".join(segment.text for segment in paragraph) == TEXT
    for start, length, slot in spans:
        covered, place = 0, 0
        for segment in paragraph:
            inside = start <= place < min(30, start + length)
            covered += len(segment.text) if inside and slot in segment.slots else 0
            place += len(segment.text)
        assert covered == min(30, start + length) - start
