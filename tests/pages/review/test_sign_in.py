"""Signing in: passwords, sessions, guesses, and accounts that are made and closed."""

from urllib.parse import unquote

import pytest

from review.desk import Desk
from review.messages import TOO_MANY_GUESSES
from tests.pages.review.at_work import PASSWORD, Browser, Clock, rows


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


def test_the_trail_says_in_persian_what_was_done_and_to_what(desk: Desk) -> None:
    lead = Browser(desk, "l.raha")
    page = lead.open("/trail").text

    assert "<td>ورود</td>" in page
    assert "<bdi>نشانی " in page
    assert "sign in" not in page
