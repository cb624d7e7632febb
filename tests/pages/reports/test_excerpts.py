"""Excerpts keep the evidence and the words around it."""

from reports.excerpts import FIRST_WORDS, KEPT_AROUND, excerpt
from reports.highlight import Paragraph, Segment

LONG = "کلمه " * 200


def _text(paragraphs: tuple[Paragraph, ...]) -> str:
    return "".join(segment.text for paragraph in paragraphs for segment in paragraph)


def test_paragraphs_without_evidence_are_left_out_when_others_have_some() -> None:
    marked = (Segment(text="شهرداری", slots=(1,)),)

    assert excerpt(((Segment(text="هیچ"),), marked)) == (marked,)


def test_long_stretches_around_and_between_marks_are_shortened() -> None:
    mark = Segment(text="شهرداری", slots=(1,))
    paragraph = (Segment(text=LONG), mark, Segment(text=LONG), mark, Segment(text=LONG))
    (short,) = excerpt((paragraph,))

    assert [segment for segment in short if segment.slots] == [mark, mark]
    assert all(len(segment.text) <= 2 * KEPT_AROUND + 3 for segment in short)
    assert short[0].text.startswith(" … ")
    assert short[-1].text.endswith(" … ")


def test_a_short_paragraph_is_shown_as_it_is() -> None:
    paragraph = (Segment(text="دیروز "), Segment(text="شهرداری", slots=(1,)), Segment(text=" گفت"))

    assert excerpt((paragraph,)) == (paragraph,)


def test_a_text_without_any_evidence_shows_its_beginning() -> None:
    shown = _text(excerpt(((Segment(text=LONG),), (Segment(text="دوم"),))))

    assert shown.endswith(" … ")
    assert len(shown) <= FIRST_WORDS + 3


def test_no_paragraphs_give_no_excerpt() -> None:
    assert excerpt(()) == ()
