"""Persian pages of templates that no family knows: title, time and text exact, whatever stands around."""

from datetime import UTC, datetime
from pathlib import Path
from string import Template

import pytest

from crawler.extractors import extract_file

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TEMPLATES = sorted((Path(__file__).parent / "unknown_templates").glob("*.html"))
TITLE = "بهره‌برداری از تصفیه‌خانه‌ی شهر کهن‌دژ آغاز شد"
FIRST = (
    "مدیرعامل شرکت آب و فاضلاب استان گفت: تصفیه‌خانه‌ی کهن‌دژ پس از سه سال کار با ظرفیت روزانه هشت هزار"
    " متر مکعب به شبکه پیوست و آب پایدار را به دوازده روستای پایین‌دست می‌رساند."
)
SECOND = (
    "وی با بیان اینکه هزینه‌ی این طرح از محل اعتبارات استانی تأمین شده است افزود: پساب این واحد در آبیاری"
    " فضای سبز و بخشی از زمین‌های کشاورزی به کار می‌رود تا برداشت از چاه‌ها کمتر شود."
)
THIRD = (
    "به گفته‌ی این مسئول، فاز دوم طرح با پیش‌بینی دو مخزن تازه از بهار آینده آغاز خواهد شد و مردم می‌توانند"
    " گزارش افت فشار را با شماره‌ی رایگان شرکت در میان بگذارند."
)
TEXT = "\n".join((FIRST, SECOND, THIRD))
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
PLACES = ("صفحه نخست", "درباره ما", "خدمات", "پیوندها", "تماس با ما", "نقشه سایت")
MENU = "<ul>" + "".join(f'<li><a href="/s">{place}</a></li>' for place in PLACES) + "</ul>"
LATEST = "<div class='box2'><h3>تازه‌ها</h3>{}</div>".format(
    "".join(
        f'<div><a href="/{n}">خبر کوتاه شماره {n} از شهرستان</a> <span class="date">۱۴۰۵/۰۸/{n}</span></div>'
        for n in range(21, 27)
    )
)
TEASERS = "".join(
    f"<div class='item'><h4><a href='/{n}'>گزارش شماره {n} از استان</a></h4><p>در گزارش شماره {n} از کارهای"
    " انجام شده در روستاهای شهرستان و برنامه‌ی سال آینده برای آبرسانی سخن گفته شده و آمار تازه نیز آمده است."
    f"</p><span class='date'>۱۴۰۵/۰۸/{n}</span></div>"
    for n in range(21, 28)
)
TODAY = "<div id='today'>شنبه ۳۰ آبان ۱۴۰۵</div>"
FOOT = "<div class='foot'>تمامی حقوق این پایگاه محفوظ است. ۱۳۹۸ - ۱۴۰۵</div>"
DATED = f"<h1>{TITLE}</h1><div class='d'>۱۲ آبان ۱۴۰۵ - ۰۹:۴۰</div>"


def filled(template: Path) -> str:
    names = {"TITLE": TITLE, "FIRST": FIRST, "SECOND": SECOND, "THIRD": THIRD, "PARAGRAPHS": PARAGRAPHS}
    around = {"MENU": MENU, "LATEST": LATEST, "TODAY": TODAY, "FOOT": FOOT}
    return Template(template.read_text(encoding="utf-8")).substitute(names | around)


def whole(body: str, *, head: str = "", title: str = TITLE) -> str:
    return f"<html dir='rtl'><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def read(html: str, url: str = "https://abfa.example/news/88123") -> dict[str, object]:
    return extract_file(html.encode(), url, NOW)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_title_time_and_text_of_a_template_never_seen_are_exact(template: Path) -> None:
    got = read(filled(template))
    day_alone = template.stem == "elementor"

    assert (got["title"], got["body"]) == (TITLE, TEXT)
    assert str(got["published"])[:16] == ("2026-11-03" if day_alone else "2026-11-03T09:40")


