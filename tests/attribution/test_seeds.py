"""The five documents the product was conceived from, with their agencies."""

from pathlib import Path

import pytest

from core.items import ItemText
from nlp.attribute import Attributor


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        ("000", {"governor-office@خراسان جنوبی", "civil-registration@خراسان جنوبی"}),
        ("001", {"governor-office@ایلام"}),
        ("002", {"governor-office@کهگیلویه و بویراحمد"}),
        (
            "003",
            {
                "governor-office@قزوین",
                "veterinary@قزوین",
                "medical-university@قزوین",
                "university@قزوین",
            },
        ),
        ("004", {"governor-office@فارس"}),
    ],
)
def test_a_seed_is_attributed_to_its_agencies(
    number: str, keys: set[str], shared: Path, attributor: Attributor
) -> None:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")

    found = attributor.attribute(
        ItemText(title=None, lead=None, body=path.read_text(encoding="utf-8"))
    ).attributions

    assert {str(a.agency).partition("#")[0] for a in found} == keys
    assert all(a.role == "actor" for a in found)
