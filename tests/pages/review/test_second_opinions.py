"""Second opinions: blind, apart from what counts, compared, and settled by the lead."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from core.calendar import JalaliMonth
from core.corrections import Aspect, Correction, Decision
from rasad.reporting.report_agreement import agreement_of
from review.agreement.adjudicate import open_disagreements
from review.app import create_app
from review.desk import Desk
from review.messages import REFUSALS
from review.queue.queue_fill import fill_queue
from storage.claims import current_claims
from storage.codings import coded_twice, months_with_codings
from storage.corrections import corrections_of
from storage.database import Connection
from storage.review_cards import CardFilter, card_of, queue_left
from tests.pages.review.at_work import MORNING, Browser, Clock, decisions, desk_copy, everything_said, rows
from tests.pages.review.test_api import Program, give_token


@pytest.fixture
def desk_and_clock(template: tuple[Desk, Path], tmp_path: Path) -> Iterator[tuple[Desk, Clock]]:
    """An office in which every finished card goes to a second analyst."""
    desk, clock = desk_copy(template[0], template[1], tmp_path / "home")
    settings = replace(desk.methodology.settings, second_share=1.0)
    yield replace(desk, methodology=replace(desk.methodology, settings=settings)), clock
    desk.database.close()


def go_to(browser: Browser, item: str) -> None:
    """Go on until this very card comes."""
    browser.open("/review")
    for _ in range(400):
        if browser.field("item") == item:
            return
        browser.act("skip")
    raise AssertionError(f"item {item} never came")


def blind(desk: Desk) -> list[str]:
    return [row["decision"] for row in rows(desk, "SELECT decision FROM blind_correction ORDER BY id")]


def coded(desk: Desk, first: Browser, second: Browser, *acts: tuple[str, str]) -> str:
    """One card accepted by the one and decided so by the other."""
    item = first.field("item")
    first.act("accept")
    go_to(second, item)
    for act, value in acts:
        name = act.partition(":")[0]
        second.act(act, **({name: value} if value else {}))
    return item


@pytest.fixture
def colleague(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in("m.omid")


@pytest.fixture
def lead(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in("l.raha")


def test_a_finished_card_comes_to_a_colleague_and_never_again_to_whoever_finished_it(
    desk: Desk, analyst: Browser, colleague: Browser
) -> None:
    item = analyst.field("item")
    analyst.act("accept")
    seen = set()
    for _ in range(120):
        seen.add(analyst.field("item"))
        analyst.act("skip")
    go_to(colleague, item)

    assert item not in seen
    assert colleague.field("item") == item


def test_the_second_analyst_sees_nothing_of_the_first(
    desk: Desk, analyst: Browser, colleague: Browser
) -> None:
    item = analyst.field("item")
    analyst.act("topic", topic="sports")
    analyst.act("add:gas@فارس")
    analyst.act("accept")
    go_to(colleague, item)
    card = colleague.page
    colleague.open(f"/items/{item}")
    page = colleague.page
    colleague.open(f"/stories/{item}")

    for text in (card, page, colleague.page):
        assert "n.sahar" not in text
        assert "شرکت گاز استان فارس" not in re.sub(r'<ol class="picks">.*?</ol>', "", text, flags=re.DOTALL)
        assert "کارشناس: " not in text
        assert "به تأیید کارشناس" not in text
        assert "پذیرفت" not in text


def row_of(browser: Browser, item: str) -> str:
    """The item's line in the list that is open."""
    [row] = re.findall(rf'<li><a href="/items/{item}">.*?</li>', browser.page, flags=re.DOTALL)
    return str(row)


