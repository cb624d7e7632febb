"""Files shipped with the application: others' as their lock says, ours within their size."""

import gzip
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parents[3] / "review" / "static"
OURS = {"review.css", "review.js", "vendor.lock"}
FONT = Path(__file__).parents[3] / "reports" / "static" / "fonts" / "vazirmatn-arabic-wght-normal.woff2"


def locked() -> dict[str, tuple[str, ...]]:
    lines = (STATIC / "vendor.lock").read_text(encoding="utf-8").splitlines()
    rows = [tuple(part.strip() for part in line.split("|")) for line in lines if not line.startswith("#")]
    return {row[0]: row[1:] for row in rows}


def test_every_vendored_file_has_the_hash_of_the_lock() -> None:
    found = {name: sha256((STATIC / name).read_bytes()).hexdigest() for name in locked()}

    assert found == {name: row[-1] for name, row in locked().items()}


def test_every_file_is_ours_or_in_the_lock_with_its_licence() -> None:
    files = {file.relative_to(STATIC).as_posix() for file in STATIC.rglob("*") if file.is_file()}

    assert files == OURS | locked().keys()
    assert {row[2] for row in locked().values()} == {"0BSD"}


def test_the_style_sheet_asks_no_other_host_and_knows_no_left_and_right() -> None:
    css = (STATIC / "review.css").read_text(encoding="utf-8")

    assert "http" not in css
    assert "@import" not in css
    assert [side for side in ("-left", "-right", "left:", "right:") if side in css] == []


def test_keys_are_known_by_their_place_and_not_by_their_letter() -> None:
    script = (STATIC / "review.js").read_text(encoding="utf-8")

    assert "event.code" in script
    assert "event.key " not in script
    assert "event.key=" not in script
    assert "event.keyCode" not in script


def test_all_files_of_the_first_visit_are_small() -> None:
    """With the page itself (measured in quality/review_speed.py) at most 120 KB."""
    texts = [STATIC / name for name in ("review.css", "review.js", "htmx.min.js")]
    compressed = sum(len(gzip.compress(file.read_bytes())) for file in texts)

    assert compressed + FONT.stat().st_size < 90_000
