"""One crawl of an installation at a time: by hand it is refused while another is at work, by plan waits."""

from datetime import timedelta
from threading import Thread

import pytest
from typer.testing import CliRunner

from core.errors import InputError
from core.source_states import SourceState
from rasad.collecting.crawl import watched_sources
from rasad.commands import app
from rasad.lock import only_crawl
from rasad.operating import works
from rasad.operating.works import Do
from rasad.wiring import Office, no_progress
from storage.source_states import save_source_states
from tests.story.round_office import AFTER, DAY

SECONDS_ENOUGH = 60


def _with_nothing_due(office: Office) -> None:
    with office.database.begin() as connection:
        seen = SourceState(last_attempt=AFTER, next_due=AFTER + 99 * DAY)
        save_source_states(connection, {source.id: seen for source in watched_sources(office)})


@pytest.mark.parametrize("command", ["crawl", "night"])
def test_a_crawl_by_hand_is_refused_while_another_is_at_work(office: Office, command: str) -> None:
    _with_nothing_due(office)
    words = [command, "--home", str(office.home.folder), "--now", (AFTER + timedelta(hours=1)).isoformat()]
    with only_crawl(office.home.folder, wait=False):
        refused = CliRunner().invoke(app, words)
    taken = CliRunner().invoke(app, words)

    assert isinstance(refused.exception, InputError)
    assert "another crawl of this installation is at work" in str(refused.exception)
    assert taken.exit_code == 0


@pytest.mark.parametrize("work", [works.crawl, works.looks, works.channels, works.probes])
def test_the_crawls_of_the_scheduler_wait_for_one_by_hand(office: Office, work: Do) -> None:
    _with_nothing_due(office)
    now = AFTER + timedelta(hours=1)
    planned = Thread(target=work, args=(office, now, now, no_progress))
    with only_crawl(office.home.folder, wait=False):
        planned.start()
        planned.join(0.5)
        waited = planned.is_alive()
    planned.join(SECONDS_ENOUGH)

    assert waited
    assert not planned.is_alive()
