"""An answer to criticism on the agency's own site, or in the outlet, is found without a record."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.attributions import Attribution, Mention, Reading, Role, Understanding
from core.handed_in import Record
from core.items import Item, Origin
from core.moments import Moment, Precision
from core.observations import Observation
from rasad.reporting.month import count_and_score
from rasad.wiring import Office
from storage.claims import save_understandings
from storage.records import RECORDS
from storage.source_days import save_source_days
from storage.store_items import store_items
from tests.story.round_office import AFTER, FILES, GAS, MADE_BY, MEHR, _day, new_office, rasad

OPENED = MEHR.start + timedelta(days=4, hours=6)
CRITICISM = "گلایهٔ مردم روستاهای کویر از افت فشار گاز زمستانی"
ANSWER = "پاسخ شرکت گاز به گلایهٔ مردم روستاهای کویر دربارهٔ افت فشار گاز"

AGENCIES = "provinces/kavir/agencies.yaml"
OUTLETS = "provinces/kavir/outlets.yaml"
SITE = """\
  - id: gas-site
    name: شرکت گاز
    owner: شرکت گاز
    tier: unlicensed
    domains: [gas.example]
    sources:
      - {id: gas-feed, kind: feed, address: "https://gas.example/feed", expect_a_day: [0, 9]}
"""
SCHEME = "schemes/kavir.yaml"
CLOCK = """\
  - id: replies
    name: پاسخ‌گویی
    domain: service
    weight: 10
    measures:
      - {measure: replies_in_time, normalisation: target_ratio, target: 1, weight: 0.5}
      - {measure: activity_responsiveness, normalisation: points, weight: 0.5}
