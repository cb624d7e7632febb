"""The objects of a list inside a JSON text, one after another: a broken end loses no more than the end."""

import json
import re
from collections.abc import Iterator
from typing import Any

_GAP = re.compile(r"[\s,]*")


def objects_of_list(text: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of the first list of that name, each with its place in the text.

    Ends at the end of the list; raises ValueError where the text is no JSON any more.
    """
    start = re.search(rf'"{re.escape(name)}"\s*:\s*\[', text)
    if start is None:
        raise ValueError(f"there is no list named {name}")
    decoder = json.JSONDecoder(strict=False)
    position = start.end()
    while True:
        gap = _GAP.match(text, position)
        position = gap.end() if gap else position
        if text.startswith("]", position):
            return
        try:
            value, end = decoder.raw_decode(text, position)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        if isinstance(value, dict):
            yield position, value
        position = end
