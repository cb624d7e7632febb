"""The written stories hold together: sites, evidence, agencies, numbers and variety."""

from collections import Counter
from pathlib import Path

import pytest

from core.agencies import LOCAL_LEVELS
from core.calendar import JalaliMonth
from core.methodology import Methodology
from newsroom.publications import all_publications
from newsroom.sites import load_sites
from newsroom.stories import Story, load_stories
from tests.newsroom.sentences import shingles, whole_text

NEWS = ("kavirban", "navaye-mihan", "dasht-kohan", "sobh-bastam", "haft-cheshmeh", "sayeban")


def test_story_names_are_unique() -> None:
    names = Counter(story.id for story in load_stories())

    assert [name for name, count in names.items() if count > 1] == []


def test_there_are_enough_stories_and_items_for_two_months() -> None:
    months = Counter(str(JalaliMonth.of(publication.published)) for publication in all_publications())

    assert len(load_stories()) >= 90
    assert months["1404-07"] >= 100
    assert months["1404-08"] >= 100


def test_two_items_of_a_site_never_share_a_number() -> None:
    numbers = Counter((publication.site.id, publication.number) for publication in all_publications())

    assert [key for key, count in numbers.items() if count > 1] == []


def test_numbers_of_a_site_grow_with_time() -> None:
    for site_id in load_sites():
        own = [p for p in all_publications() if p.site.id == site_id]

        assert [p.number for p in own] == sorted(p.number for p in own)


@pytest.mark.parametrize("story", load_stories(), ids=lambda story: story.id)
def test_the_evidence_of_every_truth_stands_in_the_text(story: Story) -> None:
    missing = [truth.evidence for truth in story.agencies if truth.evidence not in whole_text(story)]

    assert missing == []


def test_every_truth_names_an_agency_that_exists(methodology: Methodology) -> None:
    levels = {agency_type.slug: agency_type.level for agency_type in methodology.agency_types}
    provinces = {province.name for province in methodology.places.provinces}
    places = {(county.province, county.name) for county in methodology.places.counties}
    places |= {(city.province, city.name) for city in methodology.places.cities}

    for key in {truth.agency for story in load_stories() for truth in story.agencies}:
        assert key.type in levels, key
        assert key.province in provinces, key
        assert key.county is None or (key.province, key.county) in places, key
        assert key.county is not None or levels[key.type] not in LOCAL_LEVELS, key


def test_every_topic_exists(methodology: Methodology) -> None:
    topics = {topic.slug for topic in methodology.topics}

    assert {story.topic for story in load_stories()} <= topics


def test_only_a_release_is_reprinted_whole() -> None:
    for story in load_stories():
        whole = [c.site for c in story.carried if c.how in ("exact", "edited") and c.site in NEWS]
        assert whole == [] or story.release_of is not None, story.id


def test_stories_differ_from_one_another() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for story in load_stories():
        for shingle in shingles(" ".join(story.paragraphs), size=18):
            assert seen.setdefault(shingle, story.id) == story.id


def test_no_sentence_of_the_seeds_was_copied(shared: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (shared / "seeds").glob("*.txt")]
    seeds = {shingle for text in texts for shingle in shingles(text, size=8)}

    assert len(texts) == 5
    for story in load_stories():
        assert shingles(whole_text(story), size=8) & seeds == set(), story.id
