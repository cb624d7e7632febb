"""`rasad publish`: a published month as static pages, with its corrections, and the old files left alone."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from core.errors import RoundError
from rasad.reporting.publish import publish_month
from rasad.rounds.round_steps import correct_round, publish_round
from rasad.wiring import Office
from tests.story.round_office import (
    AFTER,
    DAY,
    GAS,
    LEAD,
    MEHR,
    act,
    copy_of,
    freeze,
    rasad,
    reject,
    scored_office,
)

LARGEST_BYTES = 60_000
"""Of a page: it is read on phones with a weak line."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = scored_office(tmp_path_factory.mktemp("publish") / "home")
    freeze(office)
    publish_round(act(office, LEAD, at=AFTER + 20 * DAY))
    return office


@pytest.fixture
def office(published: Office, tmp_path: Path) -> Office:
    return copy_of(published, tmp_path / "home")


def _publish(office: Office, output: Path) -> Path:
    return publish_month(office, office.methodology.profiles["kavir"], MEHR, output)


def _correct(office: Office) -> None:
    reject(office, GAS, AFTER + 21 * DAY)
    correct_round(act(office, LEAD, at=AFTER + 22 * DAY), "یک خبر از دستگاه دیگری بود")


def _hashes(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {f.relative_to(folder).as_posix(): sha256(f.read_bytes()).hexdigest() for f in files}


def test_a_round_that_nobody_published_is_refused(tmp_path: Path) -> None:
    office = scored_office(tmp_path / "home")

    with pytest.raises(RoundError, match=r"is 'none', not published; .*rasad round publish 1404-07"):
        _publish(office, tmp_path / "web")
    assert not (tmp_path / "web").exists()


def test_the_command_writes_pages_without_script_form_or_other_host(office: Office, tmp_path: Path) -> None:
    said = rasad(office, "publish", str(MEHR), "--output", str(tmp_path / "web"))
    pages = {path: path.read_text(encoding="utf-8") for path in (tmp_path / "web").rglob("*.html")}

    assert Path(said.strip()) == tmp_path / "web" / "kavir" / "1404-07" / "index.html"
    assert len(pages) > 5
    for path, page in pages.items():
        assert not re.search(r"<(script|form|iframe|style)|\son\w+=|style=", page), path
        assert not re.search(r'(?:src|<link[^>]*href)="https?:', page), path
        assert len(page.encode()) <= LARGEST_BYTES, path


def test_every_link_inside_leads_to_a_file_that_was_written(office: Office, tmp_path: Path) -> None:
    _publish(office, tmp_path)
    for path in tmp_path.rglob("*.html"):
        for address in re.findall(r'href="([^"]+)"', path.read_text(encoding="utf-8")):
            if not address.startswith("http"):
                assert (path.parent / address).resolve().is_file(), (path, address)


def test_every_number_of_items_equals_the_length_of_its_list(office: Office, tmp_path: Path) -> None:
    folder = _publish(office, tmp_path).parent / "1"
    page = (folder / "index.html").read_text(encoding="utf-8")
    numbers = re.findall(r'href="([^"]+)" data-count="(\d+)"', page)

    assert len(numbers) == 6
    for name, count in numbers:
        assert (folder / name).read_text(encoding="utf-8").count('<li class="item">') == int(count)


def test_the_release_is_text_and_a_picture_in_two_forms(office: Office, tmp_path: Path) -> None:
    folder = _publish(office, tmp_path).parent / "1"

    assert "در رتبهٔ نخست است" in (folder / "release.txt").read_text(encoding="utf-8")
    assert (folder / "release.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / "release.svg").read_text(encoding="utf-8").startswith("<svg")
    # Letters are shapes: nobody's missing font can break them.
    assert "<text" not in (folder / "release.svg").read_text(encoding="utf-8")


def test_publishing_again_changes_no_byte(office: Office, tmp_path: Path) -> None:
    _publish(office, tmp_path)
    before = _hashes(tmp_path)
    _publish(office, tmp_path)

    assert _hashes(tmp_path) == before


def test_a_correction_appears_with_both_values_and_its_day_and_the_old_files_stay(
    office: Office, tmp_path: Path
) -> None:
    month = _publish(office, tmp_path).parent
    before = _hashes(month / "1")
    _correct(office)
    _publish(office, tmp_path)
    new = (month / "2" / "index.html").read_text(encoding="utf-8")
    row = re.search(r'<tr><th scope="row">شرکت گاز</th><td>([^<]+)</td><td>([^<]+)</td>', new)

    assert _hashes(month / "1") == before
    assert row is not None
    assert row[1] != row[2]
    assert "یک خبر از دستگاه دیگری بود" in new
    assert "تصحیح ۱، " in new
    assert 'href="2/index.html"' in (month / "index.html").read_text(encoding="utf-8")
    assert 'href="1/index.html"' in (month / "index.html").read_text(encoding="utf-8")


def test_what_was_published_is_not_written_over_even_when_it_was_edited_by_hand(
    office: Office, tmp_path: Path
) -> None:
    page = _publish(office, tmp_path).parent / "1" / "index.html"
    page.write_text("برگهٔ دیگر", encoding="utf-8")
    _publish(office, tmp_path)

    assert page.read_text(encoding="utf-8") == "برگهٔ دیگر"


def test_a_publication_that_breaks_off_leaves_no_half_version(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_picture(*_: object, **__: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reports.public.release_picture", no_picture)
    with pytest.raises(Exception, match="No space left"):
        _publish(office, tmp_path)

    assert list((tmp_path / "kavir" / "1404-07").iterdir()) == []
