"""`rasad user token`: a token is shown once, works at once, and is ended by its label."""

from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from core.users import UserRole
from rasad.commands.user import app
from rasad.home import Home
from rasad.operating.accounts import add_user, take_token, tokens
from rasad.serving.web import open_desk
from rasad.wiring import Office, open_office
from review.api.app import PATH
from review.app import create_app
from storage.audit import audit_between
from tests.pages.review.at_work import MORNING, PASSWORD, Clock


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = open_office(Home(folder=tmp_path, database_url=f"sqlite:///{tmp_path / 'rasad.sqlite'}"))
    add_user(
        office,
        "s.mahan",
        display_name="ماهان",
        role=UserRole.VIEWER,
        agency=None,
        password=PASSWORD,
        now=MORNING,
    )
    return office


def say(office: Office, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(office.home.folder)])


def status(office: Office, token: str) -> int:
    client = TestClient(create_app(open_desk(office, Clock())), base_url="http://127.0.0.1")
    return client.get(f"{PATH}/me", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_works_until_it_is_revoked(office: Office) -> None:
    said = say(office, "token", "s.mahan", "dashboard", "--now", MORNING.isoformat()).output
    token = said.split(": ")[1].strip()

    assert status(office, token) == 200
    assert "dashboard: made 2025-11-10, last used 2025-11-10" in say(office, "tokens", "s.mahan").output
    assert token not in say(office, "tokens", "s.mahan").output

    take_token(office, "s.mahan", "dashboard", MORNING)
    assert status(office, token) == 401
    assert tokens(office, "s.mahan")[0].revoked_at == MORNING


def test_a_label_names_one_token_at_a_time(office: Office) -> None:
    say(office, "token", "s.mahan", "dashboard")

    assert "already" in str(say(office, "token", "s.mahan", "dashboard").exception)
    assert "no valid token" in str(say(office, "revoke-token", "s.mahan", "table").exception)
    assert "no user" in str(say(office, "token", "nobody", "x").exception)


def test_making_and_revoking_stand_in_the_trail(office: Office) -> None:
    say(office, "token", "s.mahan", "dashboard", "--now", MORNING.isoformat())
    say(office, "revoke-token", "s.mahan", "dashboard", "--now", MORNING.isoformat())

    with office.database.read() as connection:
        noted = audit_between(connection, MORNING, MORNING + timedelta(days=1))
    assert [(one.action, one.new) for one in noted][-2:] == [
        ("make token", "dashboard"),
        ("revoke token", "dashboard"),
    ]
