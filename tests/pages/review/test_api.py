"""The JSON interface: a token acts for one person, with his rights, and does what his keys do."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import pytest
import schemathesis
from fastapi.testclient import TestClient
from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from core.api_tokens import ApiToken
from core.corrections import Aspect
from review.api.app import PATH, create_api
from review.api.bearer import new_token, token_hash
from review.app import create_app
from review.desk import Desk
from storage.api_tokens import revoke_tokens, save_token
from storage.users import set_active
from tests.pages.review.at_work import MORNING, Clock, decisions, rows

CALM = settings(
    max_examples=20, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@dataclass
class Program:
    """A program with a token."""

    client: TestClient
    token: str

    def get(self, path: str, **params: str | int) -> Response:
        return self.client.get(PATH + path, params=params, headers=self._headers)

    def post(self, path: str, body: object = None) -> Response:
        return self.client.post(PATH + path, json=body, headers=self._headers)

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def card(self) -> dict[str, object]:
        card = self.post("/queue/next", {}).json()["card"]
        return {"item": card["item"]["id"], "version": card["item"]["version"], "turn": card["turn"]}


def give_token(desk: Desk, user: str, **more: object) -> str:
    token = new_token()
    made = ApiToken(token_hash=token_hash(token), user=user, label="آمار", made_at=MORNING, **more)  # type: ignore[arg-type]
    with desk.begin() as connection:
        save_token(connection, made)
    return token


@pytest.fixture
def program(desk: Desk) -> Callable[[str], Program]:
    client = TestClient(create_app(desk), base_url="http://127.0.0.1", raise_server_exceptions=False)
    return lambda user: Program(client, give_token(desk, user))


def addresses(desk: Desk) -> list[tuple[str, str]]:
    paths = create_api(desk).openapi()["paths"]
    found = [(method.upper(), path) for path, methods in paths.items() for method in methods]
    return [*found, ("GET", "/openapi.json")]


def test_nothing_is_answered_without_a_token(desk: Desk) -> None:
    client = TestClient(create_app(desk), base_url="http://127.0.0.1")

    for method, path in addresses(desk):
        address = PATH + path.replace("{item_id}", "1").replace("{round_id}", "1")
        answers = [
            client.request(method, address, headers=headers)
            for headers in (
                {},
                {"Authorization": "Bearer rasad_wrong"},
                {"Authorization": "Basic bi5zYWhhcjox"},
            )
        ]
        assert [answer.status_code for answer in answers] == [401, 401, 401], (method, path)


def test_a_token_that_is_over_revoked_or_of_a_closed_account_opens_nothing(desk: Desk, clock: Clock) -> None:
    client = TestClient(create_app(desk), base_url="http://127.0.0.1")
    over = give_token(desk, "n.sahar", expires_at=MORNING + timedelta(days=1))
    kept = give_token(desk, "m.omid")
    gone = give_token(desk, "l.raha")
    with desk.begin() as connection:
        revoke_tokens(connection, "l.raha", "آمار", MORNING)
    assert Program(client, over).get("/me").status_code == 200
    clock.pass_by(days=2)

    assert [Program(client, one).get("/me").status_code for one in (over, kept, gone)] == [401, 200, 401]
    with desk.begin() as connection:
        set_active(connection, "m.omid", active=False)
    assert Program(client, kept).get("/me").status_code == 401


def test_only_the_hash_of_a_token_is_kept(desk: Desk, program: Callable[[str], Program]) -> None:
    token = program("n.sahar").token

    assert [row["token_hash"] for row in rows(desk, "select token_hash from api_token")] == [
        token_hash(token)
    ]


def test_a_viewer_reads_and_does_not_decide(program: Callable[[str], Program]) -> None:
    viewer = program("v.nima")

    assert viewer.get("/me").json()["rights"] == ["read"]
    assert viewer.get("/items").status_code == 200
    answer = viewer.post("/queue/next", {})
    assert (answer.status_code, answer.json()["error"]) == (403, "not allowed")


def test_an_officer_is_not_let_in(program: Callable[[str], Program]) -> None:
    assert program("p.post").get("/items").status_code == 403


def test_items_come_page_by_page_and_none_twice(program: Callable[[str], Program]) -> None:
    reader = program("v.nima")
    seen: list[int] = []
    below: int | None = 0
    while below is not None:
        page = reader.get("/items", limit=7, below=below).json()
        seen += [item["id"] for item in page["items"]]
        below = page["next"]

    first = reader.get("/items", limit=200).json()["items"]
    assert len(seen) == len(set(seen)) > 7
    assert seen[: len(first)] == [item["id"] for item in first]


def test_evidence_points_into_the_text(program: Callable[[str], Program]) -> None:
    reader = program("v.nima")
    mentions = 0
    for summary in reader.get("/items", limit=30).json()["items"]:
        item = reader.get(f"/items/{summary['id']}").json()
        for claim in item["claims"]:
            for one in claim["evidence"]:
                mentions += 1
                assert item[one["field"]][one["start"] : one["end"]] == one["surface"]
    assert mentions > 10


def test_an_unknown_item_is_said_in_json(program: Callable[[str], Program]) -> None:
    answer = program("v.nima").get("/items/999999")

    assert (answer.status_code, answer.json()["error"]) == (404, "not found")


def test_a_decision_is_the_same_correction_as_by_key(desk: Desk, program: Callable[[str], Program]) -> None:
    analyst = program("n.sahar")
    card = analyst.card()

    answer = analyst.post("/queue/decide", {**card, "act": "accept"})

    assert answer.json() == {"done": "accept"}
    made = [one for one in decisions(desk, int(str(card["item"]))) if one.aspect is Aspect.AGENCY]
    assert made
    assert {one.decided_by for one in made} == {"n.sahar"}


def test_a_decision_that_comes_twice_is_stored_once(desk: Desk, program: Callable[[str], Program]) -> None:
    analyst = program("n.sahar")
    wish = {**analyst.card(), "act": "irrelevant"}

    first, second = analyst.post("/queue/decide", wish), analyst.post("/queue/decide", wish)

    assert (first.status_code, second.status_code, second.json()["error"]) == (200, 409, "refused")
    assert len(decisions(desk)) == 1


def test_a_card_in_one_hand_is_not_decided_by_another(desk: Desk, program: Callable[[str], Program]) -> None:
    card = program("n.sahar").card()
    other = program("m.omid")

    assert other.post("/queue/decide", {**card, "act": "accept"}).status_code == 409
    assert other.card()["item"] != card["item"]
    assert decisions(desk) == []


def test_undo_takes_back_and_gives_the_card_again(desk: Desk, program: Callable[[str], Program]) -> None:
    analyst = program("n.sahar")
    card = analyst.card()
    analyst.post("/queue/decide", {**card, "act": "irrelevant"})

    assert analyst.post("/queue/undo").status_code == 200
    assert decisions(desk) == []
    assert analyst.card()["item"] == card["item"]


def test_a_misspelt_field_is_refused_and_named(program: Callable[[str], Program]) -> None:
    analyst = program("n.sahar")

    answer = analyst.post("/queue/decide", {**analyst.card(), "act": "accept", "whole_storry": True})

    assert answer.status_code == 422
    assert "whole_storry" in answer.json()["message"]


def test_scores_add_up_from_their_parts_or_say_why_not(program: Callable[[str], Program]) -> None:
    reader = program("v.nima")
    for one in reader.get("/rounds").json():
        for score in reader.get(f"/rounds/{one['id']}/scores").json():
            assert score["points"] is None or 0 <= score["points"] <= 100
    assert reader.get("/rounds/999/scores").status_code == 404


def test_sources_say_where_they_stand(program: Callable[[str], Program]) -> None:
    listed = program("v.nima").get("/sources").json()

    assert listed
    assert all(one["outlet"] and one["kind"] for one in listed)


@pytest.mark.parametrize("user", ["v.nima", "n.sahar"])
@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
def test_whatever_is_asked_no_answer_is_a_failure_of_ours(
    desk: Desk, user: str, mode: GenerationMode
) -> None:
    headers = {"Authorization": f"Bearer {give_token(desk, user)}"}
    schema = schemathesis.openapi.from_asgi(f"{PATH}/openapi.json", create_app(desk), headers=headers)
    asked = Counter[str]()

    for found in schema.get_all_operations():
        operation = cast("Ok[APIOperation[Any, Any, Any, Any]]", found).ok()
        cases = operation.as_strategy(mode)

        @CALM
        @given(case=cases)
        def ask(case: Case[Any]) -> None:
            answer = case.call(headers=headers)
            asked[case.path] += 1
            assert answer.status_code < 500, (case.method, case.path, case.query, case.body, answer.text)
            if answer.status_code >= 400:
                assert set(answer.json()) == {"error", "message"}

        with suppress(Unsatisfiable):
            # An address without anything to fill in cannot be asked wrongly.
            ask()
    assert asked.total() > 50
