"""The doors: nothing without signing in, nothing beyond one's role, nothing in another's name."""

from dataclasses import replace

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount

from core.users import UserRole
from reports.formats.html import write_html
from review.app import create_app
from review.desk import Desk
from review.doors.access import RIGHTS, Right
from review.doors.headers import POLICY
from tests.pages.reports.sample_month import small_report
from tests.pages.review.at_work import Browser, decisions, rows

PUBLIC = {"/login", "/healthz"}


def addresses(desk: Desk) -> list[tuple[str, str]]:
    """Every method and address of the application."""
    routes: list[tuple[str, str]] = []
    for route in _flat(create_app(desk).routes):
        if isinstance(route, APIRoute):
            path = route.path.replace("{item_id}", "1").replace("{page_hash}", "ab" * 32)
            routes += [
                (method, path.replace("{path:path}", "x/1404-07/index.html"))
                for method in sorted(route.methods or ())
            ]
    return routes


def _flat(routes: object) -> list[object]:
    found: list[object] = []
    for route in routes:  # type: ignore[attr-defined]
        if isinstance(route, Mount):
            # Files, and the interface for programs, whose doors are tested in test_api.
            continue
        inner = getattr(route, "routes", None) or getattr(
            getattr(route, "original_router", None), "routes", None
        )
        found += _flat(inner) if inner else [route]
    return found


def test_without_signing_in_only_the_health_and_the_sign_in_page_answer(desk: Desk) -> None:
    stranger = Browser(desk)
    asked = [(method, path) for method, path in addresses(desk) if path not in PUBLIC]

    assert len(asked) > 25
    for method, path in asked:
        answer = stranger.client.request(method, path, follow_redirects=False)

        assert answer.status_code in (303, 401), (method, path)
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/login?next="), (method, path)
        assert "مهر ۱۴۰۴" not in answer.text


@pytest.mark.parametrize(
    ("name", "path", "right"),
    [
        ("v.nima", "/review", Right.DECIDE),
        ("o.bahar", "/review", Right.DECIDE),
        ("n.sahar", "/users", Right.MANAGE),
        ("l.raha", "/users", Right.MANAGE),
        ("n.sahar", "/trail", Right.OVERSEE),
        ("v.nima", "/flags", Right.OVERSEE),
        ("p.post", "/search", Right.READ),
        ("p.post", "/review", Right.DECIDE),
        ("p.post", "/search/items.csv", Right.READ),
        ("p.post", "/agency?key=gas@سمنان", Right.READ),
    ],
)
def test_a_role_opens_no_page_that_is_not_for_it(desk: Desk, name: str, path: str, right: Right) -> None:
    assert Browser(desk, name).open(path).status_code == 403


def test_every_role_has_its_rights_listed() -> None:
    assert RIGHTS.keys() == set(UserRole)


def test_an_officer_sees_the_items_of_his_agency_and_no_other(desk: Desk) -> None:
    officer = Browser(desk, "p.post")
    mine = rows(
        desk,
        "SELECT DISTINCT v.item_id AS id FROM attribution a JOIN item_version v ON v.id = a.version_id"
        " WHERE a.agency = 'post@سمنان'",
    )
    others = rows(
        desk,
        "SELECT id FROM item WHERE id NOT IN (SELECT v.item_id FROM attribution a"
        " JOIN item_version v ON v.id = a.version_id WHERE a.agency = 'post@سمنان')",
    )

    assert mine
    assert {officer.open(f"/items/{row['id']}").status_code for row in mine} == {200}
    assert {officer.open(f"/items/{row['id']}").status_code for row in others[:40]} == {403}


def test_an_officer_objects_to_his_own_items_only_and_decides_nothing(desk: Desk) -> None:
    officer = Browser(desk, "p.post")
    officer.open("/agency")
    token, item = officer.field("token"), officer.field("item")
    other = rows(
        desk,
        "SELECT id FROM item WHERE id NOT IN (SELECT v.item_id FROM attribution a"
        " JOIN item_version v ON v.id = a.version_id WHERE a.agency = 'post@سمنان') LIMIT 1",
    )[0]["id"]
    taken = officer.client.post("/agency/object", data={"token": token, "item": item, "note": "کار ما نبود"})
    refused = officer.client.post(
        "/agency/object", data={"token": token, "item": str(other), "note": "کار ما نبود"}
    )
    lead = Browser(desk, "l.raha")

    assert (taken.status_code, refused.status_code) == (200, 403)
    assert "کار ما نبود" in lead.open("/flags").text
    assert decisions(desk) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1.evil.example"},
    ],
)
def test_a_form_of_another_site_or_port_is_refused(
    desk: Desk, analyst: Browser, headers: dict[str, str]
) -> None:
    form = {**analyst.fields(), "act": "accept"}
    answer = analyst.client.post("/review/decide", data=form, headers=headers)

    assert answer.status_code == 403
    assert "اجازه داده نشد" in answer.text
    assert decisions(desk) == []


