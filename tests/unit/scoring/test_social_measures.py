"""Measures of an agency's own channels: messages, days, living channels, formats."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.calendar import day_start
from core.handed_in import Given
from core.observations import State
from core.outlets import OutletKind
from core.posts import CountedPost
from core.schemes import NullRule
from scoring.activity.social import SocialMonth, SocialRule, social_points
from scoring.inputs import CountInputs
from tests.unit.scoring.given import counted, record
from tests.unit.scoring.month_inputs import (
    DAYS,
    OUTLETS,
    SOURCES,
    answered,
    fact,
    inputs,
    observed,
    outlet,
    profile,
    use_of,
    water,
)

CHANNELS = ("eitaa-water", "bale-water")


def post(channel: str, day: int, item: int | None = None, media: tuple[str, ...] = ()) -> CountedPost:
    at = day_start(DAYS[day - 1]) + timedelta(hours=11)
    return CountedPost(
        outlet=channel, key=f"{channel}/{day}/{item}", at=at, first_seen=at, media=media, item_id=item
    )


def with_channels(*posts: CountedPost, **changes: object) -> CountInputs:
    agency = replace(water(), channels=CHANNELS)
    texts = sorted({p.item_id for p in posts if p.item_id is not None})
    outlets = {**OUTLETS, **{name: outlet(name, OutletKind.CHANNEL) for name in CHANNELS}}
    seen = answered([*SOURCES, *(f"{name}/feed" for name in CHANNELS)])
    of = inputs([fact(n, CHANNELS[0]) for n in texts], of=profile(agency), source_days=seen)
    return replace(of, outlets=outlets, posts=posts, **changes)  # type: ignore[arg-type]


def test_one_message_on_two_channels_is_one_and_a_picture_is_one_of_its_own() -> None:
    posts = (
        post("eitaa-water", 2, 1),
        post("bale-water", 2, 2),
        post("bale-water", 3),
        post("bale-water", 9, 3),
    )
    of = with_channels(*posts, story_of={1: 1, 2: 1})

    assert observed("social_messages", of).value == 3
    assert observed("social_messages", of).items == (2, 3)
    assert observed("social_active_days", of).value == 3


def test_a_channel_without_a_post_is_not_alive() -> None:
    of = with_channels(post("eitaa-water", 2, 1))
    declared = Given(records=tuple(record(n, "channel", until=DAYS[-1]) for n in range(4)))

    assert observed("social_alive_share", of).value == 0.5
    assert observed("social_alive_share", replace(of, given=declared)).value == 0.25


def test_a_channel_that_could_not_be_seen_is_not_silent() -> None:
    of = replace(with_channels(), source_days=answered())

    assert observed("social_messages", of).state is State.NOT_MEASURED


def test_without_a_registered_channel_the_scheme_says_what_that_means() -> None:
    late = inputs(as_of=DAYS_AFTER)

    assert observed("social_messages", late).state is State.NOT_MEASURED
    assert counted(use_of("social_messages", null_rule=NullRule.ZERO), late).state is State.ZERO


def test_formats_are_those_seen_and_those_handed_in() -> None:
    posts = (post("eitaa-water", 2, 1, ("photo",)), post("bale-water", 4, None, ("video", "album")))
    of = with_channels(*posts, given=Given(records=(record(9, "infographic"),)))
    got = observed("formats_used", of)

    assert (got.value, got.records) == (4.0, (9,))


def test_the_sub_index_of_channels_is_the_formula_of_what_was_seen() -> None:
    posts = tuple(post("eitaa-water", day, day) for day in (1, 2, 3, 4, 5, 6))
    of = with_channels(*posts)
    month = SocialMonth(active_days=6, days=30, messages=6, alive_channels=1, declared_channels=2)

    assert observed("activity_social", of).value == pytest.approx(
        social_points(month, SocialRule(target_messages=60))
    )


DAYS_AFTER = day_start(DAYS[-1]) + timedelta(days=10)
