"""Cards and decisions: each key is a correction that stays, can be taken back, and counts once."""

from datetime import timedelta

import pytest

from core.corrections import Aspect, Decision
from review.desk import Desk
from review.messages import REFUSALS
from review.queue.queue_fill import fill_queue
from review.queue.wishes import Refusal
from tests.pages.review.at_work import MORNING, Browser, Clock, decisions, everything_said, rows


def claims_of(desk: Desk, item: str) -> dict[str, str]:
    """Agency and role, as the machine says."""
    found = rows(
        desk,
        "SELECT agency, role FROM attribution a JOIN item_version v ON v.id = a.version_id"
        " WHERE v.item_id = :item",
        item=int(item),
    )
    return {row["agency"]: row["role"] for row in found}


def card_with(desk: Desk, browser: Browser, *, claims: int, in_stream: bool = False) -> str:
    """Go on until a card has so many claims; its item."""
    for _ in range(150):
        item = browser.field("item")
        [card] = rows(desk, "SELECT stream_position FROM review_card WHERE item_id = :item", item=int(item))
        if len(claims_of(desk, item)) == claims and (card["stream_position"] is not None) == in_stream:
            return item
        browser.act("skip")
    raise AssertionError("no such card in the office")


def test_accepting_writes_one_decision_for_each_claim_and_the_reading(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=2)
    analyst.act("accept")

    made = decisions(desk, int(item))
    assert {c.subject for c in made if c.aspect is Aspect.AGENCY} == claims_of(desk, item).keys()
    assert {c.decision for c in made} == {Decision.ACCEPT}
    assert {c.aspect for c in made} >= {Aspect.AGENCY, Aspect.TOPIC}
    assert analyst.field("item") not in ("", item)


def test_a_decision_knows_who_when_how_long_on_which_text_and_claim(
    desk: Desk, analyst: Browser, clock: Clock
) -> None:
    item = card_with(desk, analyst, claims=1)
    clock.pass_by(seconds=4)
    analyst.act("wrong:باشگاه")

    [made] = [c for c in decisions(desk, int(item)) if c.aspect is Aspect.AGENCY]
    [version] = rows(desk, "SELECT text_hash FROM item_version WHERE item_id = :item", item=int(item))
    [(agency, role)] = claims_of(desk, item).items()
    assert (made.decided_by, made.decision, made.subject) == ("n.sahar", Decision.REJECT, agency)
    assert (made.reason, made.claim, made.text_hash) == ("باشگاه", role, version["text_hash"])
    assert made.seconds == pytest.approx(4, abs=0.5)
    assert made.made_by


def test_the_last_wrong_claim_brings_the_next_card(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=1)
    analyst.act("wrong")

    assert analyst.field("item") != item


def test_with_two_claims_wrong_settles_one_and_the_card_stays(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=2)
    first = analyst.field("focus")
    analyst.act("wrong")

    assert analyst.field("item") == item
    assert analyst.field("focus") not in ("", first)


def test_another_agency_takes_the_place_of_the_claim_in_question(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=1)
    focus = analyst.field("focus")
    other = next(key for key in ("gas@سمنان", "post@سمنان") if key not in claims_of(desk, item))
    analyst.act(f"other:{other}")

    said = {c.subject: (c.decision, c.value) for c in decisions(desk, int(item)) if c.aspect is Aspect.AGENCY}
    assert said == {focus: (Decision.REJECT, None), other: (Decision.SET, "actor")}


def test_the_other_role_is_one_key(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=1)
    [(agency, role)] = claims_of(desk, item).items()
    analyst.act("role")

    [made] = [c for c in decisions(desk, int(item)) if c.aspect is Aspect.AGENCY]
    assert (made.decision, made.subject) == (Decision.SET, agency)
    assert {made.value, role} == {"actor", "mentioned"}


