"""`rasad bulletin`: the clip book and the weekly digests of a stored month, as page, PDF and e-mail."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from core.errors import InputError
from core.periods import Period
from rasad.reporting.bulletins import period_of, write_bulletins
from rasad.wiring import Office
from reports.bulletin import BulletinKind
from reports.numbers import agency_id
from tests.story.round_office import GAS, MEHR, WATER, rasad, scored_office

NOW = MEHR.start + timedelta(days=9, hours=8)
"""The tenth of Mehr 1404 is a Thursday."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return scored_office(tmp_path_factory.mktemp("bulletin") / "home")


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(f.relative_to(folder)): sha256(f.read_bytes()).hexdigest()
        for f in folder.rglob("*")
        if f.is_file()
    }


def _bulletin(office: Office, folder: Path, *words: str) -> str:
    return rasad(office, "bulletin", *words, "--output", str(folder), "--now", NOW.isoformat())


def test_a_week_begins_on_saturday_and_the_last_whole_one_is_told() -> None:
    week = period_of(BulletinKind.WEEKLY, NOW)

    assert [day.isoformat() for day in (week.first_day, week.last_day)] == ["2025-09-20", "2025-09-26"]
    assert (week.first_day.weekday(), week.last_day.weekday()) == (5, 4)
    assert period_of(BulletinKind.WEEKLY, NOW + timedelta(days=2)).last_day > week.last_day


def test_on_a_saturday_the_week_that_ended_yesterday_is_told() -> None:
    saturday = NOW + timedelta(days=2)

    assert period_of(BulletinKind.WEEKLY, saturday).last_day == (saturday - timedelta(days=1)).date()


def test_a_day_begins_yesterday() -> None:
    assert period_of(BulletinKind.DAILY, NOW) == Period(MEHR.days[8], MEHR.days[9])


def test_the_clip_book_is_a_page_a_pdf_and_an_e_mail(office: Office, tmp_path: Path) -> None:
    page = Path(_bulletin(office, tmp_path, "daily").strip())

    assert page == tmp_path / "daily-1404-07-10" / "index.html"
    assert "شرکت گاز" in page.read_text(encoding="utf-8")
    assert (page.parent / "bulletin.pdf").read_bytes().startswith(b"%PDF-")
    assert "شرکت گاز" in (page.parent / "mail.html").read_text(encoding="utf-8")
    assert (page.parent / "mail.txt").read_text(encoding="utf-8").startswith("بریدهٔ رسانه‌ها، ۹ مهر ۱۴۰۴")
    assert (tmp_path / "public.css").is_file()


def test_every_agency_has_its_digest_and_a_second_run_gives_the_same_bytes(
    office: Office, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        _bulletin(office, tmp_path / name, "weekly")
    folders = {f.name for f in (tmp_path / "first").iterdir() if f.is_dir()}

    assert len(folders) == 6
    assert f"weekly-1404-07-04-{agency_id(WATER)}" in folders
    assert _hashes(tmp_path / "first") == _hashes(tmp_path / "second")


def test_an_agency_that_nobody_watches_is_refused(office: Office, tmp_path: Path) -> None:
    profile = office.methodology.profiles["kavir"]

    with pytest.raises(InputError, match="watches no agency 'gaz@سمنان'; did you mean 'gas@سمنان'"):
        write_bulletins(office, profile, BulletinKind.DAILY, NOW, about="gaz@سمنان", folder=tmp_path)


def test_whoever_sends_it_gets_the_mail_with_the_agency_it_is_about(office: Office, tmp_path: Path) -> None:
    profile = office.methodology.profiles["kavir"]
    [one] = write_bulletins(office, profile, BulletinKind.WEEKLY, NOW, about=str(GAS), folder=tmp_path)

    assert one.agency == GAS
    assert one.mail.subject == "چکیدهٔ هفته دربارهٔ شرکت گاز، ۲۹ شهریور ۱۴۰۴ تا ۴ مهر ۱۴۰۴"


def test_bulletins_lie_beside_the_reports_and_take_nothing_of_them_away(office: Office) -> None:
    rasad(office, "report", str(MEHR), "--format", "html")
    rasad(office, "bulletin", "daily", "--now", NOW.isoformat())
    rasad(office, "report", str(MEHR), "--format", "html")

    assert (office.home.reports / "kavir" / "bulletins" / "daily-1404-07-10" / "index.html").is_file()
    assert (office.home.reports / "kavir" / "1404-07" / "index.html").is_file()
