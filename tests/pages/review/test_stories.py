"""Stories in the hands of people: taken apart, put together, given back; the nightly grouping keeps to it."""

import pytest

from core.corrections import Aspect, Decision
from core.errors import InputError
from rasad.auditing.corrections import Wish, record_decisions
from rasad.home import home_of
from rasad.understanding.group import group_new_items
from rasad.wiring import open_office
from review.desk import Desk
from review.messages import REFUSALS
from review.queue.wishes import Refusal
from storage.stories import members_of_items
from tests.pages.review.at_work import MORNING, Browser, Clock, decisions, everything_said, rows


def stories(desk: Desk) -> dict[int, set[int]]:
    """Members by story id."""
    found: dict[int, set[int]] = {}
    for row in rows(desk, "SELECT item_id, story_id FROM story_member"):
        found.setdefault(row["story_id"], set()).add(row["item_id"])
    return found


def story_of(desk: Desk, item: int) -> set[int]:
    return next(members for members in stories(desk).values() if item in members)


def largest(desk: Desk) -> tuple[int, set[int]]:
    return max(stories(desk).items(), key=lambda pair: len(pair[1]))


def forget_stories(desk: Desk) -> None:
    """As if nothing had ever been grouped: what is derived can be thrown away."""
    with desk.database.begin() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("DELETE FROM story_member")


def group_again(desk: Desk) -> None:
    office = open_office(home_of(folder=desk.reports_folder.parent))
    group_new_items(office, MORNING)
    office.database.close()


def send(browser: Browser, path: str, **fields: str) -> int:
    answer = browser.client.post(path, data={"token": browser.field("token"), **fields})
    browser.page = answer.text
    return answer.status_code


def test_the_page_shows_the_original_its_copies_and_who_published_it_himself(
    desk: Desk, analyst: Browser
) -> None:
    story, members = largest(desk)
    analyst.open(f"/stories/{story}")

    assert "نخستین انتشار" in analyst.page
    assert analyst.page.count("این بازنشر نیست؛ جدا شود") == len(members) - 1
    assert all(f"/items/{member}" in analyst.page for member in members)
    assert "<mark" in analyst.page
    assert "منتشر" in analyst.page


def test_a_members_id_leads_to_its_story(desk: Desk, analyst: Browser) -> None:
    story, members = largest(desk)
    member = next(iter(members - {story}))
    answer = analyst.open(f"/stories/{member}")

    assert answer.url.path == f"/stories/{story}"


def test_an_item_taken_out_stands_alone_and_the_others_stay_together(desk: Desk, analyst: Browser) -> None:
    story, members = largest(desk)
    item = max(members - {story})
    analyst.open(f"/stories/{story}")
    send(analyst, f"/stories/{story}/split", item=str(item))

    assert story_of(desk, item) == {item}
    assert story_of(desk, story) == members - {item}
    [made] = decisions(desk, item)
    assert (made.aspect, made.decision, made.decided_by) == (Aspect.STORY, Decision.REJECT, "n.sahar")
    assert {int(one) for one in (made.claim or "").split()} == members - {item}


def test_the_member_that_named_the_story_can_be_taken_out_too(desk: Desk, analyst: Browser) -> None:
    story, members = largest(desk)
    analyst.open(f"/stories/{story}")
    send(analyst, f"/stories/{story}/split", item=str(story))

    rest = members - {story}
    assert story_of(desk, story) == {story}
    assert story_of(desk, min(rest)) == rest
    assert next(name for name, found in stories(desk).items() if found == rest) in rest


@pytest.mark.parametrize("namesake", [True, False])
def test_grouping_everything_anew_does_not_undo_a_split(desk: Desk, analyst: Browser, namesake: bool) -> None:
    story, members = largest(desk)
    item = story if namesake else max(members - {story})
    analyst.open(f"/stories/{story}")
    send(analyst, f"/stories/{story}/split", item=str(item))
    before = sorted(map(sorted, stories(desk).values()))
    forget_stories(desk)
    group_again(desk)

    assert story_of(desk, item) == {item}
    assert sorted(map(sorted, stories(desk).values())) == before


def test_an_item_put_into_another_story_stays_there_when_everything_is_grouped_anew(
    desk: Desk, analyst: Browser
) -> None:
    story, members = largest(desk)
    stranger = next(one for name, found in stories(desk).items() if len(found) == 1 for one in found)
    analyst.open(f"/stories/{story}")
    send(analyst, f"/stories/{story}/join", item=str(stranger))
    joined = story_of(desk, stranger)
    forget_stories(desk)
    group_again(desk)

    assert joined == members | {stranger}
    assert story_of(desk, stranger) == members | {stranger}