def test_a_missed_agency_keeps_the_selected_words_as_they_stand_in_the_text(
    desk: Desk, analyst: Browser
) -> None:
    item = card_with(desk, analyst, claims=1)
    [text] = rows(desk, "SELECT title, body FROM item_version WHERE item_id = :item", item=int(item))
    words = " ".join(text["title"].split()[:2])
    analyst.act("add:gas@فارس", surface=words.replace("ی", "ي"))

    [made] = [c for c in decisions(desk, int(item)) if c.subject == "gas@فارس"]
    assert (made.decision, made.value, made.surface) == (Decision.SET, "actor", words)
    assert analyst.field("item") == item


def test_words_that_are_not_in_the_text_are_refused(desk: Desk, analyst: Browser) -> None:
    analyst.act("add:gas@فارس", surface="واژه‌هایی که هیچ‌جا نیست")

    assert analyst.said == REFUSALS[Refusal.NOT_IN_TEXT]
    assert decisions(desk) == []


def test_topic_service_and_irrelevance_are_decisions_too(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=1)
    analyst.act("topic", topic="sports")
    analyst.act("service", service="weak")
    analyst.act("irrelevant")

    said = {(c.aspect, c.value) for c in decisions(desk, int(item))}
    assert said == {(Aspect.TOPIC, "sports"), (Aspect.SERVICE, "weak"), (Aspect.RELEVANCE, "false")}


def test_undo_takes_back_the_last_act_by_saying_more_and_shows_the_card_again(
    desk: Desk, analyst: Browser
) -> None:
    item = card_with(desk, analyst, claims=2)
    analyst.act("accept")
    said_before = everything_said(desk)
    analyst.act("undo")

    assert decisions(desk) == []
    assert everything_said(desk)[: len(said_before)] == said_before
    assert len(everything_said(desk)) == 2 * len(said_before)
    assert analyst.field("item") == item


def test_undo_gives_back_what_was_said_before(desk: Desk, analyst: Browser, clock: Clock) -> None:
    item = card_with(desk, analyst, claims=1)
    analyst.act("topic", topic="sports")
    analyst.act("topic", topic="health")
    analyst.act("undo")

    assert [c.value for c in decisions(desk, int(item))] == ["sports"]


def test_undo_reaches_fifty_acts_back_and_no_further(desk: Desk, analyst: Browser) -> None:
    card_with(desk, analyst, claims=1)
    for number in range(51):
        analyst.act("topic", topic=("sports", "health")[number % 2])
    for _ in range(50):
        analyst.act("undo")

        assert analyst.said == "کار پیشین پس گرفته شد."
    analyst.act("undo")

    assert analyst.said == REFUSALS[Refusal.NOTHING_TO_UNDO]
    assert len(decisions(desk)) == 1


def test_undo_leaves_what_a_colleague_decided_since(desk: Desk, analyst: Browser, clock: Clock) -> None:
    item = card_with(desk, analyst, claims=1)
    analyst.act("topic", topic="sports")
    clock.pass_by(minutes=10)
    colleague = Browser(desk, "m.omid")
    colleague.open("/review")
    while colleague.field("item") != item:
        colleague.act("skip")
    colleague.act("topic", topic="health")
    analyst.act("undo")

    last = [c for c in decisions(desk, int(item)) if c.aspect is Aspect.TOPIC][-1]
    assert (last.decided_by, last.value) == ("m.omid", "health")


def test_one_decision_holds_for_all_reprints_that_claim_the_same(desk: Desk, analyst: Browser) -> None:
    for _ in range(150):
        if "با همین ادعا" in analyst.page:
            break
        analyst.act("skip")
    item = int(analyst.field("item"))
    analyst.act("accept", story="yes")

    decided = {c.item_id for c in decisions(desk)}
    same = {
        row["item_id"]
        for row in rows(
            desk,
            "SELECT m.item_id FROM story_member m JOIN story_member n ON n.story_id = m.story_id"
            " WHERE n.item_id = :item",
            item=item,
        )
        if claims_of(desk, str(row["item_id"])) == claims_of(desk, str(item))
    }
    assert len(decided) > 1
    assert item in decided
    assert decided <= same
    assert sum(c.seconds is not None for c in decisions(desk)) < len(decisions(desk))