def test_no_list_tells_the_second_analyst_what_the_first_decided(
    desk: Desk, analyst: Browser, colleague: Browser, lead: Browser
) -> None:
    item = analyst.field("item")
    analyst.act("topic", topic="sports")
    analyst.act("add:gas@فارس")
    analyst.act("accept")
    go_to(colleague, item)
    with desk.database.read() as connection:
        card = card_of(connection, int(item))
    assert card is not None
    lists = [f"/search?outlet={card.outlet}"]
    lists += [f"/agency?key={claim}" for claim in claimed_in(desk, int(item))]
    for path in lists:
        colleague.open(path)
        lead.open(path)

        assert "شرکت گاز استان فارس" in row_of(lead, item)
        assert "با تصمیم کارشناس" in row_of(lead, item)
        assert "شرکت گاز استان فارس" not in row_of(colleague, item)
        assert "کارشناس" not in row_of(colleague, item)
    taken = colleague.open(f"/search/items.csv?outlet={card.outlet}").text
    [line] = [line for line in taken.splitlines() if line.startswith(f"{item},")]
    assert "شرکت گاز استان فارس" not in line

    colleague.open("/review")
    colleague.act("accept")
    colleague.open(lists[0])
    assert "شرکت گاز استان فارس" in row_of(colleague, item)


def test_the_list_for_programs_keeps_it_from_him_too(
    desk: Desk, analyst: Browser, colleague: Browser
) -> None:
    item = analyst.field("item")
    analyst.act("add:gas@فارس")
    analyst.act("accept")
    go_to(colleague, item)
    said = {name: agencies_listed_for(desk, name)[int(item)] for name in ("n.sahar", "m.omid")}

    assert "gas@فارس" in said["n.sahar"]
    assert said["m.omid"] == [one for one in said["n.sahar"] if one != "gas@فارس"]


def agencies_listed_for(desk: Desk, name: str) -> dict[int, list[str]]:
    """By item, the agencies that the list for programs tells this person."""
    client = TestClient(create_app(desk), base_url="http://127.0.0.1")
    program, below = Program(client, give_token(desk, name)), 0
    seen: dict[int, list[str]] = {}
    while below is not None:
        answer = program.get("/items", below=below, limit=200).json()
        seen |= {one["id"]: [found["agency"] for found in one["findings"]] for one in answer["items"]}
        below = answer["next"]
    return seen


def claimed_in(desk: Desk, item_id: int) -> list[str]:
    with desk.database.read() as connection:
        [said] = current_claims(connection, [item_id]).values()
    return [str(one.agency) for one in said.attributions]


def test_a_second_opinion_changes_no_claim(desk: Desk, analyst: Browser, colleague: Browser) -> None:
    item = coded(desk, analyst, colleague, ("irrelevant", ""))

    assert {c.decided_by for c in decisions(desk, int(item))} == {"n.sahar"}
    assert Aspect.RELEVANCE not in {c.aspect for c in decisions(desk, int(item))}
    assert blind(desk) == ["set"]


def test_two_codings_are_kept_with_what_each_of_them_held(
    desk: Desk, analyst: Browser, colleague: Browser
) -> None:
    item = coded(desk, analyst, colleague, ("topic", "sports"), ("accept", ""))
    with desk.database.read() as connection:
        [pair] = coded_twice(connection)
        months = months_with_codings(connection)

    topic = (Aspect.TOPIC, "topic")
    assert (pair.first.coder, pair.second.coder) == ("n.sahar", "m.omid")
    assert pair.second.codes[topic] == "sports"
    assert pair.first.codes[topic] != "sports"
    assert months == [pair.first.month]
    assert pair.item_id == int(item)
    assert pair.first.codebook == desk.codebook_version


def test_a_card_is_coded_twice_and_not_a_third_time(desk: Desk, analyst: Browser, colleague: Browser) -> None:
    item = coded(desk, analyst, colleague, ("accept", ""))
    fill_queue(desk, MORNING)

    [card] = rows(desk, "SELECT is_open FROM review_card WHERE item_id = :item", item=int(item))
    assert not card["is_open"]


def test_filling_the_queue_leaves_what_waits_for_a_second_opinion(desk: Desk, analyst: Browser) -> None:
    item = analyst.field("item")
    analyst.act("accept")
    fill_queue(desk, MORNING)

    [card] = rows(desk, "SELECT is_open, first_by FROM review_card WHERE item_id = :item", item=int(item))
    assert (bool(card["is_open"]), card["first_by"]) == (True, "n.sahar")


