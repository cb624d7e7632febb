"""A server killed in the middle of decisions: what it acknowledged is there, and nothing is there twice."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from review.desk import Desk
from tests.pages.review.at_work import PASSWORD, desk_copy, rows, template_desk

pytestmark = pytest.mark.long

PORT = 28404
DECISIONS = 100
KILLS = 3


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Path]]:
    folder = tmp_path_factory.mktemp("killed") / "template"
    template = template_desk(folder)
    home = folder.parent / "home"
    desk, _ = desk_copy(template, folder, home)
    yield desk, home
    desk.database.close()


@contextmanager
def served(home: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "rasad", "serve", "--home", str(home), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "RASAD_DATABASE_URL": ""},
    )
    try:
        _wait_for(port)
        yield process
    finally:
        process.kill()
        process.communicate()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=1)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not begin to answer")


class Analyst:
    """Accepts cards, and sends a decision again when no answer came."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.client = self._new_client()
        self.acknowledged: list[int] = []
        self.page = ""
        self.form: dict[str, str] = {}

    def _new_client(self) -> httpx.Client:
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=10, follow_redirects=True)

    def begin(self) -> None:
        """At a browser opened anew: the connection to the server that was killed is dead."""
        cookies = self.client.cookies
        self.client.close()
        self.client = self._new_client()
        self.client.cookies = cookies
        self.client.post("/login", data={"name": "n.sahar", "password": PASSWORD})
        self._read(self.client.get("/review").text)

    def accept(self) -> None:
        answer = self.client.post(
            "/review/decide", data={**self.form, "act": "accept"}, headers={"hx-request": "true"}
        )
        answer.raise_for_status()
        if "پذیرفته شد" in answer.text:
            self.acknowledged.append(int(self.form["item"]))
        self._read(answer.text)

    def _read(self, page: str) -> None:
        for name in ("token", "item", "version", "turn", "focus", "month"):
            if found := re.search(rf'name="{name}" value="([^"]*)"', page):
                self.form[name] = found.group(1)


def test_no_acknowledged_decision_is_lost_and_none_is_doubled(office: tuple[Desk, Path]) -> None:
    desk, home = office
    analyst = Analyst(PORT)
    for _ in range(KILLS):
        with served(home, PORT) as server:
            analyst.begin()
            killed = False
            for number in range(DECISIONS // KILLS + 1):
                if number == DECISIONS // KILLS - 3:
                    os.kill(server.pid, signal.SIGKILL)
                    killed = True
                try:
                    analyst.accept()
                except httpx.HTTPError:
                    assert killed
                    break
    # The decision that no answer came for is sent again, as a person does who sees the card still there.
    with served(home, PORT):
        form = {**analyst.form, "act": "accept"}
        analyst.begin()
        token = analyst.form["token"]
        analyst.client.post("/review/decide", data={**form, "token": token})
    analyst.client.close()

    acts = [row["item_id"] for row in rows(desk, "SELECT item_id FROM review_act ORDER BY id")]
    decided = rows(
        desk, "SELECT item_id, subject, count(*) AS n FROM correction GROUP BY item_id, aspect, subject"
    )
    assert len(analyst.acknowledged) > DECISIONS // 2
    assert set(analyst.acknowledged) <= set(acts)
    assert len(acts) == len(set(acts))
    assert {row["n"] for row in decided} == {1}
