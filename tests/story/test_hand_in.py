"""Tables that people fill in: all rows or none, each fault with its row, twice the same changes nothing."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from core.errors import InputError
from core.handed_in import EvidenceKind
from rasad.commands import app
from rasad.home import Home
from rasad.wiring import Office, open_office
from storage.audit import audit_between
from storage.given import given_until

PHOTO = b"\xff\xd8\xff\xe0 a photograph"
NOW = "2025-11-24T08:00+03:30"
RECORD_HEADS = ("شماره", "دستگاه", "نوع", "عنوان", "تاریخ", "پیوند")
ROW = ("۱", "شرکت گاز استان سمنان", "نشست خبری", "نشست پاییز", "۱۴۰۴/۸/۱۲", "https://gas.example/1")
RESOLUTION_HEADS = ("number", "meeting", "title", "owner", "decided", "due", "progress", "done_on", "proof")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    config = tmp_path / "home" / "config"
    config.mkdir(parents=True)
    (config / "settings.yaml").write_text("profiles: [semnan-sample]\n", encoding="utf-8")
    rasad(tmp_path / "home", "user", "add", "roya")
    return tmp_path / "home"


def rasad(home: Path, *words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--home", str(home)])
    if isinstance(result.exception, InputError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def table(home: Path, *rows: tuple[str, ...], name: str = "table.csv") -> Path:
    path = home.parent / name
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def hand_in(home: Path, form: str, path: Path, now: str = NOW) -> str:
    return rasad(home, form, "import", str(path), "--by", "roya", "--now", now)


def office(home: Path) -> Office:
    return open_office(Home(folder=home, database_url=f"sqlite:///{home / 'rasad.sqlite'}"))


def refused(home: Path, form: str, *rows: tuple[str, ...]) -> list[str]:
    """The faults of a table, by row; nothing of it may be kept."""
    path = table(home, *rows)
    with pytest.raises(InputError) as error:
        hand_in(home, form, path)
    with office(home).database.read() as connection:
        given = given_until(connection)
    assert not (given.records or given.judgements or given.surveys or given.values or given.resolutions)
    return str(error.value).replace(f"{path}:", "").splitlines()


def row(**changes: str) -> tuple[str, ...]:
    names = ("number", "agency", "kind", "title", "day", "link")
    values = dict(zip(names, ROW, strict=True)) | changes
    return tuple(values.values())


def test_a_persian_table_is_kept_once_with_who_gave_it(home: Path) -> None:
    path = table(home, RECORD_HEADS, ROW, row(number="2"))

    assert hand_in(home, "record", path) == "2 record(s) kept, 0 already there\n"
    assert hand_in(home, "record", path, "2025-11-25T08:00+03:30") == "0 record(s) kept, 2 already there\n"
    with office(home).database.read() as connection:
        first, second = given_until(connection).records
        since, until = (
            datetime.fromisoformat("2025-11-24T00:00Z"),
            datetime.fromisoformat("2025-11-26T00:00Z"),
        )
        acts = [(act.who, act.action, act.new) for act in audit_between(connection, since, until)]
    assert (first.kind, str(first.agency), first.given_by) == ("press-conference", "gas@سمنان", "roya")
    assert {first.number, second.number} == {"۱", "2"}
    assert ("roya", "import record", "2") in acts


def test_a_workbook_with_dates_of_its_own_and_files_beside_it(home: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["number", "agency", "kind", "title", "day", "photo", "بودجه"])
    sheet.append([7, "gas@سمنان", "banner", "بنر ورودی", date(2025, 11, 1), "banner.jpg", 12])
    path = home.parent / "given.xlsx"
    book.save(path)
    (home.parent / "banner.jpg").write_bytes(PHOTO)
    hand_in(home, "record", path)
    with office(home).database.read() as connection:
        (record,) = given_until(connection).records

    assert (record.number, record.day.isoformat(), record.details) == ("7", "2025-11-01", {"بودجه": "12"})
    assert record.evidence[0].kind is EvidenceKind.PHOTO
    name = record.evidence[0].sha256
    assert (home / "evidence" / name[:2] / name).read_bytes() == PHOTO


@pytest.mark.parametrize(
    ("column", "name", "content", "why"),
    [
        ("photo", "banner.jpg", b"<script>", "'banner.jpg' is no picture"),
        ("photo", "banner.png", PHOTO, "'banner.png' does not hold what its ending says"),
        ("file", "plan.pdf", b"PK", "'plan.pdf' does not hold what its ending says"),
    ],
)
def test_a_proof_that_is_not_what_it_is_called_is_refused(
    home: Path, column: str, name: str, content: bytes, why: str
) -> None:
    (home.parent / name).write_bytes(content)

    heads = ("number", "agency", "kind", "title", "day", column)
    faults = refused(home, "record", heads, ("1", "gas@سمنان", "banner", "بنر", "1404-08-10", name))

    assert len(faults) == 1
    assert why in faults[0]


def test_a_list_without_entries_says_how_to_hand_one_in(home: Path) -> None:
    assert "no record was handed in; `rasad record import" in rasad(home, "record", "list")


def test_each_fault_has_its_row_and_nothing_is_kept(home: Path) -> None:
    faults = refused(
        home,
        "record",
        RECORD_HEADS,
        ROW,
        row(number="2", agency="شرکت گاز سمنان"),
        row(number="3", kind="جشن"),
        row(number="4", day="۱۴۰۴/۱۳/۰۱"),
        row(number="5", day="1404-12-01"),
        row(number="6", link="gas.example"),
        row(number="7", link=""),
        row(number="", title=""),
        row(number="8", kind="reply"),
        ROW,
        (*row(number="9"), "بیرون"),
    )

    assert [fault.partition(";")[0] for fault in faults] == [
        "3: 'شرکت گاز سمنان' is no agency of semnan-sample, so it is in no group",
        "4: 'kind': nobody knows 'جشن'",
        "5: 'day': '۱۴۰۴/۱۳/۰۱' is no date",
        "6: 'day': 1404-12-01 is in the future",
        "7: 'link': 'gas.example' is no address",
        "8: there is no evidence",
        "9: 'number' is empty",
        "10: 'item' is empty",
        "11: the same as 2: gas@سمنان, press-conference, ۱",
        "12: 'بیرون' stands under no heading",
    ]
    assert faults[0].endswith("did you mean 'شرکت گاز استان سمنان'?")


@pytest.mark.parametrize(
    ("heads", "problem"),
    [
        (("شماره", "دستگاه", "نوع", "عنوان"), "1: no column is headed day / تاریخ; add it"),
        ((*RECORD_HEADS, "till", "untill"), "1: nobody knows the heading 'untill'; did you mean 'until'?"),
        ((*RECORD_HEADS, "date", "تاریخ"), "1: two columns are headed 'تاریخ'; remove one"),
    ],
)
def test_headings_that_do_not_fit_are_named(home: Path, heads: tuple[str, ...], problem: str) -> None:
    assert refused(home, "record", heads, ROW) == [problem]


def test_text_in_a_number_is_named(home: Path) -> None:
    heads = ("rubric", "agency", "rater", "rater_agency", "rating", "day")
    rows = [("quality", "gas@سمنان", "یکم", "", mark, "1404-08-01") for mark in ("خوب", "7", "nan")]
    own = ("quality", "gas@سمنان", "دوم", "شرکت گاز استان سمنان", "5", "1404-08-01")

    assert refused(home, "judgement", heads, *rows, own) == [
        "2: 'rating': 'خوب' is no number; write digits only",
        "3: 'rating': 7 lies outside 1 to 5",
        "4: 'rating': 'nan' is no number; write digits only",
        "5: دوم belongs to the agency judged; another rater must do it",
    ]


def test_a_survey_without_people_and_a_table_with_words_are_refused(home: Path) -> None:
    heads = ("survey", "question", "agency", "value", "respondents", "day", "method")
    survey = ("پاییز", "trust", "gas@سمنان", "3.5", "0", "1404-08-01", "تلفنی")

    assert refused(home, "survey", heads, survey) == ["2: 'respondents': 0 is no number of people"]
    numbers = refused(
        home, "table", ("table", "agency", "day", "points"), ("general", "gas@سمنان", "1404-08-01", "زیاد")
    )
    assert numbers == ["2: 'points': 'زیاد' is no number; write digits only"]


def test_states_and_days_of_a_resolution_must_agree(home: Path) -> None:
    def one(number: str, due: str, progress: str, done_on: str, proof: str) -> tuple[str, ...]:
        return (number, "جلسهٔ دوم", "عنوان", "gas@سمنان", "1404-08-01", due, progress, done_on, proof)

    faults = refused(
        home,
        "resolution",
        RESOLUTION_HEADS,
        one("1", "1404-07-01", "", "", ""),
        one("2", "1404-09-30", "اجرا", "", "نامه"),
        one("3", "1404-09-30", "done", "1404-08-20", ""),
        one("4", "1404-09-30", "finished", "", ""),
    )

    assert [fault.partition(";")[0] for fault in faults] == [
        "2: 'due': 1404-07-01 is before 'decided'",
        "3: 'done_on' and the progress 'done' belong together",
        "4: 'proof' is empty",
        "5: 'progress': 'finished' is not known",
    ]


def test_an_unknown_account_hands_in_nothing(home: Path) -> None:
    path = table(home, RECORD_HEADS, ROW)

    with pytest.raises(InputError, match="ali"):
        rasad(home, "record", "import", str(path), "--by", "ali", "--now", NOW)


def test_a_file_that_is_no_table_is_said_so(home: Path) -> None:
    broken = home.parent / "broken.xlsx"
    broken.write_bytes(b"not a workbook")
    empty = table(home, name="empty.csv")
    empty.write_text("", encoding="utf-8")

    with pytest.raises(InputError, match="is no workbook"):
        hand_in(home, "record", broken)
    with pytest.raises(InputError, match="the table is empty"):
        hand_in(home, "record", empty)
    with pytest.raises(InputError, match="cannot be opened"):
        hand_in(home, "record", home.parent / "nowhere.csv")


def test_six_resolutions_five_of_them_done_come_out_of_the_data(home: Path) -> None:
    def one(number: int, progress: str = "", done_on: str = "") -> tuple[str, ...]:
        proof = "نامهٔ ۱۲" if done_on else ""
        due = (
            "جلسهٔ نخست",
            f"مصوبهٔ {number}",
            "post@سمنان",
            "1404-07-05",
            "1404-08-10",
            progress,
            done_on,
            proof,
        )
        return (str(number), *due)

    first = [one(n) for n in range(1, 7)]
    hand_in(home, "resolution", table(home, RESOLUTION_HEADS, *first), "2025-10-01T08:00+03:30")
    later = [one(n, "اجرا", "1404-08-05") for n in range(1, 6)] + [one(6, "در دست اجرا")]
    hand_in(home, "resolution", table(home, RESOLUTION_HEADS, *later))

    then = rasad(home, "resolution", "list", "--now", "2025-10-02T08:00+03:30")
    now = rasad(home, "resolution", "list", "--now", NOW)
    assert "جلسهٔ نخست: ۶ مصوبه، ۶ آغازنشده" in then
    assert "جلسهٔ نخست: ۶ مصوبه، ۵ اجرا، ۱ در دست اجرا" in now
    assert [line for line in now.splitlines() if ", late" in line] == [
        "    6  post@سمنان  in-progress, due ۱۴۰۴/۰۸/۱۰, late  مصوبهٔ 6"
    ]


def test_lists_are_told_to_scripts_too(home: Path) -> None:
    hand_in(home, "record", table(home, RECORD_HEADS, ROW))

    assert "press-conference ۱  نشست پاییز" in rasad(home, "record", "list", "--now", NOW)
    assert '"agency": "gas@سمنان"' in rasad(home, "record", "list", "--now", NOW, "--json")
    for form in ("judgement", "survey", "table"):
        assert rasad(home, form, "list", "--now", NOW, "--json").strip() == "[]"