LINK = "<a href='/5'>سد تازه‌ی استان آبگیری شد و مردم خوشحال شدند</a>"
REST = f"<p>{SECOND}</p><p>{THIRD}</p>"
NUISANCES = {
    "related inside": f"<p>{FIRST}</p><div><span>بیشتر بخوانید:</span>{LINK}</div>{REST}",
    "related in a paragraph": f"<p>{FIRST}</p><p><b>بیشتر بخوانید: {LINK}</b></p>{REST}",
    "related below": f"{PARAGRAPHS}<h4>اخبار مرتبط</h4><ul><li>{LINK}</li><li>{LINK}</li></ul>",
    "tags": f"{PARAGRAPHS}<div>برچسب‌ها: <a href='/t/1'>آب</a> <a href='/t/2'>تصفیه‌خانه</a></div>",
    "share": f"{PARAGRAPHS}<div>اشتراک گذاری در: <a href='x'>تلگرام</a> <a href='y'>ایتا</a></div>",
    "form": f"{PARAGRAPHS}<h3>نظر شما</h3><form><label>نام</label><input><textarea></textarea></form>",
    "code": f"{PARAGRAPHS}<p>انتهای پیام/۲۰۳</p>",
    "counters": f"{PARAGRAPHS}<span>تعداد بازدید: ۱۲۳</span> <span>۰ نظر</span>",
    "rating": f"{PARAGRAPHS}<div>امتیاز شما: ۱ ۲ ۳ ۴ ۵ میانگین ۳.۲ از ۱۲ رای</div>",
    "no paragraphs": f"<div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div>",
    "line breaks": f"<div>{FIRST}<br/><br/>{SECOND}<br/><br/>{THIRD}</div>",
}
SURROUNDINGS = {
    "teasers below": f"{MENU}<div>{DATED}<div class='tx'>$BODY</div></div><div>{TEASERS}</div>{FOOT}",
    "teasers above": f"{MENU}<div>{TEASERS}</div><div>{DATED}<div class='tx'>$BODY</div></div>{FOOT}",
    "table": f"<table><tr><td>{MENU}</td><td>{DATED}<div>$BODY</div></td><td>{LATEST}</td></tr></table>",
}


@pytest.mark.parametrize("nuisance", NUISANCES.values(), ids=NUISANCES.keys())
@pytest.mark.parametrize("around", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def test_what_stands_in_and_around_the_text_is_not_the_text(around: str, nuisance: str) -> None:
    got = read(whole(around.replace("$BODY", nuisance)))

    assert (got["body"], str(got["published"])[:16]) == (TEXT, "2026-11-03T09:40")


def test_a_paragraph_between_headline_and_text_is_the_lead() -> None:
    got = read(whole(f"{MENU}<div>{DATED}<div>{FIRST}</div><div class='text'>{REST}</div></div>{FOOT}"))

    assert (got["lead"], got["body"]) == (FIRST, f"{SECOND}\n{THIRD}")


COMMENT = "<div class='comments'><p>علی</p><span class='date'>۱۴۰۵/۰۸/۲۵</span></div>"
SENTENCE = "<p>گزارش منتشر شده در ۱۵ مهر ۱۴۰۴ از افت منابع آب استان خبر داده بود.</p>"


@pytest.mark.parametrize(
    "around",
    [
        f"<div class='date'>شنبه ۳۰ آبان ۱۴۰۵</div>{MENU * 4}<h1>{TITLE}</h1>{PARAGRAPHS}",
        f"<header><div class='date'>شنبه ۳۰ آبان ۱۴۰۵</div></header><h1>{TITLE}</h1>{PARAGRAPHS}",
        f"<span>شنبه ۳۰ آبان ۱۴۰۵</span><h1>{TITLE}</h1>{PARAGRAPHS}",
        f"<h1>{TITLE}</h1>{PARAGRAPHS}{LATEST}",
        f"{LATEST}<h1>{TITLE}</h1>{PARAGRAPHS}",
        f"<h1>{TITLE}</h1>{PARAGRAPHS}{COMMENT}",
        f"<h1>{TITLE}</h1>{PARAGRAPHS}{SENTENCE}",
    ],
    ids=["today", "head", "bare today", "latest below", "latest above", "comment", "sentence"],
)
def test_a_date_that_is_not_the_piece_s_is_none(around: str) -> None:
    assert read(whole(around))["published"] is None


def test_the_day_in_an_address_is_the_day_of_the_piece() -> None:
    page = whole(f"<h1>{TITLE}</h1>{PARAGRAPHS}")
    got = read(page, "https://abfa.example/1405/08/12/88123/")

    assert (got["published"], got["published_rule"]) == ("2026-11-03", "address/jalali-numbers")
    assert read(page, "https://abfa.example/news/1405081201234/water")["published"] == "2026-11-03"
    assert read(page, "https://abfa.example/news/14050812.html")["published"] is None
    assert read(page, "https://abfa.example/news/881405/08/12")["published"] is None


def test_a_logo_in_the_first_heading_is_not_the_title() -> None:
    head = f'<meta property="og:title" content="{TITLE} | آبفا"><meta property="og:site_name" content="آبفا">'
    body = f"<h1>آبفا</h1><h2>{TITLE}</h2><div class='entry-content'>{PARAGRAPHS}</div>"

    assert read(whole(body, head=head, title=f"{TITLE} | آبفا"))["title"] == TITLE
