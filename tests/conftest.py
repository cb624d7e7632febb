"""What every test may ask for."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference sets and real texts beside the checkout; they belong to others and are never copied."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is absent: its reference sets and real texts are not part of the project")
    return folder
