"""Posts are kept as last seen, their views as a series, and what is gone is marked and comes back."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from core.posts import ChannelLook, Post, PostFacts, StoredPost
from storage.posts import gone_posts, note_gone_posts, posts_by_key, save_posts, view_series

START = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def post(
    number: int, *, views: str | None = "1K", count: int | None = 1000, hour: int = 0, **facts: object
) -> Post:
    return Post(
        outlet="omid",
        key=f"https://t.me/omid/{number}",
        source="omid-telegram",
        address=f"https://t.me/omid/{number}",
        seen_at=START + hour * HOUR,
        published_at=START,
        facts=PostFacts(position=number, views=views, view_count=count, **facts),  # type: ignore[arg-type]
    )


def look(first: int, last: int, *, hour: int, source: str = "omid-telegram") -> ChannelLook:
    return ChannelLook(source=source, at=START + hour * HOUR, first=first, last=last)


def stored(connection: Connection, number: int) -> StoredPost:
    return posts_by_key(connection, "omid", [f"https://t.me/omid/{number}"])[f"https://t.me/omid/{number}"]


def series(connection: Connection, number: int) -> list[tuple[int, str, int | None]]:
    key = f"https://t.me/omid/{number}"
    counts = view_series(connection, "omid", [key])[key]
    return [((count.at - START) // HOUR, count.printed, count.number) for count in counts]


def test_a_series_grows_only_when_what_is_printed_changes(connection: Connection) -> None:
    for hour, (views, count) in enumerate([("999", 999), ("1K", 1000), ("1K", 1000), ("1.2K", 1200)]):
        save_posts(connection, [post(7, views=views, count=count, hour=hour)])

    assert series(connection, 7) == [(0, "999", 999), (1, "1K", 1000), (3, "1.2K", 1200)]


def test_a_count_that_falls_back_is_a_change_too(connection: Connection) -> None:
    save_posts(connection, [post(7, views=views, hour=hour) for hour, views in enumerate(["2K", "1K", "2K"])])

    assert [printed for _, printed, _ in series(connection, 7)] == ["2K", "1K", "2K"]


def test_the_same_look_handed_over_again_adds_nothing(connection: Connection) -> None:
    looks = [post(7, views="999"), post(7, views="1K", hour=1)]
    save_posts(connection, looks)
    save_posts(connection, looks)
    save_posts(connection, looks[:1])

    assert [printed for _, printed, _ in series(connection, 7)] == ["999", "1K"]
    assert stored(connection, 7).post.facts.views == "1K"


def test_a_look_without_views_leaves_the_last_ones_standing(connection: Connection) -> None:
    for hour, views in enumerate(["1K", None, "1K"]):
        save_posts(connection, [post(7, views=views, count=None, hour=hour)])

    assert [printed for _, printed, _ in series(connection, 7)] == ["1K"]
    assert stored(connection, 7).post.facts.views == "1K"


def test_a_channel_that_never_shows_views_has_no_series(connection: Connection) -> None:
    save_posts(connection, [post(7, views=None, count=None)])

    assert series(connection, 7) == []


def test_a_post_is_kept_as_it_was_last_seen(connection: Connection) -> None:
    save_posts(connection, [post(7)])
    later = post(
        7, hour=2, is_edited=True, forwarded_from="کانال دیگر", media=("photo",), links=("https://a.example",)
    )
    save_posts(connection, [later])
    kept = stored(connection, 7)

    assert (kept.first_seen, kept.post) == (START, later)


def test_a_post_missing_between_its_neighbours_is_gone(connection: Connection) -> None:
    save_posts(connection, [post(n) for n in (1, 2, 3)])
    save_posts(connection, [post(n, hour=1) for n in (1, 3)])

    assert note_gone_posts(connection, look(1, 3, hour=1)) == 1
    assert [one.post.facts.position for one in gone_posts(connection, "omid")] == [2]
    assert stored(connection, 2).gone_at == START + HOUR


def test_what_lies_outside_the_stretch_that_was_shown_is_not_gone(connection: Connection) -> None:
    save_posts(connection, [post(n) for n in (1, 2, 5)])
    save_posts(connection, [post(n, hour=1) for n in (3, 4)])

    assert note_gone_posts(connection, look(3, 4, hour=1)) == 0
    assert note_gone_posts(connection, look(1, 5, hour=1, source="another")) == 0


def test_a_post_that_is_shown_again_is_not_gone_any_more(connection: Connection) -> None:
    save_posts(connection, [post(n) for n in (1, 2, 3)])
    note_gone_posts(connection, look(1, 3, hour=1))
    save_posts(connection, [post(2, hour=2)])

    assert stored(connection, 2).gone_at is None


def test_when_a_post_went_is_noted_once(connection: Connection) -> None:
    save_posts(connection, [post(n) for n in (1, 2, 3)])
    note_gone_posts(connection, look(1, 3, hour=1))

    assert note_gone_posts(connection, look(1, 3, hour=2)) == 0
    assert stored(connection, 2).gone_at == START + HOUR


def test_names_and_links_no_database_can_hold_are_made_storable(connection: Connection) -> None:
    save_posts(connection, [post(7, forwarded_from="کانال\x00", links=("https://a.example/\ud800",))])

    assert stored(connection, 7).post.facts.forwarded_from == "کانال\ufffd"
    assert stored(connection, 7).post.facts.links == ("https://a.example/\ufffd",)
