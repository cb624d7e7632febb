"""The web application: what it serves, what it refuses, and what every answer tells the browser."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reports.formats.html import write_html
from reports.items import ItemContext, ItemView, item_view
from review.app import create_app
from review.headers import POLICY
from tests.pages.reports.sample_items import stored_item
from tests.pages.reports.sample_month import small_report

PAGE_HASH = "ab" * 32
HOSTILE = '<script>alert("x")</script>'


def _view(item_id: int) -> ItemView | None:
    if item_id != 7:
        return None
    stored = stored_item(7, title=HOSTILE, body="متن مطلب")
    return item_view(stored, ItemContext(outlet_names={}, agency_names={}, topic_names={}))


def _page(page_hash: str) -> bytes | None:
    return b"<script>alert(1)</script>" if page_hash == PAGE_HASH else None


def _client(folder: Path, health: Mapping[str, object] | None = None) -> TestClient:
    state = health if health is not None else {"ok": True, "database": "ok"}
    app = create_app(reports_folder=folder, read_item=_view, health=lambda: state, read_page=_page)
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("reports")
    write_html(small_report(), folder / "sample" / "1404-07")
    with _client(folder) as opened:
        yield opened


def test_the_front_page_names_every_written_report(client: TestClient) -> None:
    page = client.get("/").text

    assert '<a href="/reports/sample/1404-07/index.html"><strong>مهر ۱۴۰۴</strong></a>' in page
    assert "استانداری سمنان (نمونه)" in page


def test_without_reports_the_front_page_says_how_to_make_one(tmp_path: Path) -> None:
    assert "rasad report" in _client(tmp_path / "none-yet").get("/").text


def test_a_report_written_later_appears_without_a_restart(tmp_path: Path) -> None:
    client = _client(tmp_path)
    write_html(small_report(), tmp_path / "late")

    assert "مهر ۱۴۰۴" in client.get("/").text


def test_the_pages_of_a_report_are_served_as_they_were_written(client: TestClient) -> None:
    for path in ("index.html", "lists/all.html", "static/rasad.css", "items/1.html"):
        assert client.get(f"/reports/sample/1404-07/{path}").status_code == 200, path


def test_an_item_has_a_page_and_its_text_stays_text(client: TestClient) -> None:
    page = client.get("/items/7").text

    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "متن مطلب" in page
    assert client.get("/items/7.html").text == page


@pytest.mark.parametrize("item_id", ["8", "0", "-1", "x", "۷", "9" * 5000, "7;drop", "1e3", "../7"])
def test_an_item_that_is_not_there_is_not_found(client: TestClient, item_id: str) -> None:
    answer = client.get(f"/items/{item_id}")

    assert answer.status_code == 404
    assert "چیزی در این نشانی نیست" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/reports/../secret",
        "/reports/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2fwords.py",
        "/nothing",
    ],
)
def test_paths_lead_nowhere_but_into_the_reports(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_health_answers_as_it_was_told(tmp_path: Path) -> None:
    good, bad = _client(tmp_path), _client(tmp_path, {"ok": False, "database": "gone"})

    assert (good.get("/healthz").status_code, good.get("/healthz").json()["database"]) == (200, "ok")
    assert bad.get("/healthz").status_code == 503


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/items/7", "/nothing", "/reports/sample/1404-07/index.html", "/static/rasad.css"],
)
def test_every_answer_carries_the_strict_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_saved_page_is_shown_without_its_scripts_in_an_origin_of_its_own(client: TestClient) -> None:
    answer = client.get(f"/pages/{PAGE_HASH}")

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["content-type"] == "text/html"
    assert "allow-scripts" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("page_hash", ["cd" * 32, "AB" * 32, "ab", "x" * 64])
def test_a_page_that_was_not_saved_is_not_found(client: TestClient, page_hash: str) -> None:
    assert client.get(f"/pages/{page_hash}").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/", "/items/7", "/healthz", "/reports/sample/1404-07/index.html"])
def test_nothing_can_be_written(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 405


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_the_frameworks_own_pages_are_off(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_head_of_a_page_can_be_asked_for(client: TestClient) -> None:
    answer = client.head("/items/7")

    assert (answer.status_code, answer.content) == (200, b"")
