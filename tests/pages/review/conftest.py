"""What the tests of the application share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from review.desk import Desk
from tests.pages.review.at_work import Browser, Clock, desk_copy, template_desk


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Path]:
    folder = tmp_path_factory.mktemp("review") / "home"
    return template_desk(folder), folder


@pytest.fixture
def desk_and_clock(template: tuple[Desk, Path], tmp_path: Path) -> Iterator[tuple[Desk, Clock]]:
    desk, clock = desk_copy(template[0], template[1], tmp_path / "home")
    yield desk, clock
    desk.database.close()


@pytest.fixture
def desk(desk_and_clock: tuple[Desk, Clock]) -> Desk:
    return desk_and_clock[0]


@pytest.fixture
def clock(desk_and_clock: tuple[Desk, Clock]) -> Clock:
    return desk_and_clock[1]


@pytest.fixture
def signed_in(desk: Desk) -> Callable[[str], Browser]:
    return lambda name: Browser(desk, name)


@pytest.fixture
def analyst(desk: Desk) -> Browser:
    """At the first card of the queue."""
    browser = Browser(desk, "n.sahar")
    browser.open("/review")
    return browser
