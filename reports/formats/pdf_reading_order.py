"""Copied text of a PDF keeps «می‌توان» and «فاضلاب»: letters that share a sign are written last letter first.

Typst says of a sign that stands for several letters (a zero-width non-joiner and the letter after it, «لا»,
«هٔ») which they are, in the order of speech. Programs that copy right-to-left text turn the letters of each
sign around, and so give «میت‌وان». Written the other way round, they give «می‌توان». Nothing on the page
changes.
"""

import re
import zlib
from collections.abc import Iterator

from core.errors import InputError

# In the map from signs to letters, and where a letter is spelled out beside its sign.
_LETTER = rb"(?:0[67][0-9A-F]{2}|08[A-F][0-9A-F]|200[CD]|F[BE][0-9A-F]{2})"
_SIGN = re.compile(rb"(?<=> <)(?:%b){2,}(?=>)" % _LETTER)
_SPELLED = re.compile(rb"(?<=<FEFF)(?:%b){2,}(?=>)" % _LETTER)
_LENGTH = re.compile(rb"/Length \d+")
_ENTRY = 20
"""Bytes of a line in a cross-reference table."""


def in_reading_order(pdf: bytes) -> bytes:
    """The PDF with its text turned; raises InputError for a file that is not built as Typst builds it."""
    start, offsets, trailer = _references(pdf)
    moved, out = {}, bytearray(pdf[: min(offsets.values())])
    for number, content in _objects(pdf, start, offsets):
        moved[number] = len(out)
        out += _turned(content)
    table_at = len(out)
    return bytes(out) + _table(moved) + trailer + b"startxref\n%d\n%%%%EOF" % table_at


def _references(pdf: bytes) -> tuple[int, dict[int, int], bytes]:
    """Where the table stands, object number to offset, and the trailer."""
    end = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    start = int(end[1]) if end else 0
    head = re.compile(rb"xref\s+0 (\d+)\s+").match(pdf, start)
    if end is None or head is None:
        raise InputError(
            "the PDF has no plain cross-reference table; typst has changed, see pdf_reading_order"
        )
    offsets = {}
    for number in range(int(head[1])):
        entry = pdf[head.end() + _ENTRY * number :][:_ENTRY]
        if entry[17:18] == b"n":
            offsets[number] = int(entry[:10])
    return start, offsets, pdf[head.end() + _ENTRY * int(head[1]) : end.start()]


def _objects(pdf: bytes, start: int, offsets: dict[int, int]) -> Iterator[tuple[int, bytes]]:
    in_order = sorted(offsets.items(), key=lambda pair: pair[1])
    ends = [offset for _, offset in in_order[1:]] + [start]
    for (number, offset), end in zip(in_order, ends, strict=True):
        yield number, pdf[offset:end]


def _turned(content: bytes) -> bytes:
    """An object with its text turned; one that holds no text as it is."""
    head, mark, rest = content.partition(b"stream\n")
    if not mark or b"/FlateDecode" not in head:
        return content
    packed = zlib.decompressobj()
    text = packed.decompress(rest)
    new = _SPELLED.sub(_last_letter_first, _SIGN.sub(_last_letter_first, text))
    if new == text:
        return content
    packed_again = zlib.compress(new, 6)
    return (
        _LENGTH.sub(b"/Length %d" % len(packed_again), head, count=1)
        + mark
        + packed_again
        + packed.unused_data
    )


def _last_letter_first(found: re.Match[bytes]) -> bytes:
    digits = found[0]
    return b"".join(digits[place : place + 4] for place in range(len(digits) - 4, -1, -4))


def _table(offsets: dict[int, int]) -> bytes:
    size = max(offsets) + 1
    lines = [
        b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
        for number in range(size)
    ]
    return b"xref\n0 %d\n" % size + b"".join(lines)