@pytest.mark.parametrize("token", ["", "x", "۱۲۳", "a" * 5000])
def test_a_form_without_the_token_of_the_session_is_refused(desk: Desk, analyst: Browser, token: str) -> None:
    answer = analyst.client.post("/review/decide", data={**analyst.fields(), "act": "accept", "token": token})

    assert answer.status_code in (403, 422)
    assert decisions(desk) == []


def test_the_token_of_another_session_is_worth_nothing(desk: Desk, analyst: Browser) -> None:
    other = Browser(desk, "m.omid")
    other.open("/review")
    form = {**analyst.fields(), "act": "accept", "token": other.field("token")}

    assert analyst.client.post("/review/decide", data=form).status_code == 403


def test_anothers_card_cannot_be_decided(desk: Desk, analyst: Browser) -> None:
    thief = Browser(desk, "m.omid")
    thief.open("/review")
    form = {**analyst.fields(), "token": thief.field("token"), "act": "accept"}
    thief.client.post("/review/decide", data=form)

    assert decisions(desk) == []


def test_a_body_without_end_is_refused(analyst: Browser) -> None:
    answer = analyst.client.post("/review/decide", data={**analyst.fields(), "note": "آ" * 2_000_000})

    assert answer.status_code == 413
    assert "بزرگ‌تر" in answer.text


@pytest.mark.parametrize(
    "form",
    [
        {"item": "x"},
        {"item": "-1"},
        {"item": "9" * 40},
        {"version": "1e9"},
        {"act": "\x00"},
        {"act": "accept\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
        {"focus": "x" * 5000},
        {"month": "9999-99"},
        {"month": "../../etc"},
        {"agency": "'; --"},
        {"mode": "add", "q": "٪" * 100, "act": "look"},
    ],
)
def test_no_form_makes_the_server_stumble(analyst: Browser, form: dict[str, str]) -> None:
    answer = analyst.client.post("/review/decide", data={**analyst.fields(), **form})

    assert answer.status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        "/items/0",
        "/items/-1",
        "/items/x",
        "/items/۷",
        f"/items/{'9' * 5000}",
        "/items/1e3",
        "/items/../1",
        f"/pages/{'cd' * 32}",
        f"/pages/{'AB' * 32}",
        "/pages/x",
        "/reports/../rasad.sqlite",
        "/reports/%2e%2e/rasad.sqlite",
        "/reports/..%2frasad.sqlite",
        "/static/..%2f..%2fwords.py",
        "/app/..%2fapp.py",
        "/nothing",
        "/docs",
        "/openapi.json",
    ],
)
def test_an_address_that_is_none_of_ours_is_not_found(desk: Desk, path: str) -> None:
    answer = Browser(desk, "l.raha").open(path)

    assert answer.status_code == 404
    assert "چیزی در این نشانی نیست" in answer.text


@pytest.mark.parametrize(
    "path", ["/login", "/review", "/search?q=آب", "/healthz", "/nothing", "/app/review.css"]
)
def test_every_answer_carries_the_strict_policy(desk: Desk, path: str) -> None:
    headers = Browser(desk, "l.raha").open(path).headers

    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/app") else "no-store")


def test_no_page_asks_another_host_or_carries_script_or_style_of_its_own(desk: Desk) -> None:
    browser = Browser(desk, "l.raha")
    for path in ("/review", "/search?q=شهر", "/trail", "/flags", "/", "/sources", "/password", "/items/1"):
        page = browser.open(path).text

        assert "<style" not in page, path
        assert " style=" not in page, path
        assert "<script>" not in page, path
        assert " onclick" not in page, path
        assert 'src="http' not in page, path


def test_a_report_is_for_readers_until_its_round_is_published(desk: Desk) -> None:
    write_html(small_report(), desk.reports_folder / "semnan-sample" / "1404-07")
    address = "/reports/semnan-sample/1404-07/index.html"
    stranger = Browser(desk).client.get(address, follow_redirects=False)
    viewer = Browser(desk, "v.nima")

    assert stranger.status_code == 303
    assert viewer.open(address).status_code == 200
    assert address in viewer.open("/").text


def test_the_health_check_says_whether_the_database_answers(desk: Desk) -> None:
    answer = Browser(desk).client.get("/healthz")

    assert (answer.status_code, answer.json()["database"]) == (200, "answers")


def test_a_saved_page_is_shown_without_its_scripts_in_an_origin_of_its_own(desk: Desk) -> None:
    page_hash = "ab" * 32
    saved = replace(desk, read_page={page_hash: b"<script>alert(1)</script>"}.get)
    answer = Browser(saved, "v.nima").open(f"/pages/{page_hash}")

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in answer.headers["content-security-policy"]
    assert answer.headers["content-type"] == "text/html"
