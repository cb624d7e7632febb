"""Persian pages of templates that no family knows: title, time and text exact, whatever stands around them."""

from datetime import UTC, datetime

import pytest

from crawler.extractors import extract_file

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TITLE = "بهره‌برداری از تصفیه‌خانه‌ی شهر کهن‌دژ آغاز شد"
FIRST = (
    "مدیرعامل شرکت آب و فاضلاب استان گفت: تصفیه‌خانه‌ی کهن‌دژ پس از سه سال کار با ظرفیت روزانه هشت هزار متر مکعب"
    " به شبکه پیوست و آب پایدار را به دوازده روستای پایین‌دست می‌رساند."
)
SECOND = (
    "وی با بیان اینکه هزینه‌ی این طرح از محل اعتبارات استانی تأمین شده است افزود: پساب این واحد در آبیاری فضای سبز"
    " و بخشی از زمین‌های کشاورزی به کار می‌رود تا برداشت از چاه‌ها کمتر شود."
)
THIRD = (
    "به گفته‌ی این مسئول، فاز دوم طرح با پیش‌بینی دو مخزن تازه از بهار آینده آغاز خواهد شد و مردم می‌توانند"
    " گزارش افت فشار را با شماره‌ی رایگان شرکت در میان بگذارند."
)
TEXT = "\n".join((FIRST, SECOND, THIRD))
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
MENU = (
    "<ul>"
    + "".join(
        f'<li><a href="/s{n}">{name}</a></li>'
        for n, name in enumerate(("صفحه نخست", "درباره ما", "خدمات", "پیوندها", "تماس با ما", "نقشه سایت"))
    )
    + "</ul>"
)
LATEST = (
    "<div class='box2'><h3>تازه‌ها</h3>"
    + "".join(
        f'<div><a href="/n/{n}">خبر کوتاه شماره {n} از شهرستان</a> <span class="date">۱۴۰۵/۰۸/{n}</span></div>'
        for n in range(21, 27)
    )
    + "</div>"
)
TODAY = "<div id='today'>شنبه ۳۰ آبان ۱۴۰۵</div>"
FOOT = "<div class='foot'>تمامی حقوق این پایگاه محفوظ است. ۱۳۹۸ - ۱۴۰۵</div>"


def whole(body: str, *, head: str = "", title: str = TITLE) -> str:
    return f"<html dir='rtl'><head><meta charset='utf-8'><title>{title}</title>{head}</head>{body}</html>"


TABLE_PORTAL = whole(
    f"<body><table><tr><td colspan=2>{TODAY}</td></tr><tr><td width=150>{MENU}{LATEST}</td><td><table>"
    f"<tr><td class='ttl'>{TITLE}</td></tr><tr><td><b>تاریخ درج خبر :</b> 1405/08/12 <b>ساعت :</b> 09:40</td></tr>"
    f"<tr><td align=justify>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</td></tr>"
    f"<tr><td>تعداد بازدید : 3120</td></tr></table></td></tr></table>{FOOT}</body>",
    title="پایگاه آبفای استان",
    head=f'<meta property="og:title" content="{TITLE}">',
)
BARE_SPAN = whole(
    f"<body><div class='hd'>{TODAY}{MENU}</div><div class='c1'><h2>{TITLE}</h2>"
    f"<span>سه‌شنبه ۱۲ آبان ۱۴۰۵ - ۰۹:۴۰</span><div class='tx'>{FIRST}<br>{SECOND}<br>{THIRD}</div></div>{LATEST}{FOOT}"
    "</body>",
    title=f"{TITLE} - آبفا",
)
JOOMLA = whole(
    f"<body class='site com_content'>{MENU}<div class='item-page'><meta itemprop='inLanguage' content='fa-IR'>"
    f"<div class='page-header'><h2 itemprop='headline'>{TITLE}</h2></div><dl class='article-info muted'>"
    "<dt class='article-info-term'>جزئیات</dt><dd class='published'>"
    "<time datetime='2026-11-03T09:40:00+03:30' itemprop='datePublished'>12 آبان 1405</time></dd>"
    f"<dd class='hits'>بازدید: 120</dd></dl><div itemprop='articleBody'>{PARAGRAPHS}</div></div>{LATEST}{FOOT}</body>"
)
DRUPAL = whole(
    f"<body><header>{TODAY}{MENU}</header><main><h1 class='page-title'><span>{TITLE}</span></h1><article>"
    "<footer class='node__meta'><div class='node__submitted'>نوشته شده توسط مدیر در 12 آبان 1405 - 09:40</div></footer>"
    f"<div class='field field--name-body'>{PARAGRAPHS}</div></article></main><aside>{LATEST}</aside>{FOOT}</body>",
    title=f"{TITLE} | آبفا",
)
DOT_NET = whole(
    f"<body><form id='Form1'><div id='top'>{TODAY}{MENU}</div><div id='dnn_ContentPane'>"
    f"<span id='dnn_ctr_lblTitle' class='Head'>{TITLE}</span><br><span id='dnn_ctr_lblDate'>1405/08/12 09:40 ق.ظ</span>"
    f"<div id='dnn_ctr_lblBody'>{PARAGRAPHS}</div></div>{LATEST}{FOOT}</form></body>",
    title=TITLE,
)
BLOG = whole(
    f"<body><div class='side'>{MENU}</div><div class='post'><div class='posttitle'><a href='/post/12'>{TITLE}</a></div>"
    f"<div class='postcontent'><p>{FIRST}<br>{SECOND}<br>{THIRD}</p></div>"
    "<div class='postinfo'>+ نوشته شده در سه شنبه دوازدهم آبان ۱۴۰۵ ساعت 9:40 توسط روابط عمومی</div></div></body>",
)
ELEMENTOR = whole(
    f"<body><header data-elementor-type='header'>{TODAY}{MENU}</header><div class='elementor-location-single'>"
    f"<div class='elementor-widget elementor-widget-theme-post-title'><h1 class='elementor-heading-title'>{TITLE}</h1></div>"
    "<ul class='elementor-post-info'><li><span class='elementor-post-info__item--type-date'>۱۲ آبان ۱۴۰۵</span></li>"
    "<li><span class='elementor-post-info__item--type-time'>۰۹:۴۰</span></li></ul>"
    f"<div class='elementor-widget-theme-post-content'><div class='elementor-widget-container'>{PARAGRAPHS}</div></div>"
    f"</div>{LATEST}{FOOT}</body>"
)
SCRIPTED = whole(
    f"<body><div id='__next'><div class='css-1a'>{MENU}</div><main class='css-2b'><h1 class='css-3c'>{TITLE}</h1>"
    f"<div class='css-4d'><p class='css-5e'>۱۲ آبان ۱۴۰۵، ۰۹:۴۰</p></div><div class='css-6f'>{PARAGRAPHS}</div></main>"
    f"<div class='css-7g'>{LATEST}</div></div></body>",
)
LABELLED_LIST = whole(
    f"<body><div class='topbar'><span class='date'>شنبه ۳۰ آبان ۱۴۰۵</span></div>{MENU}<div class='news-view'>"
    f"<h1>{TITLE}</h1><ul class='info'><li>کد خبر: 88123</li><li>تاریخ انتشار: سه‌شنبه، ۱۲ آبان ۱۴۰۵ ساعت ۰۹:۴۰</li>"
    f"<li>گروه: آب</li></ul><div class='matn'>{PARAGRAPHS}</div></div>{LATEST}{FOOT}</body>"
)
SHARE_POINT = whole(
    f"<body><div class='ms-core'>{MENU}</div><div class='ms-webpart'><h3 class='ms-title'>{TITLE}</h3>"
    f"<div class='ms-date'>1405/08/12 09:40:00 ق.ظ</div><div class='ms-rtestate-field'>{PARAGRAPHS}</div></div>{LATEST}"
    f"{FOOT}</body>"
)
TO_THE_MINUTE = {
    "table_portal": TABLE_PORTAL,
    "bare_span": BARE_SPAN,
    "joomla": JOOMLA,
    "drupal": DRUPAL,
    "dot_net": DOT_NET,
    "blog": BLOG,
    "scripted": SCRIPTED,
    "labelled_list": LABELLED_LIST,
    "share_point": SHARE_POINT,
}


