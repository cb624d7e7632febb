"""Posts of a period as counting takes them: by their own time, with the item of their text."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from core.items import Item, Origin
from core.moments import Moment, Precision
from core.posts import Post, PostFacts
from storage.channel_posts import counted_posts
from storage.posts import save_posts
from storage.store_items import store_items

START = datetime(2025, 10, 22, 20, 30, tzinfo=UTC)
END = START + timedelta(days=30)


def post(position: int, at: datetime | None, *, seen: datetime, channel: str = "gas-eitaa") -> Post:
    key = f"https://channel.example/{channel}/{position}"
    facts = PostFacts(position=position, media=("photo",))
    return Post(
        outlet=channel,
        key=key,
        source=channel,
        address=key,
        seen_at=seen,
        published_at=at,
        facts=facts,
    )


def text_of(one: Post) -> Item:
    at = one.published_at or one.seen_at
    return Item(
        key=one.key,
        outlet=one.outlet,
        url=one.address,
        title=None,
        lead=None,
        body="گاز روستا وصل شد.",
        first_seen=one.seen_at,
        origin=Origin.CRAWL,
        published=Moment(at=at, precision=Precision.MINUTE, rule="test"),
    )


def test_posts_of_the_period_come_with_the_item_of_their_text(connection: Connection) -> None:
    inside, undated = (
        post(2, START + timedelta(hours=3), seen=END),
        post(3, None, seen=START + timedelta(days=2)),
    )
    before, after = post(1, START - timedelta(seconds=1), seen=END), post(4, END, seen=END)
    elsewhere = post(9, START + timedelta(days=1), seen=END, channel="post-eitaa")
    save_posts(connection, [before, inside, undated, after, elsewhere])
    [(stored, _)] = store_items(connection, [text_of(inside)])
    found = counted_posts(connection, {"gas-eitaa"}, START, END)

    assert [(one.key, one.at) for one in found] == [
        (inside.key, START + timedelta(hours=3)),
        (undated.key, START + timedelta(days=2)),
    ]
    assert [one.item_id for one in found] == [stored.id, None]
    assert found[0].media == ("photo",)
