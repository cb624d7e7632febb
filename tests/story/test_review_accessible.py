"""Every screen under the rules of accessibility: read aloud, by keyboard, in light and dark, on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest

from review.desk import Desk
from tests.pages.review.at_work import OFFICERS_AGENCY, desk_copy, template_desk
from tests.story.test_review_day import CHROMIUM, at_the_desk, chromium, item, serving

__all__ = ["chromium"]

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: install Debian's chromium"),
    pytest.mark.enable_socket,
]

GRAVE = {"serious", "critical"}
SCREENS = (
    *("/", "/review", "/search", "/search?q=آب", f"/agency?key={OFFICERS_AGENCY}", "/sources", "/flags"),
    *("/trail", "/learning", "/records", "/records/record/new", "/clips", "/quality", "/agreement"),
    *("/disagreements", "/codebook", "/password"),
)
"""What a lead opens."""
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("accessible")
    desk: Desk
    desk, _ = desk_copy(template_desk(folder / "home"), folder / "home", folder / "copy")
    with serving(desk) as where:
        yield where
    desk.database.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_screen_has_a_grave_fault(address: str, chromium: Any, scheme: str, size: dict[str, int]) -> None:
    faults: list[str] = []
    with at_the_desk(chromium, address, "l.raha", viewport=size, color_scheme=scheme) as page:
        number = item(page)
        screens = (*SCREENS, f"/items/{number}")
        for path in screens:
            answer = page.goto(f"{address}{path}")
            assert answer.status == 200, path
            faults += [f"{path}: {one}" for one in _faults(page)]
    assert faults == []


def _faults(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']} at {one['nodes'][0]['target']}: {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in GRAVE
    ]


def test_the_menu_takes_two_lines_of_a_phone_and_opens_by_keyboard(address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address, "l.raha", viewport=PHONE, java_script_enabled=False) as page:
        page.goto(f"{address}/search")
        height = page.locator("header.top").bounding_box()["height"]
        summary = page.locator(".menu summary").last
        summary.focus()
        page.keyboard.press("Enter")
        opened = page.locator(".menu[open] a")
        boxes = [one.bounding_box() for one in opened.all()]
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sources")

    assert height <= 90
    assert boxes
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)
