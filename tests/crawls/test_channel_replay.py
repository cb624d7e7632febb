"""Real polling histories, replayed as preview pages, give every post and its series of views back."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

from core.items import Item
from core.posts import StoredPost
from crawler.kinds.post_text import kept_lines
from rasad.home import Home
from rasad.wiring import Office, open_office
from storage.items import items_by_key
from storage.posts import gone_posts, posts_by_key, view_series
from tests.crawls.channel_replay import OUTLET, Recorded, gone_by, polls_of, read_history, replay

CHANNELS = ("farsna", "akhbarefori")
SLICE = 20
"""Polls of each channel in the daily tests; the long ones show all."""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(Home(folder=tmp_path / "home", database_url=f"sqlite:///{tmp_path / 'rasad.sqlite'}"))


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_first_polls_of_a_history_come_back_as_they_were(
    channel: str, shared: Path, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _replay_and_compare(channel, shared, office, tmp_path, capsys, polls=SLICE)


@pytest.mark.long
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_whole_history_comes_back_as_it_was(
    channel: str, shared: Path, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _replay_and_compare(channel, shared, office, tmp_path, capsys, polls=None)


def _replay_and_compare(
    channel: str,
    shared: Path,
    office: Office,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    polls: int | None,
) -> None:
    history = read_history(shared / "data" / f"telegram_{channel}.jsonl.gz")
    times = polls_of(history)[:polls]
    until = times[-1]
    met = [post for post in history if post.first_seen <= until]

    shown = replay(history, times, office, tmp_path / "spool")

    keys = [post.key for post in met]
    with office.database.read() as connection:
        posts = posts_by_key(connection, OUTLET, keys)
        series = view_series(connection, OUTLET, keys)
        items = items_by_key(connection, OUTLET, keys)
        gone = {one.post.key for one in gone_posts(connection, OUTLET)}
    counts = [count for of_post in series.values() for count in of_post]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{channel}: {len(times)} polls, {shown} posts shown; {len(posts)} of {len(met)} posts back, "
            f"{len(items)} with text, {len(counts)} changes of views, {len(gone)} posts gone\n"
        )

    assert {key: [(c.at, c.printed) for c in of_post] for key, of_post in series.items()} == {
        post.key: [(at, printed) for at, printed in post.views if at <= until] for post in met
    }
    assert {key: _facts(post) for key, post in posts.items()} == {
        post.key: _recorded_facts(post, until) for post in met
    }
    assert {key: _text(one.item) for key, one in items.items()} == {
        post.key: kept_lines(post.text) for post in met if kept_lines(post.text)
    }
    assert gone == gone_by(history, times)
    assert all(count.number is not None for count in counts)


def _facts(stored: StoredPost) -> tuple[object, ...]:
    facts = stored.post.facts
    times = stored.post.published_at, stored.first_seen, stored.post.seen_at
    return *times, facts.media, facts.forwarded_from


def _recorded_facts(post: Recorded, until: datetime) -> tuple[object, ...]:
    forwarded = " ".join(post.forwarded_from.split()) if post.forwarded_from else None
    return post.published, post.first_seen, min(post.last_seen, until), post.media, forwarded


def _text(item: Item) -> str:
    return "\n".join(part for part in (item.title, item.body) if part)
