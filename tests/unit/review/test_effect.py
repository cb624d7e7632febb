"""Effect: what a claim weighs in the queue."""

from core.agencies import AgencyKey
from core.attributions import Role
from review.queue.effect import MENTIONED, UNPLACED, UNWATCHED, Effects, OpenClaim, story_counts

GAS, POST = AgencyKey("gas", "سمنان"), AgencyKey("post", "سمنان")


def test_one_item_weighs_more_for_an_agency_that_has_few() -> None:
    effects = Effects({GAS: 99, POST: 4}, [GAS, POST])

    assert effects.of(POST, Role.ACTOR) == 0.2
    assert effects.of(GAS, Role.ACTOR) == 0.01


def test_the_first_item_of_an_agency_weighs_all() -> None:
    assert Effects({}, [GAS]).of(GAS, Role.ACTOR) == 1.0


def test_a_mention_and_an_unknown_place_weigh_less() -> None:
    effects = Effects({GAS: 1}, [GAS])

    assert effects.of(GAS, Role.MENTIONED) == MENTIONED * 0.5
    assert effects.of(AgencyKey("gas", None), Role.ACTOR) == UNPLACED * 0.5


def test_an_agency_nobody_watches_weighs_next_to_nothing() -> None:
    assert Effects({GAS: 1}, [GAS]).of(AgencyKey("gas", "فارس"), Role.ACTOR) == UNWATCHED


def test_doubt_is_what_confidence_leaves() -> None:
    claim = OpenClaim(1, GAS, Role.ACTOR, 0.75)

    assert claim.doubt == 0.25


def test_reprints_of_a_story_count_once() -> None:
    counts = story_counts([(1, GAS), (2, GAS), (3, GAS), (3, POST)], {1: 1, 2: 1, 3: 3})

    assert counts == {GAS: 2, POST: 1}
