"""The operations page says what ran, what is due and why something failed; measures are for Prometheus."""

from dataclasses import replace
from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from core.audit import AuditEntry
from rasad.home import home_of
from rasad.operating.metrics import metrics_text
from rasad.wiring import Office
from review.desk import Desk
from storage.audit import append_audit
from storage.job_runs import claim_job_run, finish_job_run, note_progress
from tests.pages.review.at_work import MORNING, Browser

HOUR = timedelta(hours=1)


def _ran(desk: Desk, job: str, outcome: str | None) -> None:
    with desk.begin() as connection:
        claim_job_run(connection, job, MORNING - HOUR, MORNING - HOUR)
        if outcome:
            finish_job_run(connection, job, MORNING - HOUR, now=MORNING, outcome=outcome)


def test_a_failed_run_stands_there_with_its_cause_in_persian(desk: Desk) -> None:
    _ran(desk, "crawl", "StorageError: the database cannot be used: database or disk is full")
    page = Browser(desk, "o.bahar").open("/operations").text

    assert "خزش شبانه" in page
    assert "شکست" in page
    assert "دیسک پر است" in page


def test_a_running_job_shows_how_far_it_is(desk: Desk) -> None:
    _ran(desk, "read", None)
    with desk.begin() as connection:
        note_progress(connection, "read", MORNING - HOUR, stage="attribute", done=1200, of=None)
    page = Browser(desk, "l.raha").open("/operations").text

    assert "در حال اجرا" in page
    assert "انتساب: ۱۲۰۰" in page


def test_every_job_says_when_it_is_due_next(desk: Desk) -> None:
    page = Browser(desk, "o.bahar").open("/operations").text

    assert page.count("<tr class=") == len(desk.methodology.jobs)
    assert "بستن ماه" in page


def test_what_should_be_looked_at_stands_first(desk: Desk) -> None:
    warned = replace(desk, warnings=lambda _now: ["فضای دیسک رو به پایان است"])
    page = Browser(warned, "o.bahar").open("/operations").text

    assert page.index("فضای دیسک رو به پایان است") < page.index("<table>")


def test_the_page_is_for_those_who_oversee(desk: Desk) -> None:
    assert Browser(desk, "v.nima").open("/operations").status_code == 403
    assert Browser(desk, "n.sahar").open("/operations").status_code == 403


def test_what_a_program_said_is_escaped(desk: Desk) -> None:
    _ran(desk, "crawl", "InputError: <script>alert(1)</script>")
    page = Browser(desk, "o.bahar").open("/operations").text

    assert "<script>alert" not in page


def _measures(desk: Desk) -> dict[tuple[str, tuple[str, ...]], float]:
    home = home_of(folder=desk.reports_folder.parent)
    office = Office(home=home, methodology=desk.methodology, database=desk.database)
    text = metrics_text(office, MORNING).decode()
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_measures_say_what_there_is_and_how_jobs_ended(desk: Desk) -> None:
    _ran(desk, "crawl", "OSError: away")
    _ran(desk, "read", "done")
    measures = _measures(desk)

    assert measures["rasad_items", ()] > 100
    assert measures["rasad_review_cards_open", ()] > 0
    assert measures["rasad_job_ok", ("crawl",)] == 0
    assert measures["rasad_job_ok", ("read",)] == 1
    assert measures["rasad_job_seconds", ("read",)] == 3600
    assert measures["rasad_scheduler_up", ()] == 0


def test_measures_are_given_to_operators_and_to_nobody_behind_a_proxy(desk: Desk) -> None:
    measured = replace(desk, metrics=lambda: b"rasad_items 3\n")

    assert Browser(measured, "o.bahar").open("/metrics").text == "rasad_items 3\n"
    assert Browser(measured, "v.nima").open("/metrics").status_code == 403
    stranger = Browser(measured).client.get(
        "/metrics", headers={"x-forwarded-for": "127.0.0.1"}, follow_redirects=False
    )
    assert stranger.status_code == 303


def test_the_trail_speaks_persian(desk: Desk) -> None:
    entries = [
        ("round-step", "kavir 1404-07", "draft", "corrected(2)"),
        ("add user", "user b.nima2", None, "viewer"),
        ("take down", "item 7", None, "درخواست خبرنگار"),
    ]
    with desk.begin() as connection:
        for action, subject, old, new in entries:
            append_audit(
                connection,
                AuditEntry(who="l.raha", at=MORNING, action=action, subject=subject, old=old, new=new),
            )
    page = Browser(desk, "l.raha").open("/trail").text

    for said in ("گام دور", "اصلاح‌شده(2)", "حساب b.nima2", "بیننده", "برداشتن متن به درخواست", "مطلب 7"):
        assert said in page
