"""An outline as the body of an e-mail: plain text, and HTML whose looks stand in the tags themselves."""

from dataclasses import dataclass

from reports.formats.outline_page import page_of
from reports.outline.records import (
    Block,
    Bullets,
    Line,
    Outline,
    Paragraph,
    Picture,
    Subheading,
    Table,
    Trend,
)
from reports.persian import count_text, shown_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What a mail program needs beside the addresses."""

    subject: str
    text: str
    html: str


def mail_of(outline: Outline) -> Mail:
    """Mail programs strip style sheets, and some people read text alone: both say the same."""
    return Mail(
        subject=_one_line(f"{outline.title}، {outline.month}"),
        text=_text(outline),
        html=page_of(outline, "mail.html", root=""),
    )


def _text(outline: Outline) -> str:
    lines = [*outline.notices, outline.office, outline.title, outline.month, outline.facts]
    for chapter in (*outline.chapters, *outline.agencies):
        lines += ["", f"■ {chapter.title}"]
        lines += [line for block in chapter.blocks for line in _lines(block)]
    return "\n".join([*lines, ""])


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [_words(block.line)]
        case Subheading():
            return ["", block.text]
        case Bullets():
            marks = [
                f"{count_text(n)}." if block.is_numbered else "•" for n in range(1, len(block.lines) + 1)
            ]
            return [f"{mark} {_words(line)}" for mark, line in zip(marks, block.lines, strict=True)]
        case Table():
            return [block.title, *(" | ".join(_words((piece,)) for piece in row) for row in block.rows)]
        case Trend():
            months = zip(block.months, block.texts, strict=True)
            return [block.title, "؛ ".join(f"{month}: {words}" for month, words in months)]
        case Picture():
            return [block.title]


def _words(line: Line) -> str:
    said = []
    for piece in line:
        words = _one_line(piece.text) + (f" ({piece.note})" if piece.note else "")
        is_address = piece.link.startswith(("http://", "https://"))
        said.append(f"{words} <{piece.link}>" if is_address else words)
    return "".join(said)


def _one_line(words: str) -> str:
    """A title with a line break in it would begin a header or a line of its own."""
    return " ".join(shown_text(words).split("\n")).replace("\r", " ")
