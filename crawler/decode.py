"""Bytes to text: valid UTF-8 wins, then what was declared, then windows-1256 if that gives Arabic script."""

import codecs
import re
from dataclasses import dataclass

LEGACY = "cp1256"
WESTERN = "cp1252"
_DECLARED_IN_BODY = re.compile(rb"""(?:charset\s*=|encoding\s*=)\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_DECLARED_IN_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ARABIC = re.compile("[\u0600-\u06ff]{2,}")
"""Arabic script comes in words; umlauts read as windows-1256 are single letters of it."""
_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r")
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, and the charset that gave it."""

    text: str
    charset: str


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page or feed, without control characters."""
    decoded = _with_bom(body) or _as_utf8(body) or _as_declared(body, content_type) or _as_legacy(body)
    return Decoded(_CONTROL.sub("", decoded.text), decoded.charset)


def looks_binary(body: bytes) -> bool:
    """Whether the bytes are a picture, an archive or a document rather than text."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    if body.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"RIFF")):
        return True
    head = body[:_HEAD_BYTES]
    control = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return control > len(head) * 0.05


def _with_bom(body: bytes) -> Decoded | None:
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(charset, errors="replace"), charset)
    return None


def _as_utf8(body: bytes) -> Decoded | None:
    """Valid UTF-8, or UTF-8 with a few bad bytes: one bad byte must not lose a feed."""
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    multibyte = sum(character > "\x7f" for character in text) - bad
    return Decoded(text, "utf-8") if multibyte > 20 * bad else None


def _as_declared(body: bytes, content_type: str) -> Decoded | None:
    match = _DECLARED_IN_HEADER.search(content_type)
    declared = [match.group(1)] if match else []
    declared += [name.decode("ascii") for name in _DECLARED_IN_BODY.findall(body[:_HEAD_BYTES])]
    for name in declared:
        charset = _known(name)
        if charset is None or charset == "utf-8":
            continue
        if charset in {"iso8859-1", "cp1252", "ascii"} and _is_arabic(body.decode(LEGACY, errors="replace")):
            continue
        try:
            return Decoded(body.decode(charset), charset)
        except UnicodeDecodeError:
            continue
    return None


def _as_legacy(body: bytes) -> Decoded:
    text = body.decode(LEGACY, errors="replace")
    if text.isascii() or _is_arabic(text):
        return Decoded(text, LEGACY)
    return Decoded(body.decode(WESTERN, errors="replace"), WESTERN)


def _is_arabic(text: str) -> bool:
    """Whether what is not ASCII is mostly Arabic script: servers declare Latin-1 without meaning it."""
    other = sum(character > "\x7f" for character in text)
    return sum(map(len, _ARABIC.findall(text))) * 2 > other


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
