"""What the tests of the newsroom share."""

from pathlib import Path

import pytest

from core.methodology import Methodology
from rasad.load_config import load_methodology


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The overlay of an office that chose the sample profile: samples are watched only by choice."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "settings.yaml").write_text("profiles: [semnan-sample]\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def methodology(checkout: Path, sample_office: Path) -> Methodology:
    """The shipped config/ with the sample profile, read once."""
    return load_methodology([checkout / "config", sample_office])
