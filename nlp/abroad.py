"""Places abroad that share a name with one in Iran."""

from itertools import pairwise

from nlp.atoms import Kind
from nlp.layout import Layout


def foreign_names(layout: Layout) -> set[str]:
    """«بلوچستان پاکستان» makes every «بلوچستان» of the item a place abroad."""
    return {
        place.atom.place.name
        for place, country in pairwise(layout.tokens)
        if place.atom.place and country.atom.kind is Kind.FOREIGN and place.end == country.start
    }
