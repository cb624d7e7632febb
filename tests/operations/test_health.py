"""`/healthz` says whether database and scheduler work, as a monitor and a proxy ask it."""

from datetime import UTC, datetime, timedelta

from fastapi.testclient import TestClient

from rasad.operating.heartbeat import SILENT_AFTER, beat
from rasad.serving.web import open_desk
from rasad.wiring import Office
from review.app import create_app
from tests.storage.installations import ASKS_FOR_A_FILE


def _asked(office: Office) -> tuple[int, object]:
    answer = TestClient(create_app(open_desk(office))).get("/healthz")
    return answer.status_code, answer.json()["scheduler"]["alive"]


def test_a_home_without_a_scheduler_is_healthy(office: Office) -> None:
    assert _asked(office) == (200, False)


def test_a_scheduler_that_gives_signs_of_life_is_healthy(office: Office) -> None:
    beat(office.home, datetime.now(UTC))

    assert _asked(office) == (200, True)


def test_a_scheduler_that_fell_silent_is_not(office: Office) -> None:
    beat(office.home, datetime.now(UTC) - SILENT_AFTER - timedelta(seconds=1))

    assert _asked(office) == (503, False)


@ASKS_FOR_A_FILE
def test_a_database_that_is_gone_is_not_healthy_and_shows_no_password(office: Office) -> None:
    desk = open_desk(office)
    office.database.close()
    (office.home.folder / "rasad.sqlite").unlink()
    (office.home.folder / "rasad.sqlite").mkdir()
    answer = TestClient(create_app(desk)).get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["ok"] is False
