"""Pages of no known template, and the traps in what pages say of themselves."""

from datetime import UTC, datetime

import pytest

from core.outlets import Selectors
from crawler.extracted import Extracted
from crawler.extractors import extract, extract_file
from crawler.extractors.cleaner import clean_body

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FIRST = "مدیرکل راه استان گفت: پل روستای سپیدار تا پایان سال آماده می‌شود و راه کوتاه‌تر خواهد شد."
SECOND = "او افزود: هزینه‌ی این کار از بودجه‌ی استانی پرداخت شده و کارگران بومی به کار گرفته شده‌اند."


def page(body: str, *, head: str = "", title: str = "پل سپیدار") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body><h1>پل سپیدار</h1>{body}</body></html>"


def read(html: str | bytes) -> Extracted:
    return extract(html, "https://a.example/1", selectors=Selectors(), now=NOW)


def cleaned(*paragraphs: str, title: str | None = None, lead: str | None = None) -> list[str]:
    return clean_body(paragraphs, title=title, lead=lead, kicker=None)


@pytest.mark.parametrize(
    "line",
    [
        *("انتهای پیام/ی", "انتهای پیام", "پایان پیام/۱۲", "7535/1662", "17302", "کد خبر: ۱۲۳۴۵", "نظر شما"),
        *("تعداد بازدید : 3236", "برچسب‌ها:", "ثبت دیدگاه", "کپی شد", "Power by : RAAKCMS", "نسخه چاپی"),
        *("لینک کوتاه: https://a.example/x", "اخبار مرتبط", "مطالب مرتبط", "ارسال نظر", "© پایگاه نمونه"),
        "زمان انتشار : 1396/04/17",
    ],
)
def test_a_line_that_is_no_text_is_dropped(line: str) -> None:
    assert cleaned(FIRST, SECOND, line) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "tail", [" انتهای پیام/ی", " /انتهای پیام", " 17302", "/1234", " انتهای پیام/۷۱۲۰۵", " کد خبر: ۱۲۳۴"]
)
def test_a_mark_at_the_end_of_the_last_paragraph_is_cut(tail: str) -> None:
    assert cleaned(FIRST, SECOND + tail) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "last", ["این نشست در سال ۱۴۰۴ برگزار شد.", "جمعیت شهر به ۱۲۳۴۵ نفر رسید", "تلفن ۱۲۱"]
)
def test_numbers_that_belong_to_the_text_stay(last: str) -> None:
    assert cleaned(FIRST, last) == [FIRST, last]


def test_a_body_printed_twice_is_read_once() -> None:
    assert cleaned(FIRST, SECOND, FIRST, SECOND) == [FIRST, SECOND]


def test_headline_and_lead_at_the_head_of_the_body_are_not_repeated() -> None:
    assert cleaned("پل سپيدار", SECOND, FIRST, title="پل سپیدار", lead=SECOND) == [FIRST]


def test_a_body_that_is_nothing_but_the_lead_stays() -> None:
    assert cleaned(FIRST, lead=FIRST) == [FIRST]


@pytest.mark.parametrize(
    ("head", "published", "rule"),
    [
        (
            '<meta property="article:published_time" content="۱۳۹۹/۰۲/۲۱ - ۱۸:۵۹">',
            "2020-05-10T18:59:00+04:30",
            "meta:article:published_time/jalali-numbers",
        ),
        (
            '<meta name="copyright" content="2016"><meta name="date" content="2016">',
            "2026-11-20T10:00:00+03:30",
            "text:.date/jalali-words",
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle",'
            '"datePublished":"1405-08-28T09:00:00"}</script>',
            "2026-11-19T09:00:00+03:30",
            "jsonld:datePublished/iso-jalali",
        ),
        (
            '<script type="application/ld+json">{"@type": broken</script>',
            "2026-11-20T10:00:00+03:30",
            "text:.date/jalali-words",
        ),
        (
            '<meta property="article:published_time" content="2031-01-01T00:00:00Z">',
            "2026-11-20T10:00:00+03:30",
            "text:.date/jalali-words",
        ),
        (
            '<meta property="article:published_time" content="2026-11-20">',
            "2026-11-20T10:00:00+03:30",
            "text:.date/jalali-words",
        ),
    ],
)
def test_the_date_is_the_declared_one_unless_it_cannot_be(head: str, published: str, rule: str) -> None:
    html = page(
        f'<div class="date">جمعه ۲۹ آبان ۱۴۰۵ ساعت ۱۰:۰۰</div><p>{FIRST}</p><p>{SECOND}</p>', head=head
    )
    read_page = extract_file(html.encode(), "https://a.example/1", NOW)

    assert (read_page["published"], read_page["published_rule"]) == (published, rule)


def test_zwnj_and_arabic_letters_are_kept_as_published() -> None:
    text = "مديركل راه مي‌گويد: كار تا پايان سال آماده مي‌شود و همه‌ي راه‌ها باز خواهد شد."

    assert read(page(f"<article><p>{text}</p><p>{SECOND}</p></article>")).body == f"{text}\n{SECOND}"


def test_line_breaks_are_paragraphs() -> None:
    assert read(page(f"<article>{FIRST}<br><br>{SECOND}</article>")).body == f"{FIRST}\n{SECOND}"


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    head = '<meta property="og:site_name" content="پایگاه کرانه">'
    title = "<title>آغاز کار بازار | پایگاه کرانه</title>"
    html = f"<html><head>{title}{head}</head><body><p>{FIRST}</p></body></html>"

    assert read(html).title == "آغاز کار بازار"


def test_a_lead_repeated_in_the_body_is_the_lead_only() -> None:
    head = f'<meta property="og:description" content="{FIRST}">'
    extracted = read(page(f"<article><p>{FIRST}</p><p>{SECOND}</p></article>", head=head))

    assert (extracted.lead, extracted.body) == (FIRST, SECOND)


def test_a_picture_and_an_empty_page_have_no_text() -> None:
    assert not read(b"\xff\xd8\xff\xe0\x00\x10JFIF").has_text
    assert not read("").has_text
    assert not read("<html></html>").has_text


def test_hundreds_of_nested_tables_are_read() -> None:
    body = "<table><tr><td>" * 300 + f"<p>{FIRST}</p><p>{SECOND}</p>"

    assert FIRST in (read(page(body)).body or "")
