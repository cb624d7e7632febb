"""The doors: nothing without signing in, nothing beyond one's role, nothing in another's name."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from fastapi.routing import APIRoute

from core.users import UserRole
from reports.formats.html import write_html
from review.access import RIGHTS, Right
from review.app import create_app
from review.desk import Desk
from review.headers import POLICY
from review.messages import TOO_MANY_GUESSES
from tests.pages.reports.sample_month import small_report
from tests.pages.review.at_work import PASSWORD, Browser, Clock, decisions, rows

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


def test_after_signing_in_one_is_where_one_wanted_to_go(desk: Desk) -> None:
    browser = Browser(desk)
    asked = browser.client.get("/items/1?x=۱", follow_redirects=False)
    wanted = unquote(asked.headers["location"].removeprefix("/login?next="))
    answer = browser.client.post(
        "/login", data={"name": "v.nima", "password": PASSWORD, "next": wanted}, follow_redirects=False
    )

    assert unquote(answer.headers["location"]) == "/items/1?x=۱"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_signing_in_leads_to_no_other_host(desk: Desk, target: str) -> None:
    answer = Browser(desk).client.post(
        "/login", data={"name": "v.nima", "password": PASSWORD, "next": target}, follow_redirects=False
    )

    assert answer.headers["location"] == "/"


def test_the_cookie_is_for_the_server_alone(desk: Desk) -> None:
    plain = Browser(desk).client.post(
        "/login", data={"name": "v.nima", "password": PASSWORD}, follow_redirects=False
    )
    secure = Browser(desk)
    secure.client.base_url = "https://rasad.example"
    over_tls = secure.client.post(
        "/login", data={"name": "v.nima", "password": PASSWORD}, follow_redirects=False
    )

    cookie = plain.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert "Secure" in over_tls.headers["set-cookie"]


def test_the_database_does_not_hold_what_opens_a_session_or_an_account(desk: Desk) -> None:
    browser = Browser(desk, "n.sahar")
    held = str(rows(desk, "SELECT * FROM session")) + str(rows(desk, "SELECT * FROM user_account"))

    assert browser.session_id
    assert browser.session_id not in held
    assert PASSWORD not in held
    assert "$argon2id$" in held


def test_digits_of_a_password_may_be_persian_or_latin(desk: Desk) -> None:
    answer = Browser(desk).sign_in("n.sahar", PASSWORD.replace("۱۲۳", "123"))

    assert "بازبینی" in answer.text


def test_a_wrong_password_an_unknown_name_and_a_closed_account_are_told_apart_by_nobody(
    desk: Desk,
) -> None:
    operator = Browser(desk, "o.bahar")
    operator.open("/users")
    token = operator.field("token")
    operator.client.post("/users/change", data={"token": token, "name": "m.omid", "what": "close"})
    wrong = Browser(desk).sign_in("n.sahar", "نادرست۱۲۳۴")
    unknown = Browser(desk).sign_in("nobody", "نادرست۱۲۳۴")
    closed = Browser(desk).sign_in("m.omid")

    assert {wrong.status_code, unknown.status_code, closed.status_code} == {403}
    assert wrong.text.replace("n.sahar", "") == unknown.text.replace("nobody", "")
    assert closed.text.replace("m.omid", "") == unknown.text.replace("nobody", "")


def test_five_wrong_guesses_close_the_door_for_a_quarter_of_an_hour(desk: Desk, clock: Clock) -> None:
    browser = Browser(desk)
    for _ in range(5):
        browser.sign_in("n.sahar", "نادرست۱۲۳۴")
    refused = browser.sign_in("n.sahar")
    other = Browser(desk).sign_in("m.omid")
    clock.pass_by(minutes=16)
    later = browser.sign_in("n.sahar")

    assert (refused.status_code, TOO_MANY_GUESSES in refused.text) == (429, True)
    assert other.status_code == 200
    assert "کارت" in later.text or "سامانه می‌گوید" in later.text


def test_twelve_idle_hours_end_a_session_and_work_keeps_it(desk: Desk, clock: Clock) -> None:
    browser = Browser(desk, "n.sahar")
    for _ in range(3):
        clock.pass_by(hours=11)
        browser.open("/review")
    at_work = browser.page
    clock.pass_by(hours=13)
    browser.open("/review")

    assert "سامانه می‌گوید" in at_work
    assert "ورود به رصد" in browser.page


def test_signing_out_ends_the_session_also_for_who_kept_the_cookie(desk: Desk) -> None:
    browser = Browser(desk, "n.sahar")
    kept = browser.session_id
    browser.open("/review")
    browser.client.post("/logout", data={"token": browser.field("token")})
    thief = Browser(desk)
    thief.client.cookies.set("rasad_session", kept)

    assert "ورود به رصد" in thief.open("/review").text


def test_a_new_password_ends_the_other_sessions(desk: Desk) -> None:
    here, there = Browser(desk, "n.sahar"), Browser(desk, "n.sahar")
    here.open("/password")
    form = {"token": here.field("token"), "old": PASSWORD, "new": "بهار-۴۵۶۷۸"}
    changed = here.client.post("/password", data=form)

    assert "گذرواژه عوض شد" in changed.text
    assert "ورود به رصد" in there.open("/review").text
    assert Browser(desk).sign_in("n.sahar", "بهار-45678").status_code == 200


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


def test_an_operator_makes_an_account_whose_password_is_shown_once(desk: Desk) -> None:
    operator = Browser(desk, "o.bahar")
    operator.open("/users")
    form = {"token": operator.field("token"), "name": "k.nava", "display_name": "نوا", "role": "analyst"}
    made = operator.client.post("/users", data=form).text
    password = made.split('<code dir="ltr">')[1].split("</code>")[0]

    assert Browser(desk).sign_in("k.nava", password).status_code == 200
    assert password not in operator.open("/users").text
    assert [row["who"] for row in rows(desk, "SELECT who FROM audit WHERE subject = 'user k.nava'")] == [
        "o.bahar"
    ]
