"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Many short searches every day find more than one long one before a release; HYPOTHESIS_PROFILE=thorough
# searches longer.
settings.register_profile("daily", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "daily"))

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
