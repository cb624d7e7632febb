"""The version of what all extractors share; with an extractor's own it makes the name kept with each item.

A recorded name must change whenever the same page may be read otherwise, for only then does `rasad reextract`
read it again. Who changes a file raises the number of the part it belongs to: `version` of a family, `OWN`
of the general extractor or of a kind, or the number below for all the rest (crawler/extractors/pin.py).
"""

SHARED = 2
"""Of decoding, dates, the cleaner, the reading of head data, titles and leads, and the rules' own code."""


def recorded(name: str, own: int | str) -> str:
    """The name of an extractor with both versions: `nastooh/2.2`."""
    return f"{name}/{own}.{SHARED}"
