"""Files made by others are what their lock says, and nothing else is shipped beside ours."""

from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parents[3] / "reports" / "static"
OURS = {"rasad.css", "icon.svg", "vendor.lock"}


def _locked() -> dict[str, tuple[str, ...]]:
    lines = (STATIC / "vendor.lock").read_text(encoding="utf-8").splitlines()
    rows = [tuple(part.strip() for part in line.split("|")) for line in lines if not line.startswith("#")]
    return {row[0]: row[1:] for row in rows}


def test_every_vendored_file_has_the_hash_of_the_lock() -> None:
    found = {name: sha256((STATIC / name).read_bytes()).hexdigest() for name in _locked()}

    assert found == {name: row[-1] for name, row in _locked().items()}


def test_every_file_is_ours_or_in_the_lock() -> None:
    files = {f.relative_to(STATIC).as_posix() for f in STATIC.rglob("*") if f.is_file()}

    assert files == OURS | _locked().keys()


def test_the_licence_of_the_font_is_shipped_with_it() -> None:
    assert {row[2] for row in _locked().values()} == {"OFL-1.1"}
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_the_style_sheet_asks_no_other_host_and_uses_logical_properties() -> None:
    css = (STATIC / "rasad.css").read_text(encoding="utf-8")

    assert "//" not in css.replace("/*", "").replace("*/", "")
    assert "@import" not in css
    assert [side for side in ("-left", "-right") if side in css] == []


def test_marks_have_no_padding_along_the_line() -> None:
    css = (STATIC / "rasad.css").read_text(encoding="utf-8")
    rule = css.split("\nmark {")[1].split("}")[0]

    assert "padding-block" in rule
    assert "padding:" not in rule
    assert "padding-inline" not in rule
