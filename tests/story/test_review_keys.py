"""Every decision of a card by its key on the Persian layout, and the same without scripts."""

from typing import Any

import pytest

from core.corrections import Aspect, Correction, Decision
from review.desk import Desk
from tests.pages.review.at_work import decisions, rows
from tests.story.test_review_day import (
    CHROMIUM,
    address,
    at_the_desk,
    chromium,
    desk,
    item,
    press,
    press_and_wait,
    template,
)

__all__ = ["address", "chromium", "desk", "template"]

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: install Debian's chromium"),
    pytest.mark.enable_socket,
]

PERSIAN = {
    "KeyT": "ف",
    "KeyV": "ر",
    "KeyL": "م",
    "KeyP": "ح",
    "KeyA": "ش",
    "KeyD": "ی",
    "KeyO": "خ",
    "KeyI": "ه",
    "KeyF": "ب",
    "KeyS": "س",
    "KeyG": "ل",
    "KeyU": "ع",
}
"""What each key gives on the Persian layout."""

WITH_REPRINTS = "این بازنشر نیست"


def choose(page: Any, code: str, field: str, value: str) -> None:
    """Open a list by its key, choose in it, and Enter."""
    press(page, code, PERSIAN)
    assert page.evaluate("document.activeElement.name") == field
    page.select_option(f"[name={field}]", value)
    press_and_wait(page, "Enter", PERSIAN)


def whole(made: list[Correction]) -> dict[Aspect, str | None]:
    return {one.aspect: one.value for one in made if one.aspect is not Aspect.AGENCY}


def test_topic_service_tone_and_need_for_an_answer_are_set_by_key(
    desk: Desk, address: str, chromium: Any
) -> None:
    with at_the_desk(chromium, address) as page:
        first = item(page)
        choose(page, "KeyT", "topic", "sports")
        choose(page, "KeyV", "service", "weak")
        choose(page, "KeyL", "tone", "critical")
        press_and_wait(page, "KeyA", PERSIAN)

        assert item(page) == first
        assert "به گفتهٔ کارشناس" in page.inner_text("#card")

    said = whole(decisions(desk, first))
    assert said[Aspect.TOPIC] == "sports"
    assert said[Aspect.SERVICE] == "weak"
    assert said[Aspect.TONE] == "critical"
    assert said[Aspect.CRITICISM] in ("true", "false")


def test_the_province_is_corrected_by_key(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        first, focus = item(page), page.locator("#card input[name=focus]").get_attribute("value")
        choose(page, "KeyP", "province", "یزد")

    made = {c.subject: c.decision for c in decisions(desk, first) if c.aspect is Aspect.AGENCY}
    assert made[focus] is Decision.REJECT
    assert made[f"{focus.partition('@')[0]}@یزد"] is Decision.SET


def test_not_relevant_and_a_flag_with_a_note_are_keys(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        irrelevant = item(page)
        press_and_wait(page, "KeyI", PERSIAN)
        asked = item(page)
        press(page, "KeyF", PERSIAN)
        page.keyboard.insert_text("این کدام اداره است؟")
        press_and_wait(page, "Enter", PERSIAN)

        assert item(page) not in (irrelevant, asked)
    assert whole(decisions(desk, irrelevant)) == {Aspect.RELEVANCE: "false"}
    assert decisions(desk, asked) == []
    [flag] = rows(desk, "SELECT subject, new FROM audit WHERE action = 'flag'")
    assert flag == {"subject": f"item {asked}", "new": "این کدام اداره است؟"}


def test_a_false_copy_is_taken_out_by_key_and_given_back_by_undo(
    desk: Desk, address: str, chromium: Any
) -> None:
    with at_the_desk(chromium, address) as page:
        while WITH_REPRINTS not in page.content():
            press_and_wait(page, "KeyS", PERSIAN)
        one = item(page)
        before = rows(desk, "SELECT item_id, story_id FROM story_member ORDER BY item_id")
        press_and_wait(page, "KeyD", PERSIAN)
        alone = rows(
            desk,
            "SELECT count(*) AS n FROM story_member WHERE story_id ="
            " (SELECT story_id FROM story_member WHERE item_id = :item)",
            item=one,
        )
        press_and_wait(page, "KeyU", PERSIAN)

        assert alone == [{"n": 1}]
        assert item(page) == one
    assert rows(desk, "SELECT item_id, story_id FROM story_member ORDER BY item_id") == before


def test_the_story_of_a_card_is_one_key_away(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address) as page:
        while WITH_REPRINTS not in page.content():
            press_and_wait(page, "KeyS", PERSIAN)
        press(page, "KeyO", PERSIAN)
        page.wait_for_url("**/stories/*")

        assert "نخستین انتشار" in page.inner_text("main")


def test_everything_is_decided_without_scripts_too(desk: Desk, address: str, chromium: Any) -> None:
    with at_the_desk(chromium, address, java_script_enabled=False) as page:
        while WITH_REPRINTS not in page.content():
            page.click("button[value=skip]")
        one = item(page)
        page.select_option("[name=topic]", "sports")
        page.click("button[value=topic]")
        page.select_option("[name=service]", "weak")
        page.click("button[value=service]")
        page.select_option("[name=tone]", "critical")
        page.click("button[value=tone]")
        page.click("button[value=reply]")
        page.click("summary:has-text('بازنشرها')")
        page.click("button[value=split]")
        words = " ".join(page.inner_text("#card h1").split()[:2])
        page.fill("[name=surface]", words)
        page.fill("[name=q]", "گاز اصفهان")
        page.check("[name=mode][type=checkbox]")
        page.keyboard.press("Enter")
        page.click("button[value='add:gas@اصفهان']")
        still = item(page)
        page.select_option("[name=province]", "یزد")
        page.click("button[value=province]")
        other = item(page)
        page.click("button[value=irrelevant]")
        asked = item(page)
        page.fill("[name=note]", "کدام شهر؟")
        page.click("button[value=flag]")

    made = decisions(desk, one)
    assert still == one
    assert whole(made).keys() >= {
        Aspect.TOPIC,
        Aspect.SERVICE,
        Aspect.TONE,
        Aspect.CRITICISM,
        Aspect.STORY,
    }
    [missed] = [c for c in made if c.subject == "gas@اصفهان" and c.aspect is Aspect.AGENCY]
    assert (missed.decision, missed.value) == (Decision.SET, "actor")
    assert missed.surface is not None
    assert missed.surface.split() == words.split()
    assert any(c.subject.endswith("@یزد") for c in made)
    assert whole(decisions(desk, other)).get(Aspect.RELEVANCE, "false") == "false"
    [flag] = rows(desk, "SELECT subject FROM audit WHERE action = 'flag'")
    assert flag["subject"] == f"item {asked}"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["/stories/1", "/codebook", "/agreement", "/disagreements"])
def test_no_page_of_these_is_wider_than_the_screen(
    desk: Desk, address: str, chromium: Any, path: str, width: int
) -> None:
    with at_the_desk(chromium, address, "l.raha", viewport={"width": width, "height": 800}) as page:
        page.goto(address + path)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
