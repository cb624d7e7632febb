"""What a site answers at a moment: only what is published until then, with later changes."""

from datetime import datetime, timedelta
from html.parser import HTMLParser

import pytest

from newsroom.answers import Answer, answer_at
from newsroom.date_styles import written_time
from newsroom.jalali import read_instant
from newsroom.publications import Publication, all_publications
from newsroom.shown import LISTED, listed_at
from newsroom.sites import load_sites

LAST_NIGHT = read_instant("1404-08-30 23:00")


def answer(site_id: str, path: str = "/", now: datetime = LAST_NIGHT) -> Answer:
    found = answer_at(now, load_sites()[site_id], path, base_port=18401)
    assert found is not None
    return found


def publication(story: str, site: str) -> Publication:
    return next(p for p in all_publications() if (p.story.id, p.site.id) == (story, site))


class Texts(HTMLParser):
    """The words of a page, and whether every opened element was closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "link", "input", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """`<br />` opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data.split()


@pytest.mark.parametrize("site_id", ["kavirban", "sayeban", "dasht-kohan", "sobh-bastam"])
def test_a_page_of_each_family_is_whole_and_shows_title_time_and_text(site_id: str) -> None:
    newest = listed_at(LAST_NIGHT, site_id)[0]
    page = Texts(answer(site_id, newest.publication.path).text)
    words = " ".join(page.words)

    assert page.open == []
    assert written_time(newest.published, newest.publication.site.date_style) in words
    for part in (newest.title, newest.publication.lead or "", *newest.publication.paragraphs):
        assert " ".join(part.split()) in words


def test_the_four_families_are_all_used() -> None:
    assert {site.template for site in load_sites().values()} == {
        "nastooh",
        "iransamaneh",
        "raak",
        "wordpress",
    }


@pytest.mark.parametrize("site_id", list(load_sites()))
def test_every_listing_is_whole(site_id: str) -> None:
    assert Texts(answer(site_id, now=read_instant("1404-08-09 23:00")).text).open == []


def test_an_item_is_shown_from_its_minute_on_and_not_before() -> None:
    item = publication("gas-winter-check", "semnan-gas")
    before = item.published - timedelta(minutes=1)

    assert answer("semnan-gas", item.path, before).status == 404
    assert item.title not in answer("semnan-gas", now=before).text
    assert answer("semnan-gas", item.path, item.published).status == 200
    assert item.title in answer("semnan-gas", now=item.published).text


def test_a_listing_holds_the_newest_items_first() -> None:
    shown = listed_at(LAST_NIGHT, "kavirban")

    assert len(shown) == LISTED
    assert [item.published for item in shown] == sorted((item.published for item in shown), reverse=True)


def test_three_days_of_any_site_fit_into_its_listing() -> None:
    for site_id in load_sites():
        own = [p.published for p in all_publications() if p.site.id == site_id]
        assert all(sum(at - timedelta(days=3) < other <= at for other in own) <= LISTED for at in own)


def test_a_corrected_title_replaces_the_first_one() -> None:
    item = publication("sabt-marriage-age", "semnan-sabt")
    change = item.changes[0]
    assert change.at is not None

    assert item.title in answer("semnan-sabt", item.path, change.at - timedelta(minutes=1)).text
    assert item.title not in answer("semnan-sabt", item.path, change.at).text
    assert "اصلاح" in answer("semnan-sabt", item.path, change.at).text


def test_a_deleted_item_is_gone_from_page_and_feed() -> None:
    item = publication("rahdari-first-snow", "haft-cheshmeh")
    change = item.changes[0]
    assert change.at is not None

    assert item.path in answer("haft-cheshmeh", "/feed/", change.at - timedelta(minutes=1)).text
    assert item.path not in answer("haft-cheshmeh", "/feed/", change.at).text
    assert answer("haft-cheshmeh", item.path, change.at).status == 404


def test_a_redated_item_shows_another_day() -> None:
    item = publication("university-heart-center", "sayeban")
    change = item.changes[0]
    assert change.at is not None
    assert change.to is not None

    assert written_time(change.to, "weekday") in answer("sayeban", item.path, change.at).text
    assert written_time(item.published, "weekday") in answer("sayeban", item.path, item.published).text


def test_a_broken_link_is_listed_and_its_page_is_not_there() -> None:
    item = publication("court-land-case", "dasht-kohan")

    assert f"newsview={item.number}" in answer("dasht-kohan").text
    assert answer("dasht-kohan", item.path).status == 404


def test_the_postal_portal_has_gone_stale() -> None:
    newest = listed_at(LAST_NIGHT, "semnan-post")[0]

    assert (LAST_NIGHT - newest.published).days > 150


def test_the_water_companys_site_fails_from_a_night_on_in_every_path() -> None:
    before, after = read_instant("1404-08-09 23:00"), read_instant("1404-08-10 00:00")

    assert answer("semnan-ab", now=before).status == 200
    assert {answer("semnan-ab", path, after).status for path in ("/", "/robots.txt", "/feed/")} == {503}


def test_one_outlet_hangs_up_for_two_nights_and_comes_back() -> None:
    answers = [
        answer_at(read_instant(f"1404-08-{day} 23:00"), load_sites()["sayeban"], "/", base_port=18401)
        for day in (12, 13, 14, 15)
    ]

    assert [found is not None for found in answers] == [True, False, False, True]


def test_every_site_has_robots_rules() -> None:
    for site_id in load_sites():
        assert "Disallow: /admin" in answer(site_id, "/robots.txt", read_instant("1404-08-01 23:00")).text


def test_an_unknown_path_is_not_found() -> None:
    assert answer("kavirban", "/news/1/").status == 404
    assert answer("navaye-mihan", "/feed/").status == 404


def test_a_counter_of_views_grows_while_the_text_stays() -> None:
    item = publication("gas-winter-check", "semnan-gas")

    early = answer("semnan-gas", item.path, item.published).text
    late = answer("semnan-gas", item.path, item.published + timedelta(days=3)).text

    assert early != late
    assert item.paragraphs[0] in early
    assert item.paragraphs[0] in late
