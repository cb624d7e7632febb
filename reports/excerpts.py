"""Excerpts: the paragraphs that hold evidence, with long stretches between marks left out."""

from reports.highlight import Paragraph, Segment, has_mark

KEPT_AROUND = 160
"""Characters kept on each side of a mark."""
FIRST_WORDS = 320
"""Characters shown of a text in which nothing is marked."""
_GAP = " … "


def excerpt(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """What a reader needs to judge the evidence; without any, the beginning of the text."""
    marked = tuple(_shortened(p) for p in paragraphs if has_mark(p))
    return marked or tuple(_beginning(p) for p in paragraphs[:1])


def _shortened(paragraph: Paragraph) -> Paragraph:
    last = len(paragraph) - 1
    return tuple(
        segment if segment.slots else Segment(text=_middle_out(segment.text, place == 0, place == last))
        for place, segment in enumerate(paragraph)
    )


def _middle_out(text: str, is_first: bool, is_last: bool) -> str:
    """Keep what stands beside a mark: the end of the first stretch, the beginning of the last."""
    before = "" if is_first else _head(text, KEPT_AROUND)
    after = "" if is_last else _tail(text, KEPT_AROUND)
    return text if len(before) + len(after) >= len(text) else before + _GAP + after


def _beginning(paragraph: Paragraph) -> Paragraph:
    text = "".join(segment.text for segment in paragraph)
    head = _head(text, FIRST_WORDS)
    return (Segment(text=head if head == text else head + _GAP),)


def _head(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0]


def _tail(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[-length:].split(" ", 1)[-1]
