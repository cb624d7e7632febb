"""Pages in other scripts: what holds for Persian templates is not done to them."""

from datetime import UTC, datetime

import pytest

from crawler.extractors import extract_file

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TITLE = "Harbour council agrees to move the old lighthouse"
FIRST = (
    "The harbour council agreed on Tuesday to move the old lighthouse forty metres inland, after three"
    " winters in which the sea had taken a third of the ground it stands on and closed the coastal path."
)
SECOND = (
    "Engineers will cut the tower into nine rings and carry them along a temporary track; the work is"
    " planned to take eleven weeks and to be finished before the first storms of the autumn reach the bay."
)
THIRD = (
    "Residents had collected signatures for a wall of rocks instead, but the council said that such a wall"
    " would only hand the damage on to the beach of the neighbouring village within a few years."
)
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def read(body: str, *, head: str = "", url: str = "https://gazette.example/n/1") -> dict[str, object]:
    page = (
        f"<html lang='en'><head><title>{TITLE} - The Gazette</title>{head}</head><body>{body}</body></html>"
    )
    return extract_file(page.encode(), url, NOW)


@pytest.mark.parametrize(
    ("head", "first"),
    [
        (f'<meta name="description" content="{FIRST}">', f"<p>{FIRST}</p>"),
        ("", f"<p class='lead'>{FIRST}</p>"),
    ],
    ids=["description", "marked"],
)
def test_the_first_paragraph_is_part_of_the_text(head: str, first: str) -> None:
    got = read(f"<article><h1>{TITLE}</h1>{first}<p>{SECOND}</p><p>{THIRD}</p></article>", head=head)

    assert (got["lead"], got["body"]) == (None, "\n".join((FIRST, SECOND, THIRD)))


def test_a_refrain_is_printed_as_often_as_it_is_sung() -> None:
    refrain = "Carry me over the harbour, carry me home before the tide comes in again"
    verses = (FIRST, refrain, SECOND, refrain, THIRD, refrain)
    got = read(f"<article><h1>{TITLE}</h1>{''.join(f'<p>{line}</p>' for line in verses)}</article>")

    assert got["body"] == "\n".join(verses)


def test_a_standfirst_above_the_text_is_not_read_twice() -> None:
    got = read(
        f"<div class='top'><h1>{TITLE}</h1><div>{FIRST}</div></div><article>{PARAGRAPHS}</article>"
        f"<div class='next'><a href='/2'>{TITLE}</a></div>"
    )

    assert str(got["body"]).count(FIRST) == 1


def test_a_year_at_the_end_of_the_text_stays() -> None:
    last = f"{THIRD[:-1]}, as it did in the storms of 1997"
    got = read(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{last}</p></article>")

    assert str(got["body"]).endswith("of 1997")


def test_a_comment_in_a_box_named_like_a_text_is_not_the_text() -> None:
    got = read(
        f"<h1>{TITLE}</h1><div id='story'>{PARAGRAPHS * 3}</div>"
        "<ol><li><div class='entry-content'>How much will it cost?</div></li></ol>"
    )

    assert str(got["body"]).startswith(FIRST)
    assert str(got["extractor"]).startswith("general/")


@pytest.mark.parametrize(
    ("beside", "published"),
    [
        ("<div class='x1'>By Ann Marlow, March 14, 2023</div>", "2023-03-14"),
        ("<p>Published: Tuesday, 14 Mar 2023 | 4:35 PM ET</p>", "2023-03-15T00:05:00+03:30"),
        (
            "<abbr class='published' title='2023-03-14T09:30:00Z'>a while ago</abbr>",
            "2023-03-14T13:00:00+03:30",
        ),
        (
            "<span itemprop='datePublished' content='2023-03-14T09:30:00Z'>14 Mar</span>",
            "2023-03-14T13:00:00+03:30",
        ),
        ("<time>14 March 2023</time>", "2023-03-14"),
        ("<div class='x1'>Dienstag, 14. März 2023</div>", "2023-03-14"),
        ("<div class='x1'>2023年3月14日</div>", "2023-03-14"),
    ],
    ids=["byline", "label", "abbr", "itemprop", "time", "german", "chinese"],
)
def test_the_date_beside_the_headline_is_read(beside: str, published: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{beside}{PARAGRAPHS}")["published"] == published


COMMENT = "<div class='comment'><abbr class='published' title='2023-03-20'>later</abbr></div>"
EVENTS = "".join(
    f"<li><a href='/{n}'>Fair</a><time datetime='2023-03-1{n}'>{n}</time></li>" for n in (4, 5, 6)
)
OTHER_PIECE = "<a href='/2'><h2>The ferry was late again <i class='date'>14.03.2023</i></h2></a>"
QUOTED_POST = "<blockquote><time datetime='2018-03-12T19:30:12Z'>Mar 12</time></blockquote>"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{TITLE}</h1>{PARAGRAPHS}{COMMENT}",
        f"<h1>{TITLE}</h1>{QUOTED_POST}{PARAGRAPHS}",
        f"<h1>{TITLE}</h1>{PARAGRAPHS}{OTHER_PIECE}",
        f"<h1>{TITLE}</h1>{PARAGRAPHS}<ul>{EVENTS}</ul>",
        f"<h1>{TITLE}</h1><p>The first lamp was lit here on Aug. 14, 1935</p>{PARAGRAPHS}",
        f"<h1>{TITLE}</h1><span class='date'>March 14</span>{PARAGRAPHS}<p>© 1996-2023 The Gazette</p>",
        f"<h1>{TITLE}</h1><p>Last updated: 14 March 2023</p>{PARAGRAPHS}",
    ],
    ids=["comment", "quoted post", "link", "list", "before the web", "no year", "updated"],
)
def test_no_date_is_better_than_another_one_s(body: str) -> None:
    assert read(body)["published"] is None


def test_a_date_in_broken_structured_data_is_still_declared() -> None:
    linked = '{"@type":"NewsArticle","datePublished":"2023-03-14T09:30:00Z",}'
    head = f'<script type="application/ld+json">{linked}</script>'
    got = read(f"<h1>{TITLE}</h1>{PARAGRAPHS}", head=head)

    assert got["published_rule"] == "jsonld:datePublished/iso"


def test_the_title_is_the_heading_even_where_the_structured_data_describe_it() -> None:
    linked = '{"@type":"Article","headline":"a decision on a tower by the sea"}'
    head = f'<script type="application/ld+json">{linked}</script>'

    assert read(f"<h1>{TITLE}</h1>{PARAGRAPHS}", head=head)["title"] == TITLE
