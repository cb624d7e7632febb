"""Channels give their posts whole: text, time, views as printed, what was forwarded, edited and shown."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.outlets import Source
from core.pages import Page
from crawler.kinds import KINDS
from crawler.kinds.found import Discovered, FoundItem
from crawler.kinds.post_text import split_post
from crawler.kinds.printed_views import view_count
from tests.crawls.preview_pages import TIME, Shown, eitaa_page, telegram_page

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ADDRESSES = {
    "telegram": "https://t.me/s/Nemooneh",
    "eitaa": "https://eitaa.com/nemooneh",
    "bale": "https://ble.ir/s/nemooneh",
    "aparat": "https://www.aparat.com/etc/api/videoByUser/username/nemooneh/perpage/50",
}


def read(kind: str, body: str | bytes, *, final: str = "") -> Discovered:
    source = Source(id="s", outlet="o", kind=kind, address=ADDRESSES[kind])
    page = Page(
        address=source.address,
        final_address=final or source.address,
        source="s",
        status=200,
        fetched_at=NOW,
        content_type="",
        body=body if isinstance(body, bytes) else body.encode(),
    )
    return KINDS[kind](page, source, NOW)


def telegram(*posts: Shown) -> Discovered:
    return read("telegram", telegram_page("Nemooneh", posts))


def only(found: Discovered) -> FoundItem:
    (item,) = found.items
    assert item.post is not None
    return item


def test_a_post_is_an_item_known_by_its_channel_and_number() -> None:
    item = only(telegram(Shown(number=7, text="<b>پل تازه</b><br/>کار پل تمام شد.")))

    assert item.address == "https://t.me/nemooneh/7"
    assert (item.extracted.title, item.extracted.body) == ("پل تازه", "کار پل تمام شد.")
    assert item.extracted.published is not None
    assert item.extracted.published.at == TIME
    assert item.extracted.published.rule == "telegram:time/iso"


@pytest.mark.parametrize(
    "text",
    ["پل تازه\nکار تمام شد.", "فوری", "🔹\nپل تازه", "واژه " * 60 + "\nپایان", "پل\nراه\nبرق"],
)
def test_title_and_body_together_are_the_text_and_nothing_else(text: str) -> None:
    assert "\n".join(part for part in split_post(text) if part) == text


def test_a_long_or_wordless_first_line_is_no_title() -> None:
    assert split_post("🔹\nپل تازه")[0] is None
    assert split_post("واژه " * 60)[0] is None
    assert split_post("") == (None, None)


def test_views_are_kept_as_printed_and_as_a_number() -> None:
    post = only(telegram(Shown(number=7, text="خبر", views="436.6K"))).post

    assert post is not None
    assert (post.views, post.view_count) == ("436.6K", 436_600)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("7", 7),
        ("8.19K", 8190),
        ("3.1M", 3_100_000),
        ("۱.۲ هزار", 1200),
        ("۱۲٫۵ هزار", 12_500),
        ("۲ میلیون", 2_000_000),
        ("1,204", 1204),
        ("۱٬۲۰۴", 1204),
        ("بسیار", None),
        ("1.2", None),
        ("9" * 30, None),
        ("", None),
        (None, None),
    ],
)
def test_printed_counts_are_read_as_exactly_as_they_are_printed(
    printed: str | None, number: int | None
) -> None:
    assert view_count(printed) == number


def test_what_was_forwarded_edited_and_answered_is_noted() -> None:
    item = only(
        telegram(
            Shown(
                number=9,
                text='خبر <a href="https://a.example/1">اینجا</a> <a href="?q=%23پل">#پل_تازه</a>',
                author="رویا کاویانی",
                edited=True,
                forwarded=("کانال دیگر", "https://t.me/digar/3"),
                reply_to="https://t.me/nemooneh/5",
                preview="https://b.example/2",
            )
        )
    )

    assert item.post is not None
    assert item.post.is_edited
    assert (item.post.forwarded_from, item.post.forwarded_address) == ("کانال دیگر", "https://t.me/digar/3")
    assert item.post.reply_to == "https://t.me/nemooneh/5"
    assert item.post.links == ("https://a.example/1", "https://b.example/2")
    assert item.extracted.title == "خبر اینجا #پل_تازه"
    assert (item.extracted.byline, item.extracted.tags) == ("رویا کاویانی", ("پل_تازه",))


def test_the_kinds_of_media_are_named() -> None:
    found = telegram(
        *(Shown(number=n, media=(kind,)) for n, kind in enumerate(("photo", "video", "audio"), 1))
    )
    album = only(telegram(Shown(number=9, media=("album", "photo", "video"))))

    assert [item.post.media for item in found.items if item.post] == [("photo",), ("video",), ("audio",)]
    assert album.post is not None
    assert album.post.media == ("album", "photo", "video")


def test_a_poll_is_its_question_and_answers_without_the_shares_that_change() -> None:
    item = only(telegram(Shown(number=4, poll=("کدام راه؟", "شمالی", "جنوبی"))))

    assert (item.extracted.title, item.extracted.body) == ("کدام راه؟", "شمالی\nجنوبی")
    assert item.post is not None
    assert item.post.media == ("poll",)


def test_a_post_without_text_is_seen_and_is_no_item() -> None:
    item = only(telegram(Shown(number=3, media=("photo",))))

    assert item.why_no_text == "no text: photo"
    assert item.post is not None
    assert item.post.views == "12"


def test_service_messages_are_no_posts() -> None:
    found = telegram(Shown(number=1, text="کانال ساخته شد", service=True), Shown(number=2, text="خبر"))

    assert [item.address for item in found.items] == ["https://t.me/nemooneh/2"]


def test_the_page_before_is_our_own_address_with_the_oldest_number() -> None:
    found = telegram(Shown(number=21, text="خبر"), Shown(number=34, text="خبر"))

    assert found.older == "https://t.me/s/Nemooneh?before=21"
    assert telegram(Shown(number=1, text="خبر")).older is None


def test_a_post_whose_number_cannot_be_read_is_left_out_and_said() -> None:
    page = telegram_page("nemooneh", [Shown(number=2, text="خبر"), Shown(number=3, text="خبر")])
    found = read("telegram", page.replace('data-post="nemooneh/3"', 'data-post="../../etc"'))

    assert [item.address for item in found.items] == ["https://t.me/nemooneh/2"]
    assert found.problems == ("1 posts have no readable number",)


def test_links_that_are_no_pages_are_not_kept() -> None:
    text = '<a href="javascript:alert(1)">یک</a><a href="tg://resolve">دو</a><a href="http://[">سه</a>'
    post = only(telegram(Shown(number=2, text=text))).post

    assert post is not None
    assert post.links == ()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('<div class="tgme_page"><div class="tgme_page_title">کانال</div></div>', "no public preview"),
        ('<div class="tme_no_messages_found">No posts found</div>', "under load"),
        ("", "under load"),
    ],
)
def test_a_page_without_posts_is_unreadable_and_says_why(body: str, why: str) -> None:
    found = read("telegram", body)

    assert found.unreadable
    assert why in found.problems[0]


def test_eitaa_is_read_with_its_digits_and_words() -> None:
    item = only(read("eitaa", eitaa_page("nemooneh", [Shown(number=74124, text="خبر", views="۱.۲ هزار")])))

    assert item.address == "https://eitaa.com/nemooneh/74124"
    assert item.post is not None
    assert (item.post.views, item.post.view_count) == ("۱.۲ هزار", 1200)


def test_eitaa_may_carry_the_exact_count_beside_the_printed_one() -> None:
    page = eitaa_page("nemooneh", [Shown(number=5, text="خبر", views="۱.۲ هزار")])
    post = only(read("eitaa", page.replace('message_views">', 'message_views" data-count="1234">'))).post

    assert post is not None
    assert (post.views, post.view_count) == ("۱.۲ هزار", 1234)


def test_an_older_page_of_eitaa_may_come_as_a_json_string() -> None:
    page = eitaa_page("nemooneh", [Shown(number=5, text="خبر")])

    assert len(read("eitaa", json.dumps(page)).items) == 1


def bale_message(
    rid: int, text: str, *, at: int = 1_795_000_000_000, kind: str = "textMessage"
) -> dict[str, object]:
    inner = {"text": text} if kind == "textMessage" else {"caption": {"text": text}, "mimeType": "image/png"}
    return {"rid": str(rid), "date": at, "viewCount": 812, "reactions": [], "message": {kind: inner}}


def bale_page(*rows: str) -> str:
    pushed = "".join(f"<script>self.__next_f.push([1,{json.dumps(row)}])</script>" for row in rows)
    return f'<!doctype html><html><body><div id="__next"></div>{pushed}</body></html>'


def bale_row(*messages: dict[str, object], name: str = "9") -> str:
    peer = {"peer": {"type": 2, "id": 45}, "messages": list(messages)}
    return f"{name}:{json.dumps(peer, ensure_ascii=False)}\n"


def test_the_posts_of_a_bale_channel_are_read_from_the_data_of_the_page() -> None:
    first = bale_message(-461, "پل تازه\nکار تمام شد. #پل https://a.example/1", at=1_795_000_000_000)
    second = bale_message(-462, "شرح عکس", at=1_795_000_000_003, kind="documentMessage")
    found = read("bale", bale_page("1:I[1]\n", bale_row(second, first)))
    texts = [(item.extracted.title, item.extracted.body) for item in found.items]
    posts = [item.post for item in found.items if item.post]

    assert [item.address for item in found.items] == [
        "https://ble.ir/nemooneh/-461",
        "https://ble.ir/nemooneh/-462",
    ]
    assert texts == [("پل تازه", "کار تمام شد. #پل https://a.example/1"), ("شرح عکس", None)]
    assert [(post.views, post.view_count, post.media) for post in posts] == [
        ("812", 812, ()),
        ("812", 812, ("photo",)),
    ]
    assert posts[0].links == ("https://a.example/1",)
    assert found.items[0].extracted.published is not None
    assert found.items[0].extracted.published.at == datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC)
    assert found.older is None


def test_a_row_of_bale_may_be_pushed_in_pieces_and_hold_its_texts_apart() -> None:
    long_text = "واژه‌ای دراز\n" * 60
    row = bale_row(bale_message(-461, "$1a"))
    apart = f"1a:T{len(long_text.encode()):x},{long_text}"
    item = only(read("bale", bale_page(apart + row[:30], row[30:] + "b:[broken\n")))

    assert (item.extracted.title, item.extracted.body) == (
        "واژه‌ای دراز",
        "\n".join(["واژه‌ای دراز"] * 59),
    )


def test_what_is_no_row_of_a_bale_page_is_stepped_over() -> None:
    found = read("bale", bale_page("…", bale_row(bale_message(-461, "خبر"))))

    assert [item.address for item in found.items] == ["https://ble.ir/nemooneh/-461"]


def test_the_older_form_of_a_bale_page_is_read_too() -> None:
    data = {"props": {"pageProps": {"messages": [bale_message(-461, "خبر")]}}}
    page = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'

    assert only(read("bale", page)).extracted.title == "خبر"


@pytest.mark.parametrize(
    "message",
    [
        {"rid": "x", "date": 1, "message": {}},
        {"rid": "1", "date": 10**30, "message": {}},
        {"rid": "1", "date": True, "message": {}},
        {"rid": "1", "date": 1_795_000_000_000, "message": "no"},
    ],
)
def test_what_is_no_message_of_bale_makes_no_post(message: dict[str, object]) -> None:
    found = read("bale", bale_page(bale_row(message, bale_message(-461, "خبر"))))

    assert [item.address for item in found.items] == ["https://ble.ir/nemooneh/-461"]
    assert read("bale", bale_page(bale_row(message))).unreadable


def video(uid: str, **more: object) -> dict[str, object]:
    return {
        "id": "14681570",
        "uid": uid,
        "title": "گزارش &amp; گفت‌وگو",
        "sender_name": "کانال",
        "visit_cnt": 6955,
        "sdate": "۲۹ آبان ۱۴۰۵",
        "create_date": "2026-11-20 10:00:00",
        **more,
    }


def test_the_videos_of_aparat_are_items_with_their_views() -> None:
    body = json.dumps({"videobyuser": [video("QTtcZ"), video("u2fjZ", id="14681569", visit_cnt="۶.۹ هزار")]})
    found = read("aparat", body)
    newest = found.items[-1]

    assert [item.address for item in found.items] == [
        "https://www.aparat.com/v/u2fjZ",
        "https://www.aparat.com/v/QTtcZ",
    ]
    assert newest.extracted.title == "گزارش & گفت‌وگو"
    assert newest.extracted.published is not None
    assert newest.extracted.published.at == TIME
    assert newest.why_no_text == ""
    assert [(i.post.views, i.post.view_count) for i in found.items if i.post] == [
        ("۶.۹ هزار", 6900),
        ("6955", 6955),
    ]


def test_the_newer_list_of_aparat_keeps_its_records_one_deeper() -> None:
    attributes = video("QTtcZ", visit_cnt="7k", visit_cnt_int="6955", create_date=None)
    item = only(read("aparat", json.dumps({"data": [{"type": "Video", "attributes": attributes}]})))

    assert item.post is not None
    assert (item.post.views, item.post.view_count) == ("7k", 6955)
    assert item.extracted.published is not None
    assert item.extracted.published.rule == "aparat:sdate/jalali-words"


@pytest.mark.parametrize("body", ["<html></html>", "[]", '{"error": 1}', '{"data": 3}', "[" * 100_000, ""])
def test_what_is_no_list_of_videos_says_so(body: str) -> None:
    found = read("aparat", body)

    assert found.unreadable
    assert found.problems[0].startswith("not a list of videos")


def test_a_video_without_a_readable_uid_is_left_out() -> None:
    found = read("aparat", json.dumps({"videobyuser": [video("../x"), video("QTtcZ"), 3]}))

    assert len(found.items) == 1
    assert found.problems == ("1 videos have no readable uid",)


def test_the_posts_of_real_preview_fragments_are_all_read(shared: Path) -> None:
    fragments = (shared / "data" / "pages" / "telegram-preview-fragments.html").read_bytes()
    found = read("telegram", fragments)
    posts = [item.post for item in found.items if item.post]

    assert (len(posts), sum(post.is_edited for post in posts)) == (26, 3)
    assert all(post.views and post.view_count for post in posts)
    assert all(item.extracted.published for item in found.items)
    assert {item.why_no_text for item in found.items if item.why_no_text} == {
        "no text: audio",
        "no text: location",
        "no text: sticker",
        "no text: video",
    }


@pytest.mark.parametrize(("kind", "posts"), [("eitaa", 1), ("bale", 2)])
def test_the_reconstructed_previews_are_read(shared: Path, kind: str, posts: int) -> None:
    page = (shared / "data" / "pages" / f"{kind}_reconstructed.html").read_bytes()

    assert len(read(kind, page).items) == posts
