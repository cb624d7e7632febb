"""A small lexicon and the real one, as readings see them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from core.methodology import Methodology, WorkingDays
from core.places import Places
from nlp.readings.lexicon import Lexicon, read_lexicon
from nlp.readings.read import Reader

CONFIG = Path(__file__).parents[4] / "config"


def methodology_of(lexicon: Mapping[str, object]) -> Methodology:
    return Methodology(
        agency_types=(),
        places=Places(provinces=(), counties=(), cities=()),
        outlets={},
        topics=(),
        schemes={},
        profiles={},
        working_days=WorkingDays(rest_weekdays=frozenset(), holidays={}),
        lexicon=lexicon,
        config_hash="none",
    )


@pytest.fixture
def lexicon_of() -> Callable[[Mapping[str, object]], Lexicon]:
    return lambda lists: read_lexicon(methodology_of(lists))


@pytest.fixture(scope="session")
def shipped_methodology() -> Methodology:
    """The word lists of config/, without the rest of it."""
    lists: dict[str, object] = {"topics": _load(CONFIG / "topics.yaml")}
    for name in ("service", "ceremonial", "criticism", "tone", "media_events"):
        lists[name] = _load(CONFIG / "lexicon" / f"{name}.yaml")
    return methodology_of(lists)


@pytest.fixture(scope="session")
def shipped(shipped_methodology: Methodology) -> Lexicon:
    return read_lexicon(shipped_methodology)


@pytest.fixture(scope="session")
def reader(shipped_methodology: Methodology) -> Reader:
    return Reader(shipped_methodology)


def _load(file: Path) -> object:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
