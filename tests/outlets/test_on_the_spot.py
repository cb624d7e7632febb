"""A page is read the same on the spot and in a process of its own, and hard ones only in the process."""

import asyncio
from datetime import UTC, datetime

import pytest

from core.outlets import Selectors
from crawler.engine.reading import MOST_ON_THE_SPOT, read_page
from crawler.engine.workers import ExtractionWorkers, Task
from crawler.extracted import Extracted
from crawler.extractors import extract, extract_by_rules
from crawler.extractors.families import may_be_of_family
from tests.outlets.test_saved_pages import FOLDERS, HERE

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ADDRESS = "https://ava.example/news/1404/8/30/7"
OF_FAMILIES = [name for name in FOLDERS if not name.startswith(("english", "general", "plain", "own"))]


def page(name: str) -> bytes:
    return (HERE / name / "page.html").read_bytes()


def read(body: bytes, selectors: Selectors) -> tuple[Extracted, bool]:
    """What reading gives, and whether it was given to a process."""

    async def both() -> tuple[Extracted, bool]:
        workers = ExtractionWorkers(1, 20.0)
        try:
            extracted = await read_page(workers, Task(body, ADDRESS, "text/html", selectors, NOW))
            return extracted, workers.have_started
        finally:
            workers.close()

    return asyncio.run(both())


@pytest.mark.parametrize("name", OF_FAMILIES)
def test_a_page_of_a_family_is_read_the_same_on_the_spot(name: str) -> None:
    body = page(name)

    on_the_spot = extract_by_rules(body, ADDRESS, selectors=Selectors(), now=NOW)

    assert on_the_spot == extract(body, ADDRESS, selectors=Selectors(), now=NOW)
    assert may_be_of_family(body)


@pytest.mark.parametrize("name", ["general", "english_article", "english_table"])
def test_a_page_of_no_family_is_left_to_the_process(name: str) -> None:
    assert extract_by_rules(page(name), ADDRESS, selectors=Selectors(), now=NOW) is None


@pytest.mark.enable_socket
def test_only_what_selectors_read_is_read_on_the_spot() -> None:
    assert read(page("nastooh"), Selectors())[1] is False
    extracted, was_in_process = read(page("general"), Selectors())
    assert was_in_process
    assert extracted == extract(page("general"), ADDRESS, selectors=Selectors(), now=NOW)


@pytest.mark.enable_socket
def test_a_page_that_is_too_large_is_left_to_the_process() -> None:
    large = page("nastooh") + b"<!--" + b"x" * MOST_ON_THE_SPOT + b"-->"

    extracted, was_in_process = read(large, Selectors())

    assert was_in_process
    assert extracted.title == read(page("nastooh"), Selectors())[0].title


@pytest.mark.enable_socket
def test_what_fails_on_the_spot_fails_in_the_process_and_is_told_from_there() -> None:
    from crawler.engine.workers import ExtractionError

    with pytest.raises(ExtractionError) as failed:
        read(page("general"), Selectors(body="div[[", title="h1"))
    assert failed.value.trace
