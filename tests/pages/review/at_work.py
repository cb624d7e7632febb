"""An office at work for the tests of the application: the newsroom's archived month, people, and a clock."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from core.corrections import Correction
from core.users import UserRole
from rasad.operating.accounts import add_user
from rasad.serving.web import open_desk
from rasad.understanding.group import group_new_items
from review.app import create_app
from review.desk import Desk
from review.doors.signed_in import COOKIE
from review.queue.keeper import index_new_texts
from review.queue.queue_fill import fill_queue
from review.queue.queue_state import QueueState
from storage.corrections import corrections_ever_made, corrections_of
from storage.database import open_database
from tests.learning.audit_office import new_office

MORNING = datetime(2025, 11, 10, 6, tzinfo=UTC)
PASSWORD = "باران۱۲۳-سحر"
PEOPLE = {
    "n.sahar": UserRole.ANALYST,
    "m.omid": UserRole.ANALYST,
    "l.raha": UserRole.LEAD,
    "o.bahar": UserRole.OPERATOR,
    "v.nima": UserRole.VIEWER,
    "p.post": UserRole.OFFICER,
}
OFFICERS_AGENCY = "post@سمنان"


@dataclass
class Clock:
    """Moves only when it is told to, and by a little whenever it is asked."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now

    def pass_by(self, **much: float) -> None:
        self.now += timedelta(**much)


def template_desk(folder: Path) -> Desk:
    """A filled office; tests work on copies."""
    office = new_office(folder)
    group_new_items(office, MORNING)
    for name, role in PEOPLE.items():
        agency = OFFICERS_AGENCY if role is UserRole.OFFICER else None
        add_user(
            office,
            name,
            display_name=f"همکار {name}",
            role=role,
            agency=agency,
            password=PASSWORD,
            now=MORNING,
        )
    desk = open_desk(office, Clock())
    fill_queue(desk, MORNING)
    index_new_texts(desk)
    office.database.close()
    return desk


def desk_copy(template: Desk, home: Path, folder: Path) -> tuple[Desk, Clock]:
    """The same office elsewhere, with a clock of its own."""
    shutil.copytree(home, folder)
    clock = Clock()
    desk = replace(
        template,
        database=open_database(f"sqlite:///{folder / 'rasad.sqlite'}"),
        reports_folder=folder / "reports",
        now=clock,
        queue=QueueState(counts=template.queue.counts),
    )
    return desk, clock


class Browser:
    """Somebody at a browser without scripts: sends the form of the page he sees."""

    def __init__(self, desk: Desk, name: str = "") -> None:
        self.client = TestClient(create_app(desk), base_url="http://127.0.0.1", raise_server_exceptions=False)
        self.page = ""
        if name:
            self.sign_in(name)

    def sign_in(self, name: str, password: str = PASSWORD) -> Response:
        answer = self.client.post("/login", data={"name": name, "password": password})
        self.page = answer.text
        return answer

    @property
    def session_id(self) -> str:
        return self.client.cookies.get(COOKIE) or ""

    def open(self, path: str) -> Response:
        answer = self.client.get(path)
        self.page = answer.text
        return answer

    def field(self, name: str) -> str:
        """The value of a field of the page."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        return unescape(found.group(1)) if found else ""

    def fields(self) -> dict[str, str]:
        names = ("token", "item", "version", "turn", "focus", "month", "agency", "outlet", "about", "group")
        return {name: value for name in names if (value := self.field(name))}

    def act(self, act: str, **more: str) -> Response:
        """Press a button of the card."""
        answer = self.client.post("/review/decide", data={**self.fields(), "act": act, **more})
        self.page = answer.text
        return answer

    @property
    def said(self) -> str:
        found = re.search(r'class="state"[^>]*><span class="\w+">([^<]*)<', self.page)
        return unescape(found.group(1)) if found else ""


def decisions(desk: Desk, item_id: int | None = None) -> list[Correction]:
    """Those that stand."""
    with desk.database.read() as connection:
        return corrections_of(connection, None if item_id is None else [item_id])


def everything_said(desk: Desk) -> list[Correction]:
    """With those taken back and the withdrawals."""
    with desk.database.read() as connection:
        return corrections_ever_made(connection)


def rows(desk: Desk, query: str, **values: Any) -> list[Mapping[str, Any]]:
    """What the database holds, past all code of ours."""
    with desk.database.read() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        cursor = raw.execute(query, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
