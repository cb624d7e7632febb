"""The versions of the kinds that give whole items: entries of feeds and posts of channels."""

from crawler.extractors.shared_version import recorded

OWN = {"aparat": 1, "bale": 1, "eitaa": 2, "feed": 1, "telegram": 2}
"""Raised when the same page would give other items (crawler/extractors/pin.py)."""


def extractor_of(kind: str) -> str:
    """The name kept with each item of a kind: `feed/1.2`."""
    return recorded(kind, OWN[kind])
