"""Which script a text is written in: what is said of Persian texts does not hold for others."""

import re

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 300
"""Characters that are looked at: asked of every page, and a text does not change its script after a line."""


def is_arabic_script(text: str) -> bool:
    """Whether most letters at the head of a text are Persian or Arabic ones."""
    head = text[:_SAMPLE]
    return 2 * len(_ARABIC.findall(head)) > len(_LETTER.findall(head))
