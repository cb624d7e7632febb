"""An exported channel gives the same items as its preview, and says which messages it could not read."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.errors import InputError
from core.methodology import Methodology
from core.outlets import Source
from core.pages import Page
from crawler.identity import canonical
from crawler.kinds import telegram
from rasad.collecting.archive import ArchiveLine
from rasad.collecting.telegram_export import read_export
from rasad.home import SHIPPED_CONFIG
from rasad.load_config import load_methodology
from tests.crawls.preview_pages import Shown, telegram_page

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
OUTLETS = """outlets:
  - id: kavir
    name: کویر خبر
    tier: C
    kind: channel
    domains: [t.me/kavirnews]
  - id: kouh
    name: کوه خبر
    tier: C
    kind: channel
"""


@pytest.fixture(scope="module")
def methodology(tmp_path_factory: pytest.TempPathFactory) -> Methodology:
    overlay = tmp_path_factory.mktemp("config")
    (overlay / "outlets").mkdir()
    (overlay / "outlets" / "channels.yaml").write_text(OUTLETS, encoding="utf-8")
    return load_methodology([SHIPPED_CONFIG, overlay])


def message(number: int, text: object = "پل تازه", **more: object) -> dict[str, object]:
    return {
        "id": number,
        "type": "message",
        "date": "2026-11-20T10:00:00",
        "date_unixtime": "1795156200",
        "text": text,
        **more,
    }


def exported(folder: Path, *messages: object, name: str = "کویر خبر", cut: int = 0) -> Path:
    path = folder / "result.json"
    whole = {"name": name, "type": "public_channel", "id": 1234, "messages": list(messages)}
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    path.write_text(text[: len(text) - cut], encoding="utf-8")
    return path


def lines(path: Path, methodology: Methodology, **more: Any) -> list[ArchiveLine]:
    return list(read_export(path, methodology, NOW, **more))


def test_a_message_is_the_same_item_as_its_post_on_the_preview(
    tmp_path: Path, methodology: Methodology
) -> None:
    text = [
        "پل تازه\n\nکار  پل ",
        {"type": "bold", "text": "تمام"},
        " شد. ",
        {"type": "hashtag", "text": "#پل_ها"},
    ]
    (line,) = lines(exported(tmp_path, message(7, text)), methodology)
    html = 'پل تازه<br/><br/>کار  پل <b>تمام</b> شد. <a href="?q=%23">#پل_ها</a>'
    page = telegram_page("KavirNews", [Shown(number=7, text=html)])
    source = Source(id="s", outlet="kavir", kind="telegram", address="https://t.me/s/KavirNews")
    (post,) = telegram.discover(_page(source, page), source, NOW).items

    assert line.item is not None
    assert line.item.key == canonical(post.address) == "https://t.me/kavirnews/7"
    assert (line.item.title, line.item.body) == (post.extracted.title, post.extracted.body)
    assert line.item.tags == post.extracted.tags == ("پل_ها",)
    assert line.item.published is not None
    assert post.extracted.published is not None
    assert line.item.published.at == post.extracted.published.at


def _page(source: Source, body: str) -> Page:
    return Page(
        address=source.address,
        final_address=source.address,
        source=source.id,
        status=200,
        fetched_at=NOW,
        content_type="",
        body=body.encode(),
    )


def test_service_messages_and_pictures_without_words_are_no_items_and_no_faults(
    tmp_path: Path, methodology: Methodology
) -> None:
    path = exported(tmp_path, {"id": 1, "type": "service"}, message(2, "", photo="a.jpg"), message(3))
    service, picture, post = lines(path, methodology)

    assert (service.item, service.problem, service.empty) == (None, "", "a service message")
    assert (picture.item, picture.problem, picture.empty) == (None, "", "message 2 has no text")
    assert post.item is not None


def test_a_poll_gives_its_question_and_answers(tmp_path: Path, methodology: Methodology) -> None:
    poll = {"question": "کدام راه؟", "answers": [{"text": "شمالی"}, {"text": "جنوبی"}]}
    (line,) = lines(exported(tmp_path, message(3, "", poll=poll)), methodology)

    assert line.item is not None
    assert (line.item.title, line.item.body) == ("کدام راه؟", "شمالی\nجنوبی")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (message(2, {"a": 1}), "its text is no text"),
        (message(2, [3]), "its text is no text"),
        ({"type": "message", "id": "x", "text": "خبر"}, "without a numeric id"),
    ],
)
def test_a_bad_message_is_named_by_its_line_and_the_next_one_kept(
    tmp_path: Path, methodology: Methodology, bad: object, said: str
) -> None:
    path = exported(tmp_path, bad, message(3))
    first, second = lines(path, methodology)
    written = path.read_text(encoding="utf-8").splitlines()

    assert said in first.problem
    assert written[first.number - 1].strip() == "{"
    assert second.item is not None


def test_a_date_that_cannot_be_is_said_and_the_item_kept(tmp_path: Path, methodology: Methodology) -> None:
    future, unread = lines(
        exported(
            tmp_path,
            message(2, date_unixtime="4102444800"),
            message(3, date_unixtime="x", date="بهار"),
        ),
        methodology,
    )

    assert future.item is not None
    assert unread.item is not None
    assert (future.item.published, unread.item.published) == (None, None)
    assert "in the future" in future.doubt
    assert "بهار" in unread.doubt


def test_an_export_that_breaks_off_keeps_what_came_before(tmp_path: Path, methodology: Methodology) -> None:
    first, broken = lines(exported(tmp_path, message(1), message(2), cut=40), methodology)

    assert first.item is not None
    assert "breaks off" in broken.problem


def test_whose_channel_it_is_must_be_known(tmp_path: Path, methodology: Methodology) -> None:
    path = exported(tmp_path, message(1), name="کانال ناشناس")

    with pytest.raises(InputError, match="--outlet"):
        lines(path, methodology)
    assert lines(path, methodology, outlet="kavir")[0].item is not None


def test_a_channel_without_address_is_known_by_the_numbers_of_the_export(
    tmp_path: Path, methodology: Methodology
) -> None:
    (line,) = lines(exported(tmp_path, message(7), name="کوه خبر"), methodology)

    assert line.item is not None
    assert (line.item.key, line.item.url) == ("telegram:1234/7", None)


@pytest.mark.parametrize("text", ["{}", '{"chats": {"list": [{"messages": []}]}}', "پل", ""])
def test_what_is_no_export_of_one_channel_says_what_to_give(
    tmp_path: Path, methodology: Methodology, text: str
) -> None:
    path = tmp_path / "result.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=r"result\.json"):
        lines(path, methodology)