def test_what_waits_for_a_second_opinion_is_not_counted_as_work_left(desk: Desk, analyst: Browser) -> None:
    month = analyst.field("month")
    with desk.database.read() as connection:
        before = queue_left(connection, CardFilter(month=month))
    analyst.act("accept")
    with desk.database.read() as connection:
        after = queue_left(connection, CardFilter(month=month))

    assert after[0] == before[0] - 1
    assert after[1] <= before[1]


def test_a_second_opinion_is_taken_back_like_any_other(
    desk: Desk, analyst: Browser, colleague: Browser
) -> None:
    item = coded(desk, analyst, colleague, ("accept", ""))
    said = everything_said(desk)
    colleague.act("undo")
    with desk.database.read() as connection:
        pairs = coded_twice(connection)

    assert pairs == []
    assert everything_said(desk) == said
    assert colleague.field("item") == item
    assert blind(desk).count("withdraw") * 2 == len(blind(desk))


def test_the_first_who_takes_his_card_back_gets_it_again_as_his_own(desk: Desk, analyst: Browser) -> None:
    item = analyst.field("item")
    analyst.act("accept")
    analyst.act("undo")

    assert analyst.field("item") == item
    assert decisions(desk, int(item)) == []
    [card] = rows(desk, "SELECT first_by FROM review_card WHERE item_id = :item", item=int(item))
    assert card["first_by"] is None


def test_without_a_share_nobody_is_asked_twice(template: tuple[Desk, Path], tmp_path: Path) -> None:
    desk, _ = desk_copy(template[0], template[1], tmp_path / "other")
    settings = replace(desk.methodology.settings, second_share=0.0)
    desk = replace(desk, methodology=replace(desk.methodology, settings=settings))
    browser = Browser(desk, "n.sahar")
    browser.open("/review")
    for _ in range(5):
        browser.act("accept")

    assert rows(desk, "SELECT * FROM coding") == []
    desk.database.close()


def test_what_two_saw_differently_waits_for_the_lead_without_their_names(
    desk: Desk, analyst: Browser, colleague: Browser, lead: Browser
) -> None:
    item = coded(desk, analyst, colleague, ("topic", "sports"), ("accept", ""))
    lead.open("/disagreements")
    listed = lead.page
    lead.open(f"/disagreements/{item}")

    for text in (listed, lead.page):
        assert "ورزش" in text
        assert "n.sahar" not in text
        assert "m.omid" not in text
    assert 'name="code-topic|topic" value="sports"' in lead.page


def settled(lead: Browser, item: str, **answers: str) -> int:
    lead.open(f"/disagreements/{item}")
    fields = {f"code-{name.replace('__', '|')}": value for name, value in answers.items()}
    answer = lead.client.post(
        f"/disagreements/{item}", data={"token": lead.field("token"), "reason": "بند ۴ دستور", **fields}
    )
    lead.page = answer.text
    return answer.status_code


def of_topic(desk: Desk, item: str) -> list[Correction]:
    with desk.database.read() as connection:
        return [c for c in corrections_of(connection, [int(item)]) if c.aspect is Aspect.TOPIC]


def test_the_leads_word_is_a_correction_marked_as_adjudication_and_holds(
    desk: Desk, analyst: Browser, colleague: Browser, lead: Browser
) -> None:
    item = coded(desk, analyst, colleague, ("topic", "sports"), ("accept", ""))
    settled(lead, item, topic__topic="sports")
    with desk.database.read() as connection:
        left = open_disagreements(connection)

    first, last = of_topic(desk, item)
    assert (first.decided_by, first.is_adjudication) == ("n.sahar", False)
    assert (last.decided_by, last.value, last.reason) == ("l.raha", "sports", "بند ۴ دستور")
    assert last.is_adjudication
    assert left == []
    assert "داوری ثبت شد" in lead.page