def test_a_card_of_the_audit_stream_looks_like_any_other_and_becomes_a_complete_review(
    desk: Desk, analyst: Browser
) -> None:
    item = card_with(desk, analyst, claims=1, in_stream=True)
    page = analyst.page
    analyst.act("accept")

    [review] = rows(desk, "SELECT item_id, reviewed_by FROM audit_review")
    assert review == {"item_id": int(item), "reviewed_by": "n.sahar"}
    assert "stream" not in page
    assert "نمونه" not in page


def test_a_review_that_was_taken_back_is_asked_again_and_its_first_claims_stay(
    desk: Desk, analyst: Browser
) -> None:
    item = card_with(desk, analyst, claims=1, in_stream=True)
    analyst.act("accept")
    analyst.act("undo")
    fill_queue(desk, MORNING + timedelta(days=1))
    [card] = rows(desk, "SELECT is_open FROM review_card WHERE item_id = :item", item=int(item))
    analyst.act("wrong")

    assert card["is_open"]
    assert len(rows(desk, "SELECT * FROM audit_review")) == 1
    assert Decision.REJECT in {c.decision for c in decisions(desk, int(item))}


def test_a_card_outside_the_stream_is_no_audit_review(desk: Desk, analyst: Browser) -> None:
    card_with(desk, analyst, claims=1)
    analyst.act("accept")

    assert rows(desk, "SELECT * FROM audit_review") == []


def test_the_same_form_sent_twice_decides_once(desk: Desk, analyst: Browser) -> None:
    form = {**analyst.fields(), "act": "accept"}
    for _ in range(3):
        analyst.client.post("/review/decide", data=form)

    [count] = rows(desk, "SELECT count(*) AS n FROM review_act")
    assert count["n"] == 1


@pytest.mark.parametrize(
    ("act", "more"),
    [
        ("other:nothing@سمنان", {}),
        ("other:gas@مریخ", {}),
        ("add:'; DROP TABLE correction; --", {}),
        ("topic", {"topic": "gossip"}),
        ("service", {"service": "perhaps"}),
        ("wrong", {"focus": "gas@فارس"}),
        ("focus:x", {"item": "999999"}),
        ("nonsense", {}),
        ("", {}),
        ("accept", {"turn": "forged"}),
        ("accept", {"item": "1", "version": "1"}),
        ("accept", {"version": "999999"}),
    ],
)
def test_a_forged_decision_is_refused_and_nothing_is_stored(
    desk: Desk, analyst: Browser, act: str, more: dict[str, str]
) -> None:
    answer = analyst.act(act, **more)

    assert answer.status_code == 200
    assert everything_said(desk) == []
    assert rows(desk, "SELECT * FROM review_act") == []


def test_a_flag_asks_the_lead_with_a_note_and_decides_nothing(desk: Desk, analyst: Browser) -> None:
    item = analyst.field("item")
    analyst.act("flag", note="این باشگاه است یا <b>اداره</b>؟")
    lead = Browser(desk, "l.raha")
    lead.open("/flags")

    assert f"/items/{item}" in lead.page
    assert "&lt;b&gt;اداره" in lead.page
    assert decisions(desk) == []


def test_every_decision_is_on_the_trail(desk: Desk, analyst: Browser) -> None:
    item = card_with(desk, analyst, claims=1)
    analyst.act("wrong")
    analyst.act("undo")

    trail = rows(desk, "SELECT who, action, subject FROM audit WHERE action LIKE 'review %' ORDER BY id")
    assert [row["action"] for row in trail] == ["review wrong", "review take back"]
    assert {row["who"] for row in trail} == {"n.sahar"}
    assert all(row["subject"].startswith(f"{item}:") for row in trail)
