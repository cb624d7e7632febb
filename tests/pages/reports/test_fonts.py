"""The fonts of the PDF are what their lock says, with their licence."""

from hashlib import sha256
from pathlib import Path

FONTS = Path(__file__).parents[3] / "reports" / "fonts"


def _locked() -> dict[str, list[str]]:
    lines = (FONTS / "vendor.lock").read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if not line.startswith("#")]
    return {row[0]: row[1:] for row in rows}


def test_every_font_has_the_hash_of_the_lock_and_nothing_else_is_there() -> None:
    found = {f.name: sha256(f.read_bytes()).hexdigest() for f in FONTS.iterdir() if f.name != "vendor.lock"}

    assert found == {name: row[-1] for name, row in _locked().items()}


def test_the_licence_is_shipped_with_them() -> None:
    assert {row[2] for row in _locked().values()} == {"OFL-1.1"}
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
