"""The day of an analyst in a real browser: keys on both layouts, no mouse where none is needed."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from core.corrections import Aspect, Decision
from review.app import create_app
from review.desk import Desk
from tests.pages.review.at_work import PASSWORD, decisions, desk_copy, rows, template_desk

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: install Debian's chromium"),
    # The driver of the browser talks to it over sockets of its own.
    pytest.mark.enable_socket,
]

# What a key gives on the Persian layout; the code of the key is the same on every layout.
PERSIAN = {
    "KeyX": "ط",
    "KeyU": "ع",
    "KeyR": "ق",
    "KeyS": "س",
    "KeyG": "ل",
    "KeyN": "د",
    "KeyJ": "ت",
    "Digit1": "۱",
}
LATIN = {
    "KeyX": "x",
    "KeyU": "u",
    "KeyR": "r",
    "KeyS": "s",
    "KeyG": "g",
    "KeyN": "n",
    "KeyJ": "j",
    "Digit1": "1",
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Path]:
    folder = tmp_path_factory.mktemp("day") / "home"
    return template_desk(folder), folder


@pytest.fixture
def desk(template: tuple[Desk, Path], tmp_path: Path) -> Iterator[Desk]:
    made, _ = desk_copy(template[0], template[1], tmp_path / "home")
    yield made
    made.database.close()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    with serving(desk) as where:
        yield where


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(desk), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def at_the_desk(chromium: Any, address: str, name: str = "n.sahar", **options: Any) -> Iterator[Any]:
    """Somebody signed in at the first card; no error may be said on the console."""
    context = chromium.new_context(**options)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/login")
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/review")
    yield page
    context.close()
    assert said == []


def press(page: Any, code: str, layout: dict[str, str]) -> None:
    """One key of that place on the keyboard, with the letter its layout gives."""
    key = layout.get(code, code)
    page.evaluate(
        "([code, key]) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true}))",
        [code, key],
    )


def turn(page: Any) -> str:
    return str(page.locator("#card input[name=turn]").get_attribute("value", timeout=5000))


def item(page: Any) -> int:
    return int(page.locator("#card input[name=item]").get_attribute("value"))


def press_and_wait(page: Any, code: str, layout: dict[str, str]) -> None:
    before = turn(page)
    press(page, code, layout)
    page.wait_for_function(
        "before => document.querySelector('#card input[name=turn]')?.value !== before", arg=before
    )


@pytest.mark.parametrize("layout", [PERSIAN, LATIN], ids=["persian", "latin"])
def test_thirty_cards_are_reviewed_with_one_key_each_on_either_layout(
    desk: Desk, address: str, chromium: Any, layout: dict[str, str]
) -> None:
    with at_the_desk(chromium, address) as page:
        page.evaluate("window.sameDocument = true")
        done = 0
        while done < 30:
            code = ("Enter", "Enter", "KeyX", "Digit1")[done % 4]
            press_and_wait(page, code, layout)
            done += 1

        assert page.evaluate("window.sameDocument") is True

    acts = rows(desk, "SELECT kind FROM review_act")
    assert len(acts) == 30
    assert {row["kind"] for row in acts} == {"accept", "wrong", "other"}


def test_undo_brings_the_card_back(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        first = item(page)
        press_and_wait(page, "Enter", PERSIAN)
        press_and_wait(page, "KeyU", PERSIAN)

        assert item(page) == first
    assert decisions(desk) == []


def test_a_story_of_reprints_is_accepted_in_two_keys(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        while "با همین ادعا" not in page.inner_text("#card"):
            press_and_wait(page, "KeyS", PERSIAN)
        press(page, "KeyG", PERSIAN)
        press_and_wait(page, "Enter", PERSIAN)

    [act] = rows(desk, "SELECT item_ids FROM review_act")
    assert act["item_ids"].count(",") >= 1


def test_any_other_agency_is_four_keys_away(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        focus = page.locator("#card input[name=focus]").get_attribute("value")
        press(page, "Slash", PERSIAN)
        page.keyboard.insert_text("آم")
        # The fourth key may come before the list: it waits for it and chooses what is then seen.
        before = turn(page)
        press(page, "Enter", PERSIAN)
        page.wait_for_function(
            "before => document.querySelector('#card input[name=turn]')?.value !== before", arg=before
        )

    made = {c.subject: c.decision for c in decisions(desk) if c.aspect is Aspect.AGENCY}
    assert made[focus] is Decision.REJECT
    assert made["education@سمنان"] is Decision.SET


def test_a_missed_agency_is_added_with_the_selected_words(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        first = item(page)
        words = page.evaluate(
            "() => { const node = document.querySelector('#card h1').firstChild;"
            "const text = (node.firstChild || node); const range = document.createRange();"
            "range.setStart(text, 0); range.setEnd(text, text.textContent.trimEnd().length);"
            "const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);"
            "return selection.toString(); }"
        )
        press(page, "KeyN", PERSIAN)
        page.keyboard.insert_text("گاز اصفهان")
        before = turn(page)
        press(page, "Enter", PERSIAN)
        page.wait_for_function(
            "before => document.querySelector('#card input[name=turn]')?.value !== before", arg=before
        )

        assert item(page) == first
        assert page.locator("[name=surface]").input_value() == ""

    [made] = decisions(desk)
    assert (made.subject, made.value) == ("gas@اصفهان", "actor")
    assert made.surface is not None
    assert made.surface.split() == words.split()


def test_letters_typed_into_a_field_are_no_keys_of_the_desk(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        page.focus("[name=note]")
        page.keyboard.type("xus1")

        assert page.locator("[name=note]").input_value() == "xus1"
    assert decisions(desk) == []


def test_a_key_held_down_decides_once(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        page.evaluate(
            "() => { for (let n = 0; n < 20; n++) document.dispatchEvent(new KeyboardEvent('keydown',"
            "{code: 'Enter', key: 'Enter', repeat: n > 0, bubbles: true})); }"
        )
        page.wait_for_timeout(600)

    assert len(rows(desk, "SELECT * FROM review_act")) == 1


def test_after_the_cards_one_searches_exports_and_leaves(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        page.click("text=جست‌وجو")
        page.fill("[name=q]", "شهرداري")
        page.keyboard.press("Enter")
        page.wait_for_selector(".rows li")
        with page.expect_download() as download:
            page.click("text=CSV")
        exported = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
        page.click("text=خروج")
        page.wait_for_url("**/login")
        page.goto(f"{address}/review")

        assert "login" in page.url
    assert exported[0].startswith("شماره,رسانه")
    assert len(exported) > 5


def test_the_same_work_is_done_without_scripts(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address, java_script_enabled=False) as page:
        first = item(page)
        page.click("button[value=accept]")
        second = item(page)
        page.click("button[value=undo]")
        again = item(page)
        page.fill("[name=q]", "گاز اصفهان")
        page.keyboard.press("Enter")
        page.click("text=شرکت گاز استان اصفهان")

        assert (first != second, again) == (True, first)
    assert ("gas@اصفهان", Decision.SET) in {(c.subject, c.decision) for c in decisions(desk)}


def test_two_analysts_at_once_never_see_the_same_card(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as one, at_the_desk(chromium, address, "m.omid") as other:
        for _ in range(10):
            assert item(one) != item(other)
            press_and_wait(one, "Enter", PERSIAN)
            press_and_wait(other, "KeyX", LATIN)

    decided = rows(desk, "SELECT item_id, count(DISTINCT who) AS n FROM review_act GROUP BY item_id")
    assert {row["n"] for row in decided} == {1}


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "path", ["/review", "/search?q=شهر", "/trail", "/flags", "/", "/sources", "/password", "/items/1"]
)
def test_no_page_is_wider_than_the_screen(
    desk: Desk, address: str, chromium: Any, path: str, width: int
) -> None:
    with at_the_desk(chromium, address, "l.raha", viewport={"width": width, "height": 800}) as page:
        page.goto(address + path)

        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_asked_of_another_host(desk: Desk, address: str, chromium: Any) -> None:
    asked: list[str] = []
    context = chromium.new_context()
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(f"{address}/login")
    page.fill("[name=name]", "l.raha")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/review")
    for path in ("/search?q=شهر", "/items/1", "/trail"):
        page.goto(address + path)
    context.close()

    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_a_dead_server_is_said_and_the_key_works_again_when_it_is_back(
    desk: Desk, chromium: Any, tmp_path: Path
) -> None:
    with serving(desk) as address:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}/login")
        page.fill("[name=name]", "n.sahar")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/review")
        context.set_offline(True)
        press(page, "Enter", PERSIAN)
        page.wait_for_selector("#card .state .problem")
        assert "ثبت نشده" in page.inner_text("#card .state")
        context.set_offline(False)
        press_and_wait(page, "Enter", PERSIAN)
        context.close()

    assert len(rows(replace(desk), "SELECT * FROM review_act")) == 1