bands:"""
WITH_SITE = FILES | {
    AGENCIES: FILES[AGENCIES].replace("name: شرکت گاز\n", "name: شرکت گاز\n    own_outlet: gas-site\n"),
    OUTLETS: FILES[OUTLETS] + SITE,
    SCHEME: FILES[SCHEME].replace("weight: 40", "weight: 30").replace("bands:", CLOCK),
}


def printed(outlet: str, title: str, *, hours: float, number: int = 1) -> Item:
    at = OPENED + timedelta(hours=hours)
    key = f"https://{outlet}.example/{number}"
    return Item(
        key=key,
        outlet=outlet,
        url=key,
        title=title,
        lead=None,
        body="متن این مطلب کوتاه است.",
        first_seen=at,
        origin=Origin.CRAWL,
        published=Moment(at=at, precision=Precision.MINUTE, rule="meta:published/iso"),
        source=f"{outlet}-feed",
    )


def said(*, criticism: bool) -> Understanding:
    claim = Attribution(
        agency=GAS,
        name="شرکت گاز",
        role=Role.ACTOR,
        confidence=0.9,
        evidence=(Mention(field="title", start=0, end=3, surface="گلا"),),
        reason="explicit-province",
    )
    reading = Reading(service_reflection=None, ceremonial=False, criticism_needing_reply=criticism)
    return Understanding(attributions=(claim,) if criticism else (), reading=reading, made_by=MADE_BY)


def observed(office: Office, measure: str) -> Observation:
    made = count_and_score(office, office.methodology.profiles["kavir"], MEHR, AFTER)
    return next(o for o in made.observations if (o.agency, o.measure) == (GAS, measure))


def office_with(folder: Path, *answers: Item) -> Office:
    office = new_office(folder, WITH_SITE)
    with office.database.begin() as connection:
        kept = store_items(connection, [printed("bahar", CRITICISM, hours=0), *answers])
        claims = [(one, said(criticism=n == 0)) for n, (one, _) in enumerate(kept)]
        save_understandings(connection, MADE_BY, claims)
        for source in ("bahar-feed", "khazan-feed", "gas-feed"):
            save_source_days(connection, [_day(source, MEHR, n) for n in range(len(MEHR.days))])
    return office


@pytest.mark.parametrize(("hours", "credit"), [(20, 100), (70, 70), (20 * 24, 40), (31 * 24, 0)])
def test_an_answer_on_the_own_site_stops_the_clock(tmp_path: Path, hours: float, credit: float) -> None:
    office = office_with(tmp_path, printed("gas-site", ANSWER, hours=hours))
    got = observed(office, "activity_responsiveness")

    assert got.value == credit
    assert len(got.items) == (2 if credit else 1)


@pytest.mark.parametrize(
    "answer",
    [
        printed("gas-site", "گلایهٔ مردم روستاهای کویر از افت فشار گاز زمستانی بررسی شد", hours=5),
        printed("gas-site", "جوابیه دربارهٔ آسفالت میدان شهر", hours=5),
        printed("khazan", ANSWER, hours=5),
        printed("gas-site", ANSWER, hours=-5),
        printed("bahar", "گلایهٔ مردم روستاهای کویر از شرکت گاز بی پاسخ ماند", hours=5, number=2),
        printed("bahar", "پاسخ استانداری به گلایهٔ مردم روستاهای کویر از افت فشار", hours=5, number=2),
    ],
    ids=[
        "says no word of an answer",
        "other subject",
        "other outlet",
        "before it",
        "writes that none came",
        "another agency",
    ],
)
def test_what_is_not_surely_an_answer_is_none(tmp_path: Path, answer: Item) -> None:
    assert observed(office_with(tmp_path, answer), "replies_in_time").value == 0


def test_an_answer_printed_where_the_criticism_stood_names_the_agency(tmp_path: Path) -> None:
    office = office_with(tmp_path, printed("bahar", ANSWER, hours=5, number=2))

    assert observed(office, "replies_in_time").value == 1


def test_a_person_can_say_that_it_is_no_answer(tmp_path: Path) -> None:
    office = office_with(tmp_path, printed("gas-site", ANSWER, hours=5))
    before = observed(office, "activity_responsiveness")
    found = before.items[-1]
    refusal = Record(
        number="۱",
        agency=GAS,
        kind="not-a-reply",
        title="این خبر پاسخ آن نقد نیست",
        day=date(2025, 9, 30),
        details={"item": str(found)},
        received=date(2025, 9, 30),
        given_by="n.saba",
        given_at=AFTER - timedelta(days=1),
    )
    with office.database.begin() as connection:
        RECORDS.append(connection, [refusal])

    assert (before.value, observed(office, "activity_responsiveness").value) == (100, 0)


def test_the_sooner_of_a_record_and_a_found_answer_counts(tmp_path: Path) -> None:
    office = office_with(tmp_path, printed("gas-site", ANSWER, hours=60))
    case = observed(office, "replies_in_time").items[0]
    handed_in = Record(
        number="۱",
        agency=GAS,
        kind="reply",
        title="جوابیهٔ چاپی",
        day=(OPENED + timedelta(hours=4)).date(),
        details={"item": str(case), "hour": "14:00"},
        received=date(2025, 10, 1),
        given_by="n.saba",
        given_at=AFTER - timedelta(days=1),
    )
    with office.database.begin() as connection:
        RECORDS.append(connection, [handed_in])
    got = observed(office, "replies_in_time")

    assert (got.value, len(got.records)) == (1, 1)


def test_an_answer_after_the_period_opens_with_the_score(tmp_path: Path) -> None:
    late = printed("bahar", CRITICISM, hours=15 * 24)
    office = new_office(tmp_path, WITH_SITE)
    with office.database.begin() as connection:
        kept = store_items(connection, [late, printed("gas-site", ANSWER, hours=27 * 24)])
        save_understandings(
            connection, MADE_BY, [(one, said(criticism=n == 0)) for n, (one, _) in enumerate(kept)]
        )
        for source in ("bahar-feed", "khazan-feed", "gas-feed"):
            save_source_days(connection, [_day(source, MEHR, n) for n in range(len(MEHR.days))])
    count_and_score(office, office.methodology.profiles["kavir"], MEHR, MEHR.end + timedelta(days=5))
    shown = rasad(office, "explain", "score", "شرکت گاز", "replies", str(MEHR))

    assert ANSWER in shown
