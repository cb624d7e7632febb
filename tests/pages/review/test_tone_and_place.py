"""What the card asks beside the agency: tone, province, need for an answer, and by which rules."""

from dataclasses import replace

import pytest

from core.corrections import Aspect, Decision
from review.agreement.codebook import Codebook
from review.desk import Desk
from review.messages import REFUSALS
from review.queue.decide import shown_items
from review.queue.wishes import Refusal
from tests.pages.review.at_work import Browser, decisions, everything_said, rows
from tests.pages.review.test_cards import card_with, claims_of


def test_the_tone_is_said_of_the_agency_in_question_and_the_card_stays(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=2)
    focus = analyst.field("focus")
    analyst.act("tone", tone="critical")

    [made] = decisions(desk, int(item))
    [hint] = rows(
        desk,
        "SELECT tone FROM attribution a JOIN item_version v ON v.id = a.version_id"
        " WHERE v.item_id = :item AND a.agency = :agency",
        item=int(item),
        agency=focus,
    )
    assert (made.aspect, made.subject, made.value) == (Aspect.TONE, focus, "critical")
    assert made.claim == (hint["tone"] or "")
    assert analyst.field("item") == item
    assert "لحن انتقادی، به گفتهٔ کارشناس" in analyst.page


def test_the_machines_tone_stands_on_the_card_as_a_hint(desk: Desk, analyst: Browser) -> None:
    card_with(desk, analyst, claims=1)

    assert "به حدس سامانه" in analyst.page


def test_accepting_the_card_says_nothing_of_the_tone(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=2)
    analyst.act("accept")

    assert Aspect.TONE not in {c.aspect for c in decisions(desk, int(item))}


def test_a_persons_tone_is_what_counts_of_it(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=1)
    focus = analyst.field("focus")
    analyst.act("tone", tone="critical")
    with desk.database.read() as connection:
        shown = shown_items(connection, [int(item)])[int(item)]

    assert {str(one.agency): one.tone for one in shown.findings} == {focus: "critical"}


def test_an_agency_that_people_added_has_a_tone_too(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=1)
    analyst.act("add:gas@فارس")
    analyst.act("focus:gas@فارس")
    chosen = analyst.field("focus")
    analyst.act("tone", tone="positive")

    assert chosen == "gas@فارس"
    made = {(c.aspect, c.subject): c.value for c in decisions(desk, int(item))}
    assert made[Aspect.TONE, "gas@فارس"] == "positive"


def test_the_province_is_corrected_and_the_kind_and_role_stay(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=1)
    [(agency, role)] = claims_of(desk, item).items()
    analyst.act("province", province="یزد")

    said = {c.subject: (c.decision, c.value, c.reason) for c in decisions(desk, int(item))}
    assert said[agency] == (Decision.REJECT, None, "استان دیگر")
    assert said[f"{agency.partition('@')[0]}@یزد"] == (Decision.SET, role, "")
    assert analyst.field("item") != item


def test_whether_it_calls_for_an_answer_is_turned_by_one_key_and_back_by_the_same(
    desk: Desk, analyst: Browser
) -> None:
    for _ in range(150):
        if "نیاز به پاسخ ندارد" in analyst.page:
            break
        analyst.act("skip")
    item = analyst.field("item")
    analyst.act("reply")
    turned = "نیاز به پاسخ دارد" in analyst.page
    analyst.act("reply")

    assert turned
    assert [c.value for c in decisions(desk, int(item))] == ["true", "false"]
    assert "نیاز به پاسخ ندارد" in analyst.page


@pytest.mark.parametrize(
    ("act", "more", "why"),
    [
        ("tone", {"tone": "angry"}, Refusal.BAD_VALUE),
        ("tone", {"tone": "critical", "focus": "gas@یزد"}, Refusal.NO_CLAIM),
        ("tone", {"tone": "critical", "focus": ""}, Refusal.NO_CLAIM),
        ("province", {"province": "مریخ"}, Refusal.BAD_VALUE),
        ("province", {"province": "یزد", "focus": "gas@یزد"}, Refusal.NO_CLAIM),
        ("province", {}, Refusal.BAD_VALUE),
    ],
)
def test_what_has_no_meaning_is_refused(
    desk: Desk, analyst: Browser, act: str, more: dict[str, str], why: Refusal
) -> None:
    analyst.act(act, **more)

    assert analyst.said == REFUSALS[why]
    assert everything_said(desk) == []


def test_the_same_province_is_no_correction(desk: Desk, analyst: Browser) -> None:
    for _ in range(150):
        agency = analyst.field("focus")
        if agency and "/" not in agency and "@?" not in agency:
            break
        analyst.act("skip")
    analyst.act("province", province=agency.partition("@")[2])

    assert analyst.said == REFUSALS[Refusal.BAD_AGENCY]


def test_a_decision_keeps_the_version_of_the_codebook_in_force(desk: Desk) -> None:
    book = Codebook(number=7, text="# دستور آزمایشی")
    browser = Browser(replace(desk, codebooks=(book, *desk.codebooks)), "n.sahar")
    browser.open("/review")
    browser.act("accept")

    assert {c.codebook for c in decisions(desk)} == {book.version}


def test_the_codebook_is_read_with_its_version_and_older_ones_stay_readable(desk: Desk) -> None:
    books = (Codebook(number=7, text="# تازه"), Codebook(number=6, text="# کهنه"))
    browser = Browser(replace(desk, codebooks=books), "v.nima")
    newest = browser.open("/codebook").text
    older = browser.open(f"/codebook?version={books[1].version}").text
    missing = browser.open("/codebook?version=5").status_code

    assert "<h1>تازه</h1>" in newest
    assert books[0].version in newest
    assert "<h1>کهنه</h1>" in older
    assert "این نسخه دیگر در کار نیست" in older
    assert missing == 404