def read(html: str, url: str = "https://abfa.example/news/88123") -> dict[str, object]:
    return extract_file(html.encode(), url, NOW)


@pytest.mark.parametrize("html", TO_THE_MINUTE.values(), ids=TO_THE_MINUTE.keys())
def test_title_time_and_text_of_a_template_never_seen_are_exact(html: str) -> None:
    got = read(html)

    assert (got["title"], got["body"]) == (TITLE, TEXT)
    assert str(got["published"])[:16] == "2026-11-03T09:40"


def test_a_day_is_found_where_the_time_stands_in_an_element_of_its_own() -> None:
    got = read(ELEMENTOR)

    assert (got["title"], got["body"], got["published"]) == (TITLE, TEXT, "2026-11-03")


@pytest.mark.parametrize(
    "around",
    [
        f"<div class='date'>شنبه ۳۰ آبان ۱۴۰۵</div>{MENU * 4}<h1>{TITLE}</h1>{PARAGRAPHS}",
        f"<header><div class='date'>شنبه ۳۰ آبان ۱۴۰۵</div></header><h1>{TITLE}</h1>{PARAGRAPHS}",
        f"<span>شنبه ۳۰ آبان ۱۴۰۵</span><h1>{TITLE}</h1>{PARAGRAPHS}",
        f"<h1>{TITLE}</h1>{PARAGRAPHS}{LATEST}",
        f"{LATEST}<h1>{TITLE}</h1>{PARAGRAPHS}",
        f"<h1>{TITLE}</h1>{PARAGRAPHS}<div class='comments'><p>علی</p><span class='date'>۱۴۰۵/۰۸/۲۵</span></div>",
        f"<h1>{TITLE}</h1>{PARAGRAPHS}<p>گزارش منتشر شده در ۱۵ مهر ۱۴۰۴ از افت منابع آب استان خبر داده بود.</p>",
    ],
    ids=["today", "head", "bare today", "latest below", "latest above", "comment", "sentence"],
)
def test_a_date_that_is_not_the_piece_s_is_none(around: str) -> None:
    assert read(whole(f"<body>{around}</body>"))["published"] is None


def test_the_day_in_an_address_is_the_day_of_the_piece() -> None:
    page = whole(f"<body><h1>{TITLE}</h1>{PARAGRAPHS}</body>")
    got = read(page, "https://abfa.example/1405/08/12/88123/")

    assert (got["published"], got["published_rule"]) == ("2026-11-03", "address/jalali-numbers")
    assert read(page, "https://abfa.example/news/1405081201234/water")["published"] == "2026-11-03"
    assert read(page, "https://abfa.example/news/14050812.html")["published"] is None
    assert read(page, "https://abfa.example/news/881405/08/12")["published"] is None


def test_a_logo_in_the_first_heading_is_not_the_title() -> None:
    head = f'<meta property="og:title" content="{TITLE} | آبفا"><meta property="og:site_name" content="آبفا">'
    body = f"<body><h1>آبفا</h1><h2>{TITLE}</h2><div class='entry-content'>{PARAGRAPHS}</div></body>"

    assert read(whole(body, head=head, title=f"{TITLE} | آبفا"))["title"] == TITLE
