"""The reference sets and real texts beside the checkout, which are no part of the project."""

import sys
from pathlib import Path

from rasad.home import CHECKOUT

SHARED = CHECKOUT.parent / "shared"


def shared_or_leave(purpose: str) -> Path:
    """The folder, or a clear line and a quiet end where there is none."""
    if not SHARED.is_dir():
        print(
            f"{purpose}: skipped, ../shared is absent; it holds others' texts and is not part of the project"
        )
        sys.exit(0)
    return SHARED
