"""The office's other work in a real browser, without scripts and on a phone: records and clips."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from review.desk import Desk
from tests.pages.review.at_work import rows, template_desk
from tests.pages.review.own_desk import GAS, PNG, own_desk
from tests.story.test_review_day import CHROMIUM, at_the_desk, chromium, serving

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: install Debian's chromium"),
    # The driver of the browser talks to it over sockets of its own.
    pytest.mark.enable_socket,
]

PHONE = {"width": 390, "height": 844}
PAGES = (
    "/learning",
    "/records",
    "/records?of=resolution",
    "/records/record/new",
    "/records/record/table",
    "/records/judgement/new",
    "/clips",
    "/quality",
    "/sources",
    f"/agency?key={GAS}",
)

__all__ = ["chromium"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    template = template_desk(tmp_path / "template")
    with own_desk((template, tmp_path / "template"), tmp_path / "home") as (made, _, _):
        yield made


def test_records_and_clips_come_in_without_scripts_and_no_page_is_wider_than_a_phone(
    chromium: Any, desk: Desk, tmp_path: Path
) -> None:
    photo = tmp_path / "نشست.png"
    photo.write_bytes(PNG)
    with (
        serving(desk) as address,
        at_the_desk(chromium, address, java_script_enabled=False, viewport=PHONE) as page,
    ):
        page.goto(f"{address}/records/record/new")
        page.select_option("[name=agency]", GAS)
        page.select_option("[name=kind]", "press-conference")
        page.fill("[name=number]", "۱۲")
        page.fill("[name=title]", "نشست خبری پاییز")
        page.fill("[name=day]", "۱۴۰۴/۰۸/۱۲")
        page.set_input_files("[name=photo]", str(photo))
        page.click("button.main")
        assert "ثبت شد." in page.locator("[role=status]").first.inner_text()

        with page.expect_download() as download:
            page.click(".proofs a")
        assert download.value.suggested_filename == "نشست.png"

        page.goto(f"{address}/clips")
        page.fill("[name=outlet]", "کویربان")
        page.select_option("[name=agency]", GAS)
        page.fill("[name=published]", "۱۴۰۴/۰۸/۱۰")
        page.fill("[name=title]", "گاز به روستای چاه‌نو رسید")
        page.click("button.main")
        assert "جاافتاده بود" in page.locator("[role=status]").inner_text()

        for path in PAGES:
            page.goto(f"{address}{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
    assert len(rows(desk, "SELECT id FROM record")) == 1
    assert len(rows(desk, "SELECT id FROM clip_entry")) == 1
