"""The audit stream in an installation: a careful analyst reviews it, and the figures are what truth gives."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.attributions import Role
from core.calendar import JalaliMonth
from core.errors import InputError
from newsroom.archive import ARCHIVE_MONTH
from newsroom.overlay import PROFILE
from newsroom.truth import ExpectedItem, expected
from rasad.auditing.audit_reviews import Taken, record_reviews
from rasad.auditing.audit_sheet import read_sheet
from rasad.auditing.corrections import Wish, record_decisions
from rasad.reporting.month import count_and_score, write_report
from rasad.wiring import Office
from storage.audit import audit_between
from storage.corrections import corrections_of
from tests.learning.audit_office import (
    ANALYST,
    MORNING,
    change,
    copy_of,
    figures,
    new_office,
    rows_of,
    sheet,
    take,
)
from tests.learning.careful_analyst import Row, filled, written

LATER = MORNING + timedelta(days=2)
TABLES = ("correction", "audit_review", "audit")

type Truth = Mapping[str, ExpectedItem]
type Pairs = set[tuple[str, str]]


@pytest.fixture(scope="module")
def unreviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = new_office(tmp_path_factory.mktemp("office") / "home")
    yield office
    office.database.close()


@pytest.fixture
def office(unreviewed: Office, tmp_path: Path) -> Iterator[Office]:
    copy = copy_of(unreviewed, tmp_path / "home")
    yield copy
    copy.database.close()


@pytest.fixture(scope="module")
def truth() -> Truth:
    return {item.url: item for item in expected()}


def _erring(office: Office) -> None:
    """The machine misses agencies and names wrong ones: too rare in the newsroom to test with."""
    change(
        office,
        "DELETE FROM attribution WHERE id % 7 = 0",
        "UPDATE attribution SET agency = 'tax@یزد', agency_type = 'tax', province = 'یزد', county = NULL,"
        " own_name = NULL WHERE id % 11 = 0",
    )


def _claims(office: Office) -> dict[str, dict[str, str]]:
    """By address: agency to role, as the machine says it now."""
    found: dict[str, dict[str, str]] = {url: {} for (url,) in rows_of(office, "SELECT url FROM item")}
    query = """SELECT url, agency, role FROM attribution a JOIN item_version v ON v.id = a.version_id
        JOIN item i ON i.id = v.item_id JOIN reading r ON r.version_id = v.id AND r.made_by = a.made_by
        WHERE r.is_newest"""
    for url, agency, role in rows_of(office, query):
        found[url][agency] = role
    return found


def _readings(office: Office) -> dict[str, tuple[str, str]]:
    query = """SELECT url, topic, service_reflection FROM reading r JOIN item_version v ON v.id = r.version_id
        JOIN item i ON i.id = v.item_id WHERE is_newest"""
    return {url: (topic, service) for url, topic, service in rows_of(office, query)}


def _correct(office: Office, decisions: list[tuple[int, str, str]]) -> None:
    """Decisions outside any review."""
    wishes = [
        Wish(where="test", item=str(i), aspect="agency", subject=a, decision=d, value="", reason="")
        for i, a, d in decisions
    ]
    record_decisions(office, wishes, decided_by=ANALYST, now=LATER - timedelta(days=1))


def _published(accuracy: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    precision, recall = accuracy["precision"], accuracy["recall"]
    return (precision["hits"], precision["n"]), (recall["hits"], recall["n"])


def test_the_figures_are_those_that_truth_gives_on_the_same_items(office: Office, truth: Truth) -> None:
    _erring(office)
    given = sheet(office)
    claims, readings, urls = _claims(office), _readings(office), {row["address"] for row in given}
    take(office, filled(given, truth))
    overall = figures(office)["overall"]

    def expected_of(enters: Callable[[str, str], bool]) -> tuple[tuple[int, int], tuple[int, int]]:
        said: Pairs = {(u, a) for u in urls for a, role in claims[u].items() if enters(a, role)}
        true: Pairs = {
            (u, str(one.agency))
            for u in urls
            for one in truth[u].agencies
            if enters(str(one.agency), one.role)
        }
        assert 0 < len(said & true) < min(len(said), len(true))
        return (len(said & true), len(said)), (len(said & true), len(true))

    assert len(overall["items"]) == len(urls) > 50
    assert _published(overall["linked"]) == expected_of(lambda _agency, _role: True)
    assert _published(overall["counted"]) == expected_of(
        lambda agency, role: role == Role.ACTOR and "@?" not in agency
    )
    assert overall["topic"]["hits"] == sum(readings[u][0] == truth[u].topic for u in urls)
    assert overall["service"]["hits"] == sum(readings[u][1] == truth[u].service_reflection for u in urls)


def test_calibration_is_that_of_the_claims_reviewed(office: Office, truth: Truth) -> None:
    _erring(office)
    given = sheet(office)
    claims, urls = _claims(office), {row["address"] for row in given}
    take(office, filled(given, truth))
    calibration = figures(office)["overall"]["calibration"]
    right = {(u, str(one.agency), one.role.value) for u in urls for one in truth[u].agencies}
    said = {(u, agency, role) for u in urls for agency, role in claims[u].items()}

    assert calibration["claims"] == len(said)
    assert sum(one["right"]["hits"] for one in calibration["bins"]) == len(said & right)


def test_groups_and_outlets_share_out_what_is_measured(office: Office, truth: Truth) -> None:
    take(office, filled(sheet(office), truth))
    found = figures(office)
    whole = found["overall"]["counted"]["precision"]

    for part in ("groups", "outlets"):
        parts = [one["counted"]["precision"] for one in found[part].values()]
        assert (sum(p["hits"] for p in parts), sum(p["n"] for p in parts)) == (whole["hits"], whole["n"])


def test_decisions_outside_the_stream_move_nothing(office: Office, truth: Truth) -> None:
    given = sheet(office)
    take(office, filled(given, truth))
    before, inside = figures(office), {row["address"] for row in given}
    ids = {url: item_id for item_id, url in rows_of(office, "SELECT id, url FROM item")}
    outside = [
        (ids[url], agency, "reject")
        for url, claims in _claims(office).items()
        for agency in claims
        if url not in inside and "@?" not in agency
    ]
    _correct(office, outside)

    assert len(outside) > 100
    assert figures(office) == before


def test_a_machine_that_reads_again_does_not_change_what_was_measured(office: Office, truth: Truth) -> None:
    take(office, filled(sheet(office), truth))
    before = figures(office)
    change(
        office, "DELETE FROM attribution", "UPDATE reading SET topic = 'sports', service_reflection = 'no'"
    )
    [made_by] = before["made_by"]

    assert figures(office) == before
    assert figures(office, made_by=made_by)["overall"] == before["overall"]
    assert figures(office, made_by="another")["reviewed"] == 0


def test_a_sheet_given_twice_is_taken_once(office: Office, truth: Truth) -> None:
    done = filled(sheet(office), truth)
    items = len({row["item"] for row in done})
    first = take(office, done)
    held = [rows_of(office, f"SELECT * FROM {table}") for table in TABLES]
    second = take(office, done, LATER)

    assert first == Taken(reviewed=items, changed=0, already_there=0, left=0)
    assert second == Taken(reviewed=0, changed=0, already_there=items, left=0)
    assert held == [rows_of(office, f"SELECT * FROM {table}") for table in TABLES]


def test_a_review_can_be_mended_and_the_first_claims_stay_measured(office: Office, truth: Truth) -> None:
    done = filled(sheet(office), truth)
    take(office, done)
    before = figures(office)["overall"]["topic"]
    place = next(n for n, r in enumerate(done) if r["aspect"] == "topic" and r["decision"] == "accept")
    done[place] = {**done[place], "decision": "set", "value": "sports"}
    change(office, "UPDATE reading SET topic = 'sports'")

    assert take(office, done, LATER).changed == 1
    after = figures(office)["overall"]["topic"]
    assert (after["hits"], after["n"]) == (before["hits"] - 1, before["n"])


def test_an_old_sheet_does_not_undo_what_was_decided_after_it(office: Office, truth: Truth) -> None:
    done = filled(sheet(office), truth)
    take(office, done)
    accepted = next(r for r in done if r["aspect"] == "agency" and r["decision"] == "accept")
    before = figures(office)
    _correct(office, [(int(accepted["item"]), accepted["subject"], "reject")])
    mended = figures(office)
    take(office, done, LATER)

    assert figures(office) == mended != before


def test_what_was_left_open_waits_and_what_was_reviewed_does_not(office: Office, truth: Truth) -> None:
    given = sheet(office)
    first_items = list(dict.fromkeys(row["item"] for row in given))[:5]
    begun = filled([row for row in given if row["item"] in first_items], truth)
    rest = [row for row in given if row["item"] not in first_items]
    left = len({row["item"] for row in rest})

    assert take(office, begun + rest) == Taken(reviewed=5, changed=0, already_there=0, left=left)
    assert sheet(office) == rest


def test_the_first_items_of_the_list_are_the_same_however_long_it_is(office: Office) -> None:
    items = list(dict.fromkeys(row["item"] for row in sheet(office)))

    assert list(dict.fromkeys(row["item"] for row in sheet(office, limit=7))) == items[:7]


def test_a_spreadsheet_may_write_semicolons(office: Office, truth: Truth, tmp_path: Path) -> None:
    done = filled(sheet(office), truth)

    assert read_sheet(written(done, tmp_path, delimiter=";")) == read_sheet(written(done, tmp_path))


def test_nothing_of_a_sheet_with_a_fault_is_kept(office: Office, truth: Truth) -> None:
    done = filled(sheet(office), truth)
    place = next(n for n, row in enumerate(done) if row["aspect"] == "topic")
    done[place] = {**done[place], "decision": "set", "value": "آبیاری"}

    with pytest.raises(InputError, match=rf"sheet\.csv:{place + 2}: 'آبیاری' is no value for topic"):
        take(office, done)

    assert [rows_of(office, f"SELECT 1 FROM {table}") for table in TABLES] == [[], [], []]


def _with(aspect: str, **cells: str) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [{**row, **cells} if row["aspect"] == aspect else row for row in rows]


def _and(**cells: str) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [*rows, {**rows[0], **cells}]


FAULTS: dict[str, tuple[str, Callable[[list[Row]], list[Row]]]] = {
    "a row without a decision": ("'topic' of item", _with("topic", decision="")),
    "a row that was removed": (
        "has no row for 'service_reflection'",
        lambda rows: [row for row in rows if row["aspect"] != "service_reflection"],
    ),
    "not said to be complete": ("'complete' of item", _with("complete", decision="")),
    "an agency the machine does not name": (
        "the machine does not name tax@یزد",
        _and(aspect="agency", subject="tax@یزد", decision="accept"),
    ),
    "an agency that is none": (
        "'tea-house' is no agency type",
        _and(aspect="agency", subject="tea-house@یزد", decision="set", value="actor"),
    ),
    "two decisions on one subject": ("decides 'topic' twice", lambda rows: _with("x")(rows + rows)),
    "another text": ("version 7 of item", _with("complete", version="7")),
    "another claim": ("the machine now says", _with("topic", claim="sports", decision="accept")),
    "a topic only called wrong": ("says which topic is right", _with("topic", decision="reject")),
    "a decision that is none": ("'yes' is no decision", _with("topic", decision="yes")),
    "an aspect that is none": ("'colour' is no aspect", _and(aspect="colour", decision="set", value="red")),
    "an item that is not there": (
        "there is no item '99999'",
        lambda rows: [{**row, "item": "99999"} for row in rows],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_incomplete_review_is_refused_with_its_place(
    unreviewed: Office, truth: Truth, fault: str, tmp_path: Path
) -> None:
    said, spoiled = FAULTS[fault]
    rows = read_sheet(written(spoiled(filled(sheet(unreviewed, limit=1), truth)), tmp_path))

    with pytest.raises(InputError, match=rf"sheet\.csv:\d+: .*{said}"):
        record_reviews(unreviewed, rows, by=ANALYST, now=MORNING)

    assert rows_of(unreviewed, "SELECT 1 FROM correction") == []


def test_somebody_without_an_account_reviews_nothing(office: Office, truth: Truth, tmp_path: Path) -> None:
    rows = read_sheet(written(filled(sheet(office), truth), tmp_path))

    with pytest.raises(InputError, match="rasad user add nobody"):
        record_reviews(office, rows, by="nobody", now=MORNING)


def test_an_item_outside_the_stream_cannot_be_reviewed_into_it(office: Office, truth: Truth) -> None:
    done = filled(sheet(office), truth)
    settings = replace(office.methodology.settings, audit_share=0.001)
    smaller = replace(office, methodology=replace(office.methodology, settings=settings))

    with pytest.raises(InputError, match="is not in the audit stream"):
        take(smaller, done)


def test_every_review_stands_in_the_audit_trail(office: Office, truth: Truth) -> None:
    done = filled(sheet(office, limit=3), truth)
    take(office, done)
    month = JalaliMonth.of(MORNING)
    with office.database.read() as connection:
        [entry] = audit_between(connection, month.start, month.end)
        decisions = corrections_of(connection)

    assert (entry.who, entry.action) == (ANALYST, "audit-review")
    assert entry.subject.split(", ") == list(dict.fromkeys(row["item"] for row in done))
    assert (entry.new or "").count(";") == len(decisions) - 1


def _report(office: Office) -> str:
    profile, after = office.methodology.profiles[PROFILE], ARCHIVE_MONTH.end + timedelta(days=30)
    count_and_score(office, profile, ARCHIVE_MONTH, after)
    return write_report(office, profile, ARCHIVE_MONTH).read_text(encoding="utf-8")


def test_the_report_of_a_month_without_a_review_says_so(office: Office) -> None:
    assert "درستی تشخیص سامانه در این ماه سنجیده نشد" in _report(office)


def test_the_report_prints_the_figures_of_its_month(office: Office, truth: Truth) -> None:
    take(office, filled(sheet(office), truth))
    page = _report(office)
    precision = figures(office, ARCHIVE_MONTH)["overall"]["counted"]["precision"]
    persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

    assert f"{precision['hits']} از {precision['n']}؛ بازهٔ ۹۵ درصدی".translate(persian) in page
    assert figures(office, ARCHIVE_MONTH.next())["in_stream"] == 0
