"""Signatures: the last lines by which a channel names itself are no part of the message it posts."""

import re
from dataclasses import replace

from core.items import ItemText

MOST_LINES = 4
MOST_WORDS = 6
"""A line with more of them beside the handle says something."""

LONGEST = 200
"""Characters of a line that can be a signature."""

_HANDLE = re.compile(
    r"(?:(?<!\S)|(?<=\|))@\w{3,}|https?://\S+|(?<!\S)(?:t\.me|eitaa\.com|ble\.ir|rubika\.ir|splus\.ir)/\S*"
)
_WORD = re.compile(r"[^\W_]{2,}")


def unsigned(text: ItemText) -> ItemText:
    """The text without the lines at its end that only name a channel or lead to it."""
    body = text.body
    if not body or ("@" not in body and "/" not in body):
        return text
    lines = body.rstrip().split("\n")
    kept = len(lines)
    while kept > max(0, len(lines) - MOST_LINES) and _is_signature(lines[kept - 1]):
        kept -= 1
    # A message of one line may be nothing but an address; then that is the message.
    if kept == len(lines) or (kept == 0 and not text.title):
        return text
    return replace(text, body="\n".join(lines[:kept]) or None)


def _is_signature(line: str) -> bool:
    if not line.strip():
        return True
    if len(line) > LONGEST:
        return False
    rest, handles = _HANDLE.subn(" ", line)
    return handles > 0 and len(_WORD.findall(rest)) <= MOST_WORDS