def test_the_missing_copy_is_found_by_a_few_of_its_words(desk: Desk, analyst: Browser) -> None:
    story, _ = largest(desk)
    stranger = next(one for name, found in stories(desk).items() if len(found) == 1 for one in found)
    [text] = rows(desk, "SELECT title FROM item_version WHERE item_id = :item", item=stranger)
    analyst.open(f"/stories/{story}?q={text['title']}")

    assert f'name="item" value="{stranger}"' in analyst.page


def test_a_decision_is_taken_back_on_the_page_and_the_item_returns(desk: Desk, analyst: Browser) -> None:
    story, members = largest(desk)
    item = max(members - {story})
    analyst.open(f"/stories/{story}")
    send(analyst, f"/stories/{story}/split", item=str(item))
    analyst.open(f"/stories/{story}")
    said = everything_said(desk)
    send(analyst, f"/stories/{story}/back", decision=analyst.field("decision"))

    assert story_of(desk, item) == members
    assert decisions(desk, item) == []
    assert everything_said(desk)[: len(said)] == said


def test_the_undo_key_of_the_queue_takes_a_split_back_too(desk: Desk, analyst: Browser) -> None:
    for _ in range(150):
        if "این بازنشر نیست" in analyst.page:
            break
        analyst.act("skip")
    item = int(analyst.field("item"))
    members = story_of(desk, item)
    analyst.act("split")
    apart = story_of(desk, item)
    analyst.act("undo")

    assert (apart, story_of(desk, item)) == ({item}, members)
    assert len(members) > 1
    assert analyst.field("item") == str(item)


def test_after_a_split_the_card_stays_and_folds_nothing(desk: Desk, analyst: Browser) -> None:
    for _ in range(150):
        if "این بازنشر نیست" in analyst.page:
            break
        analyst.act("skip")
    item = analyst.field("item")
    analyst.act("split")

    assert analyst.field("item") == item
    assert "بازنشرها:" not in analyst.page


def test_an_item_that_is_alone_cannot_be_taken_out(desk: Desk, analyst: Browser) -> None:
    alone = next(one for found in stories(desk).values() if len(found) == 1 for one in found)
    analyst.open(f"/stories/{alone}")
    status = send(analyst, f"/stories/{alone}/split", item=str(alone))

    assert status == 400
    assert REFUSALS[Refusal.NO_STORY] in analyst.page
    assert everything_said(desk) == []


def test_a_colleague_cannot_take_back_what_is_not_his_and_the_lead_can(
    desk: Desk, analyst: Browser, clock: Clock
) -> None:
    story, members = largest(desk)
    item = max(members - {story})
    analyst.open(f"/stories/{story}")
    send(analyst, f"/stories/{story}/split", item=str(item))
    analyst.open(f"/stories/{story}")
    decision = analyst.field("decision")
    colleague, lead = Browser(desk, "m.omid"), Browser(desk, "l.raha")
    colleague.open(f"/stories/{story}")
    refused = send(colleague, f"/stories/{story}/back", decision=decision)
    still = story_of(desk, item)
    lead.open(f"/stories/{story}")
    send(lead, f"/stories/{story}/back", decision=decision)

    assert (refused, still) == (400, {item})
    assert story_of(desk, item) == members


@pytest.mark.parametrize("path", ["/stories/0", "/stories/99999999", "/stories/x", "/stories/1e3"])
def test_a_story_that_is_none_is_not_found(analyst: Browser, path: str) -> None:
    assert analyst.open(path).status_code == 404


@pytest.mark.parametrize("what", ["split", "join", "back"])
def test_who_only_reads_changes_no_story(desk: Desk, what: str) -> None:
    viewer = Browser(desk, "v.nima")
    story, members = largest(desk)
    viewer.open(f"/stories/{story}")
    item = str(max(members))
    status = send(viewer, f"/stories/{story}/{what}", item=item, decision="1")

    assert status == 403
    with desk.database.read() as connection:
        assert members_of_items(connection, [int(item)])[int(item)].story_id == story


def test_the_command_line_sends_story_decisions_to_their_page(desk: Desk) -> None:
    office = open_office(home_of(folder=desk.reports_folder.parent))
    wish = Wish(where="here", item="1", aspect="story", subject="", decision="reject", value="", reason="")
    with pytest.raises(InputError, match="/stories/ID"):
        record_decisions(office, [wish], decided_by="n.sahar", now=MORNING)
    office.database.close()


def test_a_story_decision_is_told_in_words_on_the_items_page(desk: Desk, analyst: Browser) -> None:
    story, members = largest(desk)
    stranger = next(one for found in stories(desk).values() if len(found) == 1 for one in found)
    analyst.open(f"/stories/{story}")
    send(analyst, f"/stories/{story}/join", item=str(stranger))
    analyst.open(f"/items/{stranger}")

    assert "هم‌متن بودن با خبر" in analyst.page
    assert len(members) + 1 == len(story_of(desk, stranger))
