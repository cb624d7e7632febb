"""How an element is named by a selector that fits its kin too: by its own class, or by its parents'."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_NAME = re.compile(r"[A-Za-z_][A-Za-z_-]*[A-Za-z_0-9-]*")
_NUMBERED = re.compile(r"\d{3,}")
_PARENTS = 4


def names_of(element: HtmlElement) -> list[str]:
    """`tag.class` for each usable class, then `#id`, then the tag; a numbered name is that of one piece."""
    tag = str(element.tag)
    classes = [name for name in (element.get("class") or "").split() if _is_name(name)]
    identifier = element.get("id") or ""
    return [
        *(f"{tag}.{name}" for name in classes),
        *([f"#{identifier}"] if _is_name(identifier) else []),
        tag,
    ]


def selectors_of(anchor: HtmlElement) -> Iterator[str]:
    """Selectors that find an anchor and those beside it, from the most particular to the least."""
    own = [name for name in names_of(anchor) if not name.startswith("#")]
    yield from (name for name in own if "." in name)
    box, tail = anchor.getparent(), own[-1]
    for _ in range(_PARENTS):
        if box is None or not isinstance(box.tag, str) or box.tag in ("body", "html"):
            return
        for name in names_of(box):
            # A bare box of a page's skeleton says nothing; a headline or a cell does.
            if name not in ("div", "span", "section", "main"):
                yield f"{name} {tail}"
                if own[0] != tail:
                    yield f"{name} {own[0]}"
        box = box.getparent()


def _is_name(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _NUMBERED.search(name)
