"""One attributor of the shipped methodology for every test of attribution."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.items import ItemText
from core.methodology import Methodology
from nlp.attribute import Attributed, Attributor
from rasad.load_config import load_methodology

type Attribute = Callable[..., Attributed]


@pytest.fixture(scope="session")
def methodology(checkout: Path) -> Methodology:
    return load_methodology([checkout / "config"])


@pytest.fixture(scope="session")
def attributor(methodology: Methodology) -> Attributor:
    return Attributor(methodology)


@pytest.fixture(scope="session")
def attribute(attributor: Attributor) -> Attribute:
    """Attribute a body (and a title, a lead …) given as words."""

    def run(body: str | None, **fields: object) -> Attributed:
        values: dict[str, object] = {"title": None, "lead": None, **fields}
        return attributor.attribute(ItemText(body=body, **values))  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def agencies(attribute: Attribute) -> Callable[..., set[str]]:
    """The keys of the agencies found, as words."""
    return lambda body, **fields: {str(a.agency) for a in attribute(body, **fields).attributions}


@pytest.fixture(scope="session")
def refusals(attribute: Attribute) -> Callable[..., dict[str, str]]:
    """What was refused, by which rule."""
    return lambda body, **fields: {r.mention.surface: r.rule for r in attribute(body, **fields).refusals}
