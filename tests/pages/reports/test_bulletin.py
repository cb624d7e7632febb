"""Bulletins: what was said in the days asked for, each count with its lines, and what could not be seen."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.agencies import Agency
from core.attributions import Role
from core.calendar import day_start
from core.coverage import SourceDay
from core.findings import Finding
from core.items import StoredItem
from core.periods import Period
from core.stories import Relation, StoryMember
from reports.bulletin import NOTHING_SAID, BulletinInputs, BulletinKind, bulletin, days_before
from reports.formats.mail import mail_of
from reports.formats.outline_page import page_of
from reports.outline.records import Bullets, Chapter, Outline
from tests.pages.reports.sample_items import stored_item
from tests.pages.reports.sample_month import sample_inputs
from tests.pages.reports.sample_office import MONTH, agency_key

PERIOD = Period(MONTH.days[13], MONTH.days[14])
NOW = day_start(MONTH.days[14]) + timedelta(hours=9)
HOSTILE = '=1+1 <script>alert(1)</script>\r\nBcc: x@y.example "می‌توان" \u202eوارونه'


def _agency(type_slug: str) -> Agency:
    return next(a for a in sample_inputs().profile.agencies if a.key == agency_key(type_slug))


def _inputs(
    kind: BulletinKind = BulletinKind.DAILY, about: str | None = None, **changes: object
) -> BulletinInputs:
    month = sample_inputs()
    week = Period(MONTH.days[7], MONTH.days[13])
    days = [
        SourceDay(source=f"{outlet}-feed", day=day, expected=1, fetched=1, failed=0, answered=True)
        for outlet in month.profile.watched_outlets
        for day in MONTH.days
    ]
    inputs = BulletinInputs(
        kind=kind,
        profile=month.profile,
        period=PERIOD if kind is BulletinKind.DAILY else week,
        as_of=NOW,
        about=_agency(about) if about else None,
        outlets=month.outlets,
        items=month.items,
        findings=month.findings,
        stories=month.stories,
        source_days=days,
        topics=month.topics,
    )
    return replace(inputs, **changes)  # type: ignore[arg-type]


def _one(
    title: str, *, at: datetime, item_id: int = 1, outlet: str = "kavir-news", role: Role = Role.ACTOR
) -> tuple[StoredItem, Finding]:
    stored = stored_item(item_id, title=title, outlet=outlet, lead="لید.")
    assert stored.item.published is not None
    moment = replace(stored.item.published, at=at)
    finding = replace(
        sample_inputs().findings[0], item_id=item_id, agency=agency_key("tax"), role=role, own_site=False
    )
    return replace(stored, item=replace(stored.item, published=moment)), finding


def _of(
    made: Sequence[tuple[StoredItem, Finding]], kind: BulletinKind = BulletinKind.DAILY, **changes: object
) -> Outline:
    given: dict[str, object] = {
        "items": {stored.id: stored for stored, _ in made},
        "findings": [finding for _, finding in made],
        "stories": {},
    }
    about = "tax" if kind is BulletinKind.WEEKLY else None
    return bulletin(_inputs(kind, about, **{**given, **changes}))


def _chapter(outline: Outline, chapter_id: str) -> Chapter:
    return next(chapter for chapter in outline.chapters if chapter.id == chapter_id)


def _lines(outline: Outline, chapter_id: str) -> list[str]:
    blocks = _chapter(outline, chapter_id).blocks
    return ["".join(p.text for p in line) for b in blocks if isinstance(b, Bullets) for line in b.lines]


def _titles(outline: Outline) -> list[str]:
    return [chapter.title for chapter in outline.chapters]


def test_the_clip_book_holds_what_was_said_since_yesterday_and_nothing_else() -> None:
    made = [
        _one("پریروز", at=day_start(MONTH.days[13]) - timedelta(minutes=1), item_id=1),
        _one("دیروز", at=day_start(MONTH.days[13]), item_id=2),
        _one("امروز", at=NOW - timedelta(minutes=1), item_id=3),
        _one("فردا", at=NOW + timedelta(minutes=1), item_id=4),
    ]
    outline = _of(made)
    told = " ".join(_lines(outline, outline.chapters[1].id))

    assert "امروز" in told
    assert "دیروز" in told.replace("پریروز", "")
    assert "پریروز" not in told
    assert "فردا" not in told


def test_own_sites_and_outlets_nobody_watches_are_left_out() -> None:
    at = NOW - timedelta(hours=2)
    own, own_finding = _one("سایت خود", at=at, item_id=1)
    made = [
        (own, replace(own_finding, own_site=True)),
        _one("ناشناس", at=at, item_id=2, outlet="elsewhere"),
    ]

    assert _titles(_of(made)) == ["در یک نگاه"]
    assert NOTHING_SAID in page_of(_of(made), "page.html", root="../")


def test_every_count_is_a_link_to_as_many_lines() -> None:
    for inputs in (_inputs(), _inputs(BulletinKind.WEEKLY, "education"), _inputs(about="tax")):
        page = page_of(bulletin(inputs), "page.html", root="../")
        numbers = re.findall(r'href="#([^"]+)" data-count="(\d+)"', page)
        sections = dict(re.findall(r'<section id="([^"]+)">(.*?)</section>', page, re.DOTALL))

        assert numbers
        for chapter_id, count in numbers:
            assert sections[chapter_id].count('<li class="line">') == int(count), chapter_id


def test_criticism_that_needs_an_answer_comes_before_everything_else() -> None:
    stored, finding = _one("گلایه از صف", at=NOW - timedelta(hours=3))
    outline = _of([(stored, replace(finding, criticism_needing_reply=True))])

    assert _titles(outline)[1] == "نیازمند پاسخ"


def test_a_name_in_passing_stands_apart() -> None:
    outline = _of([_one("اشاره‌ای کوتاه", at=NOW - timedelta(hours=3), role=Role.MENTIONED)])

    assert _titles(outline) == ["در یک نگاه", "نام‌بردن گذرا"]


def test_reprints_follow_their_original_and_say_what_they_are() -> None:
    made = [
        _one("اصل", at=NOW - timedelta(hours=8), item_id=1),
        _one("دیگر", at=NOW - timedelta(hours=4), item_id=2),
        _one("بازنشر", at=NOW - timedelta(hours=2), item_id=3),
    ]
    stories = {
        1: StoryMember(item_id=1, story_id=1, relation=Relation.ORIGINAL, similarity=1.0),
        3: StoryMember(item_id=3, story_id=1, relation=Relation.EXACT, similarity=1.0),
    }
    outline = _of(made, stories=stories)
    lines = _lines(outline, outline.chapters[1].id)

    assert [line.split(" — ")[0] for line in lines] == ["اصل", "بازنشر", "دیگر"]
    assert "بازنشر عینی" in lines[1]


def test_an_outlet_that_was_not_seen_is_named() -> None:
    days = [d for d in _inputs().source_days if d.source != "qoumes-feed"]
    page = page_of(bulletin(_inputs(source_days=days)), "page.html", root="../")

    assert "دیده نشد و شاید مطلبی داشته‌اند: روزنامهٔ قومس امروز." in page
    assert "دیده نشد" not in page_of(bulletin(_inputs()), "page.html", root="../")


def test_a_digest_compares_with_the_week_before_and_lists_it() -> None:
    inside, before = day_start(MONTH.days[9]), day_start(MONTH.days[2])
    made = [_one("تازه", at=inside), _one("کهنه", at=before, item_id=2)]
    outline = _of(made, BulletinKind.WEEKLY)

    assert len(_lines(outline, "items")) == 1
    assert "کهنه" in _lines(outline, "before")[0]
    assert "به همان اندازهٔ هفتهٔ پیش از آن، که ۱ مطلب داشت." in page_of(outline, "page.html", root="").replace(
        '<a href="#before" data-count="1">۱</a>', "۱"
    )


def test_the_week_before_is_as_long_and_ends_where_the_week_begins() -> None:
    week = Period(MONTH.days[7], MONTH.days[13])

    assert days_before(week) == Period(MONTH.days[0], MONTH.days[6])


def test_an_e_mail_says_the_same_in_text_and_in_html_and_needs_no_style_sheet() -> None:
    mail = mail_of(bulletin(_inputs()))

    assert "<style" not in mail.html
    assert "<link" not in mail.html
    for chapter in bulletin(_inputs()).chapters:
        assert chapter.title in mail.text
        assert chapter.title in mail.html


def test_hostile_titles_break_out_of_nothing() -> None:
    outline = _of([_one(HOSTILE, at=NOW - timedelta(hours=3))])
    mail, page = mail_of(outline), page_of(outline, "page.html", root="../")

    assert "<script" not in page + mail.html
    assert "\u202e" not in page + mail.html + mail.text
    assert not re.search(r"(?m)^Bcc:", mail.text)
    assert "\n" not in mail.subject
    assert "می‌توان" in mail.text


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    stored, finding = _one("نشانی", at=NOW - timedelta(hours=3))
    bad = replace(stored, item=replace(stored.item, url="javascript:alert(1)"))

    assert "javascript" not in page_of(_of([(bad, finding)]), "page.html", root="../")


def test_the_same_bulletin_is_the_same_outline() -> None:
    assert bulletin(_inputs()) == bulletin(_inputs())
