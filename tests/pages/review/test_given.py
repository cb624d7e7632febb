"""What people hand in by form and by table: kept once, in versions, with proof, each agency its own."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.handed_in import Verdict
from review.desk import Desk
from storage.judgements import JUDGEMENTS
from storage.records import RECORDS
from storage.resolutions import RESOLUTIONS
from tests.pages.review.at_work import Browser, rows
from tests.pages.review.own_desk import GAS, PDF, PNG, POST, filled_record, own_desk, token_of


@pytest.fixture
def desk(template: tuple[Desk, Path], tmp_path: Path) -> Iterator[Desk]:
    with own_desk(template, tmp_path / "home") as (made, _, _):
        yield made


def records(desk: Desk) -> list[tuple[str, str, str, int]]:
    with desk.database.read() as connection:
        held = RECORDS.holding(connection)
    return [(one.number, str(one.agency), one.verdict.value, len(one.evidence)) for one in held]


def test_a_record_with_a_photo_and_a_link_is_kept_and_stands_in_its_list(desk: Desk) -> None:
    analyst = Browser(desk, "n.sahar")
    token = token_of(analyst, "/records/record/new")
    answer = analyst.client.post(
        "/records/record/new",
        data=filled_record(token),
        files={"photo": ("پوستر.png", PNG, "image/png")},
    )

    assert "ثبت شد." in answer.text
    assert records(desk) == [("۱۲", GAS, "submitted", 2)]
    listed = analyst.open(f"/records?agency={GAS}&kind=press-conference&period=1404-08").text
    assert "نشست خبری پاییز" in listed
    assert "۱ مورد" in listed
    assert "۰ مورد" in analyst.open(f"/records?agency={GAS}&kind=press-conference&period=1404-07").text


def test_a_record_is_never_a_kind_of_resolution(desk: Desk) -> None:
    page = Browser(desk, "n.sahar").open("/records/record/new").text

    assert 'value="press-conference"' in page
    assert 'value="data-call"' not in page


def test_a_proof_is_a_download_and_never_a_page(desk: Desk) -> None:
    analyst = Browser(desk, "n.sahar")
    token = token_of(analyst, "/records/record/new")
    analyst.client.post("/records/record/new", data=filled_record(token), files={"file": ("a.pdf", PDF)})
    analyst.open("/records")
    name = analyst.page.split("/evidence/")[1][:64]
    answer = analyst.client.get(f"/evidence/{name}")

    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert analyst.client.get("/evidence/" + "a" * 64).status_code == 404


def test_the_same_form_sent_twice_is_one_record(desk: Desk) -> None:
    analyst = Browser(desk, "n.sahar")
    token = token_of(analyst, "/records/record/new")
    analyst.client.post("/records/record/new", data=filled_record(token))
    again = analyst.client.post("/records/record/new", data=filled_record(token))

    assert "چیزی دوباره ثبت نشد" in again.text
    assert len(rows(desk, "SELECT id FROM record")) == 1


def test_an_edit_is_a_new_version_and_the_old_one_stays_to_be_seen(desk: Desk) -> None:
    analyst = Browser(desk, "n.sahar")
    token = token_of(analyst, "/records/record/new")
    analyst.client.post("/records/record/new", data=filled_record(token), files={"photo": ("a.png", PNG)})
    first = rows(desk, "SELECT id FROM record")[0]["id"]
    analyst.open(f"/records/record/new?after={first}")
    held = analyst.page.split('name="held" value="')[1][:64]
    changed = filled_record(token, title="نشست خبری زمستان", after=str(first), held=held, number="۹۹")
    analyst.client.post("/records/record/new", data=changed)
    with desk.database.read() as connection:
        (now,) = RECORDS.holding(connection)
    page = analyst.open(f"/records/record/{first}").text

    assert (now.number, now.title, len(now.evidence)) == ("۱۲", "نشست خبری زمستان", 2)
    assert page.index("نشست خبری زمستان") < page.index("نسخه‌های پیشین") < page.index("نشست خبری پاییز")


def test_a_fault_is_said_in_persian_and_what_was_typed_stays(desk: Desk) -> None:
    analyst = Browser(desk, "n.sahar")
    token = token_of(analyst, "/records/record/new")
    answer = analyst.client.post("/records/record/new", data=filled_record(token, day="۱۴۰۴/۱۳/۰۱"))

    assert answer.status_code == 400
    assert "«تاریخ»: «۱۴۰۴/۱۳/۰۱» تاریخ نیست" in answer.text
    assert "نشست خبری پاییز" in answer.text
    assert records(desk) == []


def test_the_office_accepts_and_rejects_with_a_reason_and_the_day_of_receipt_stays(desk: Desk) -> None:
    analyst = Browser(desk, "n.sahar")
    token = token_of(analyst, "/records/record/new")
    analyst.client.post("/records/record/new", data=filled_record(token, received="۱۴۰۴/۰۸/۱۳"))
    number = rows(desk, "SELECT id FROM record")[0]["id"]
    verdict = {"token": token, "verdict": "rejected"}
    without = analyst.client.post(f"/records/record/{number}/verdict", data=verdict)
    analyst.client.post(f"/records/record/{number}/verdict", data={**verdict, "reason": "مدرک خوانا نیست"})
    with desk.database.read() as connection:
        (now,) = RECORDS.holding(connection)

    assert "دلیل را بنویسید" in without.text
    assert (now.verdict, now.reason, now.given_by) == (Verdict.REJECTED, "مدرک خوانا نیست", "n.sahar")
    assert now.received.isoformat() == "2025-11-04"


def test_a_table_is_kept_whole_or_its_faults_are_named_by_row(desk: Desk) -> None:
    analyst = Browser(desk, "n.sahar")
    token = token_of(analyst, "/records/record/table")
    heads = ["شماره", "دستگاه", "نوع", "عنوان", "تاریخ", "پیوند"]
    good = ["1", GAS, "بنر", "بنر ورودی", "1404-08-01", "https://gas.example.ir/1"]
    bad = ["2", "شرکت خیالی", "بنر", "بنر دوم", "1404-08-01", "https://gas.example.ir/2"]

    def table(*lines: list[str]) -> bytes:
        text = io.StringIO()
        csv.writer(text).writerows([heads, *lines])
        return text.getvalue().encode("utf-8-sig")

    refused = analyst.client.post(
        "/records/record/table", data={"token": token}, files={"table": ("t.csv", table(good, bad))}
    )
    assert refused.status_code == 400
    assert "<b>ردیف ۳:</b> <bdi>دستگاهی به نام «شرکت خیالی»" in refused.text
    assert records(desk) == []

    kept = analyst.client.post(
        "/records/record/table", data={"token": token}, files={"table": ("t.csv", table(good))}
    )
    assert "۱ ردیف تازه ثبت شد" in kept.text
    assert records(desk) == [("1", GAS, "submitted", 1)]


def test_a_workbook_names_photos_that_are_sent_along(desk: Desk) -> None:
    analyst = Browser(desk, "n.sahar")
    token = token_of(analyst, "/records/record/table")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["number", "agency", "kind", "title", "day", "photo"])
    sheet.append([7, GAS, "banner", "بنر ورودی", "1404-08-01", "banner.png"])
    content = io.BytesIO()
    book.save(content)
    files = [("table", ("t.xlsx", content.getvalue())), ("proofs", ("banner.png", PNG))]
    analyst.client.post("/records/record/table", data={"token": token}, files=files)

    assert records(desk) == [("7", GAS, "submitted", 1)]


def test_two_raters_mark_with_their_own_names_and_see_no_mark_before_theirs(desk: Desk) -> None:
    first, second, lead = Browser(desk, "n.sahar"), Browser(desk, "m.omid"), Browser(desk, "l.raha")
    mark = {"agency": GAS, "rubric": "کیفیت گزارش‌ها", "day": "۱۴۰۴/۰۸/۱۲", "note": "خوب بود"}

    def judge(browser: Browser, rating: str, **more: str) -> None:
        token = token_of(browser, "/records/judgement/new")
        browser.client.post("/records/judgement/new", data={"token": token, **mark, "rating": rating, **more})

    judge(first, "4", rater="m.omid")
    hidden = second.open("/records?of=judgement").text
    number = rows(desk, "SELECT id FROM judgement")[0]["id"]

    assert "۴ از ۵" not in hidden
    assert "خوب بود" not in hidden
    assert "۴ از ۵" not in second.open(f"/records/judgement/{number}").text
    assert second.open(f"/records/judgement/new?after={number}").status_code == 403
    assert "۴ از ۵" in lead.open("/records?of=judgement").text
    assert "۴ از ۵" not in Browser(desk, "v.nima").open("/records?of=judgement").text

    judge(second, "2")
    with desk.database.read() as connection:
        marks = {one.rater: one.rating for one in JUDGEMENTS.holding(connection)}
    assert marks == {"n.sahar": 4.0, "m.omid": 2.0}
    assert "۴ از ۵" in second.open("/records?of=judgement").text
    assert "۴ از ۵" in Browser(desk, "v.nima").open("/records?of=judgement").text


def test_a_resolution_is_late_until_it_is_done(desk: Desk) -> None:
    lead = Browser(desk, "l.raha")
    token = token_of(lead, "/records/resolution/new")
    resolution = {
        "token": token,
        "kind": "resolution",
        "meeting": "شورای اطلاع‌رسانی",
        "number": "۳",
        "title": "راه‌اندازی کانال",
        "owner": GAS,
        "decided": "۱۴۰۴/۰۷/۰۱",
        "due": "۱۴۰۴/۰۸/۰۱",
        "progress": "in-progress",
    }
    lead.client.post("/records/resolution/new", data=resolution)
    late = lead.open("/records?of=resolution&state=late").text
    number = rows(desk, "SELECT id FROM resolution")[0]["id"]
    done = {"progress": "done", "done_on": "۱۴۰۴/۰۸/۱۵", "proof": "نامهٔ ۴۱", "after": str(number)}
    lead.client.post("/records/resolution/new", data=resolution | done)
    with desk.database.read() as connection:
        (now,) = RESOLUTIONS.holding(connection)

    assert "راه‌اندازی کانال" in late
    assert "دیرکرده" in late
    assert "۱ مصوبه، ۱ اجرا" in lead.open("/records?of=resolution").text
    assert now.progress.value == "done"


def test_numbers_of_tables_and_surveys_come_by_form(desk: Desk) -> None:
    lead = Browser(desk, "l.raha")
    token = token_of(lead, "/records/table/new")
    number = {"agency": GAS, "table": "کارنامه", "column": "بازدید", "value": "۱۲۳۴۵۶۷", "day": "۱۴۰۴/۰۸/۰۱"}
    survey = {
        "agency": GAS,
        "survey": "رضایت",
        "question": "از خدمات خرسندید؟",
        "value": "۶۲٫۵",
        "respondents": "۴۰۰",
        "day": "۱۴۰۴/۰۸/۰۱",
        "method": "تلفنی",
    }
    lead.client.post("/records/table/new", data={"token": token, **number})
    lead.client.post("/records/survey/new", data={"token": token, **survey})

    assert "۱٬۲۳۴٬۵۶۷" in lead.open("/records?of=table").text
    assert "۶۲٫۵۰ (از ۴۰۰ تن)" in lead.open("/records?of=survey").text


def test_an_officer_hands_in_sees_and_objects_for_his_own_agency_alone(desk: Desk) -> None:
    analyst, officer = Browser(desk, "n.sahar"), Browser(desk, "p.post")
    token = token_of(analyst, "/records/record/new")
    analyst.client.post(
        "/records/record/new", data=filled_record(token, title="کار دیگری"), files={"file": ("x.pdf", PDF)}
    )
    gas = rows(desk, "SELECT id FROM record")[0]["id"]
    analyst.open("/records")
    proof = analyst.page.split("/evidence/")[1][:64]
    mine = token_of(officer, "/records/record/new")
    other = officer.client.post("/records/record/new", data=filled_record(mine))
    own = officer.client.post("/records/record/new", data=filled_record(mine, agency=POST, title="بستهٔ نو"))
    post = rows(desk, "SELECT max(id) AS id FROM record")[0]["id"]

    assert other.status_code == 400
    assert "دستگاه شما نیست" in other.text
    assert "بستهٔ نو" in own.text
    assert "کار دیگری" not in own.text
    assert officer.open(f"/records/record/{gas}").status_code == 404
    assert officer.client.get(f"/evidence/{proof}").status_code == 404
    assert (
        officer.client.post(f"/records/record/{gas}/object", data={"token": mine, "note": "چرا؟"}).status_code
        == 404
    )
    assert officer.open("/records/judgement/new").status_code == 403
    assert (
        officer.client.post(
            f"/records/record/{post}/verdict", data={"token": mine, "verdict": "accepted"}
        ).status_code
        == 403
    )

    objected = officer.client.post(
        f"/records/record/{post}/object", data={"token": mine, "note": "شمرده نشد"}
    )
    officer.client.post(f"/records/record/{post}/object", data={"token": mine, "note": "شمرده نشد"})
    assert "اعتراض شما" in objected.text
    assert analyst.open(f"/records/record/{post}").text.count("شمرده نشد") == 1
    analyst.client.post(f"/records/record/{post}/answer", data={"token": token, "note": "شمرده شد"})
    assert "شمرده شد" in officer.open(f"/records/record/{post}").text


def test_an_officer_cannot_undo_a_rejection_by_saying_the_same_again(desk: Desk) -> None:
    analyst, officer = Browser(desk, "n.sahar"), Browser(desk, "p.post")
    token, mine = token_of(analyst, "/records/record/new"), token_of(officer, "/records/record/new")
    sent = filled_record(mine, agency=POST)
    officer.client.post("/records/record/new", data=sent)
    number = rows(desk, "SELECT id FROM record")[0]["id"]
    analyst.client.post(
        f"/records/record/{number}/verdict", data={"token": token, "verdict": "rejected", "reason": "بی‌مدرک"}
    )
    again = officer.client.post("/records/record/new", data=sent)
    backdated = officer.client.post(
        "/records/record/new", data=sent | {"received": "۱۴۰۴/۰۷/۰۱", "number": "۵"}
    )
    better = officer.client.post("/records/record/new", data=sent | {"link": "https://post.example.ir/new"})

    assert again.status_code == 400
    assert "رد شده و چیز تازه‌ای در آن نیست" in again.text
    assert backdated.status_code == 200
    assert better.status_code == 200
    with desk.database.read() as connection:
        held = {
            one.number: (one.verdict.value, one.received.isoformat()) for one in RECORDS.holding(connection)
        }
    assert held == {"۱۲": ("submitted", "2025-11-10"), "۵": ("submitted", "2025-11-10")}