def test_an_adjudication_is_taken_back_and_the_question_is_open_again(
    desk: Desk, analyst: Browser, colleague: Browser, lead: Browser
) -> None:
    item = coded(desk, analyst, colleague, ("topic", "sports"), ("accept", ""))
    settled(lead, item, topic__topic="sports")
    lead.client.post("/disagreements/undo", data={"token": lead.field("token")})
    with desk.database.read() as connection:
        left = open_disagreements(connection)

    assert [one.pair.item_id for one in left] == [int(item)]
    assert [c.decided_by for c in of_topic(desk, item)] == ["n.sahar"]


def test_a_missed_agency_is_settled_as_not_in_the_text(
    desk: Desk, analyst: Browser, colleague: Browser, lead: Browser
) -> None:
    item = coded(desk, analyst, colleague, ("add:gas@فارس", ""), ("accept", ""))
    lead.open(f"/disagreements/{item}")
    answer = lead.client.post(
        f"/disagreements/{item}", data={"token": lead.field("token"), "code-agency|gas@فارس": "none"}
    )

    assert answer.status_code == 200
    [made] = [c for c in decisions(desk, int(item)) if c.subject == "gas@فارس"]
    assert (made.decision, made.is_adjudication) == (Decision.REJECT, True)


@pytest.mark.parametrize(
    "answers", [{}, {"topic__topic": "gossip"}, {"service_reflection__service_reflection": "weak"}]
)
def test_a_forged_adjudication_is_refused(
    desk: Desk, analyst: Browser, colleague: Browser, lead: Browser, answers: dict[str, str]
) -> None:
    item = coded(desk, analyst, colleague, ("topic", "sports"), ("accept", ""))
    said = everything_said(desk)
    status = settled(lead, item, **answers)

    assert status == 400
    assert any(words in lead.page for words in REFUSALS.values())
    assert everything_said(desk) == said


@pytest.mark.parametrize("path", ["/disagreements", "/disagreements/1"])
def test_only_the_lead_settles(desk: Desk, analyst: Browser, path: str) -> None:
    assert analyst.open(path).status_code == 403


def test_agreement_of_a_month_stands_on_its_page(
    desk: Desk, analyst: Browser, colleague: Browser, lead: Browser
) -> None:
    for _ in range(3):
        coded(desk, analyst, colleague, ("accept", ""))
    coded(desk, analyst, colleague, ("topic", "sports"), ("accept", ""))
    lead.open("/agreement")

    row = re.search(r"<tr><th scope=\"row\">موضوع</th>(.*?)</tr>", lead.page)
    assert row is not None
    assert "۴ متن" in row[1]
    assert "۷۵٪" in row[1]
    assert "هنوز کم است" in row[1]


def test_before_the_first_second_opinion_the_page_says_so(lead: Browser) -> None:
    assert lead.open("/agreement").status_code == 200
    assert "هنوز هیچ کارتی را دو کارشناس ندیده‌اند" in lead.page


def test_the_report_tells_how_far_the_two_agreed(desk: Desk, analyst: Browser, colleague: Browser) -> None:
    item = coded(desk, analyst, colleague, ("topic", "sports"), ("accept", ""))
    with desk.database.read() as connection:
        month = JalaliMonth.parse(card_month(connection, int(item)))
        told = {one.name: one for one in agreement_of(connection, month, 1)}
        quarter = {one.name: one for one in agreement_of(connection, month.next(), 3)}
        other = agreement_of(connection, month.next(), 1)

    assert (told["موضوع"].items, told["موضوع"].percent) == (1, 0.0)
    assert (told["مرتبط بودن"].items, told["مرتبط بودن"].percent) == (1, 1.0)
    assert told["موضوع"].is_small
    assert quarter == told
    assert other == []


def card_month(connection: Connection, item_id: int) -> str:
    card = card_of(connection, item_id)
    assert card is not None
    return card.month
