"""A small office whose months are stored as they would be after nights of crawling, without any crawling."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from typer.testing import CliRunner

from core.agencies import AgencyKey
from core.attributions import Attribution, Mention, Reading, Role, ServiceReflection, Understanding
from core.audit_stream import AuditReview
from core.calendar import JalaliMonth
from core.corrections import Aspect, Correction, Decision
from core.coverage import SourceDay
from core.intervals import RoundIntervals
from core.items import Item, Origin
from core.moments import Moment, Precision
from core.rounds import RoundStep
from core.scores import TOTAL, Score
from core.users import UserRole
from rasad.commands import app
from rasad.home import Home
from rasad.reporting.month import count_and_score
from rasad.rounds.round_steps import (
    RoundOf,
    draft_round,
    freeze_round,
    open_appeals,
    open_round,
    send_round,
)
from rasad.wiring import Office, open_office
from storage.audit_reviews import append_audit_reviews
from storage.claims import claims_between, save_understandings
from storage.corrections import append_corrections
from storage.database import open_database
from storage.round_steps import steps_of
from storage.rounds import rounds_of
from storage.score_intervals import intervals_of
from storage.scores import scores_of
from storage.source_days import save_source_days
from storage.store_items import store_items
from storage.users import ensure_user
from tests.storage.installations import copy_installation, database_url

MEHR = JalaliMonth(1404, 7)
AFTER = MEHR.end + timedelta(days=2)
DAY = timedelta(days=1)
MADE_BY = "by hand"
LEAD, OTHER_LEAD, ANALYST, OPERATOR, VIEWER = "m.rad", "s.keyhan", "n.saba", "r.omid", "t.nik"

GAS = AgencyKey("gas", "سمنان")
POST = AgencyKey("post", "سمنان")
TAX = AgencyKey("tax", "سمنان")
WATER = AgencyKey("water-wastewater", "سمنان")
CITY = AgencyKey("municipality", "سمنان", "شاهرود")
GOVERNOR = AgencyKey("governor-office", "سمنان")
STORIES = {GAS: 9, POST: 6, TAX: 4, WATER: 1, CITY: 12, GOVERNOR: 12}

FILES = {
    "settings.yaml": "profiles: [kavir]\naudit_share: 1.0\n",
    "schemes/kavir.yaml": """\
id: kavir
version: "1"
name: آزمون
domains: {press: رسانه‌ها, service: خدمات}
indicators:
  - id: stories
    name: خبرها
    domain: press
    weight: 60
    measures:
      - {measure: press_stories, normalisation: target_ratio, target: 12}
  - id: services
    name: خدمات
    domain: service
    weight: 40
    measures:
      - {measure: service_reflection_share, normalisation: target_ratio, target: 0.6}
bands:
  - {name: بسیار ضعیف, from_score: 0}
  - {name: ضعیف, from_score: 30}
  - {name: متوسط, from_score: 50}
  - {name: خوب, from_score: 70}
tier_weights: {A: 1.6, B: 1.3, C: 1.0, D: 0.7, E: 0.4, unlicensed: 0}
""",
    "provinces/kavir/profile.yaml": """\
id: kavir
name: استان آزمون
province: سمنان
scheme: kavir
groups: {head: استاندار, services: خدماتی, cities: شهرداری‌ها}
tracks: {provincial: دستگاه‌ها, local: شهرداری‌ها}
watched_outlets: [bahar, khazan]
""",
    "provinces/kavir/agencies.yaml": """\
agencies:
  - {type: governor-office, name: استانداری, group: head, track: provincial, scored: false}
  - type: gas
    name: شرکت گاز
    group: services
    track: provincial
    heads:
      - {name: رها شکیبا, role: مدیرعامل, since: 1403-01-01}
  - {type: post, name: اداره کل پست, group: services, track: provincial}
  - {type: tax, name: امور مالیاتی, group: services, track: provincial}
  - {type: water-wastewater, name: آب و فاضلاب, group: services, track: provincial}
  - {type: municipality, city: شاهرود, name: شهرداری شاهرود, group: cities, track: local}
""",
    "provinces/kavir/outlets.yaml": """\
outlets:
  - id: bahar
    name: بهار کویر
    owner: مؤسسه بهار
    tier: B
    domains: [bahar.example]
    sources:
      - {id: bahar-feed, kind: feed, address: "https://bahar.example/feed", expect_a_day: [0, 9]}
  - id: khazan
    name: خزان کویر
    owner: مؤسسه خزان
    tier: B
    domains: [khazan.example]
    sources:
      - {id: khazan-feed, kind: feed, address: "https://khazan.example/feed", expect_a_day: [0, 9]}
""",
}


def new_office(folder: Path, files: Mapping[str, str] = FILES) -> Office:
    """An installation with its people, that has seen nothing yet."""
    for name, text in files.items():
        path = folder / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    office = open_office(home_in(folder))
    roles = {
        LEAD: UserRole.LEAD,
        OTHER_LEAD: UserRole.LEAD,
        ANALYST: UserRole.ANALYST,
        OPERATOR: UserRole.OPERATOR,
        VIEWER: UserRole.VIEWER,
    }
    with office.database.begin() as connection:
        for name, role in roles.items():
            ensure_user(connection, name, display_name=name, role=role)
        ensure_user(connection, "gas.pr", display_name="گاز", role=UserRole.OFFICER, agency=str(GAS))
    return office


def home_in(folder: Path) -> Home:
    return Home(folder=folder, database_url=database_url(folder))


def live_through(
    office: Office, month: JalaliMonth, stories: Mapping[AgencyKey, int], *, unseen_days: int = 0
) -> None:
    """The month's items, half of them services, and its source-days; one outlet's last days are unseen."""
    with office.database.begin() as connection:
        for agency, number in stories.items():
            kept = store_items(connection, [_item(agency, month, n) for n in range(number)])
            save_understandings(
                connection, MADE_BY, [(one, _said(agency, n)) for n, (one, _) in enumerate(kept)]
            )
        days = [_day("bahar-feed", month, n) for n in range(len(month.days))]
        days += [_day("khazan-feed", month, n) for n in range(len(month.days) - unseen_days)]
        save_source_days(connection, days)


def scored_office(folder: Path, *, unseen_days: int = 0) -> Office:
    """One month lived through and counted."""
    office = new_office(folder)
    live_through(office, MEHR, STORIES, unseen_days=unseen_days)
    count_and_score(office, office.methodology.profiles["kavir"], MEHR, AFTER)
    return office


def act(office: Office, by: str, *, at: datetime = AFTER, month: JalaliMonth = MEHR) -> RoundOf:
    """Who takes a step of the month's round."""
    return RoundOf(office=office, profile=office.methodology.profiles["kavir"], month=month, by=by, now=at)


def _item(agency: AgencyKey, month: JalaliMonth, number: int) -> Item:
    at = month.start + timedelta(days=2 * number + 1, hours=6)
    key = f"https://bahar.example/{month}/{agency.type}/{number}"
    return Item(
        key=key,
        outlet="bahar",
        url=key,
        title=f"گزارش {number} از {agency.type}",
        lead=None,
        body=f"کار شمارهٔ {number} دستگاه {agency.type} در {month} انجام شد.",
        first_seen=at,
        origin=Origin.CRAWL,
        published=Moment(at=at, precision=Precision.MINUTE, rule="meta:published/iso"),
        source="bahar-feed",
    )


def _said(agency: AgencyKey, number: int) -> Understanding:
    claim = Attribution(
        agency=agency,
        name=agency.type,
        role=Role.ACTOR,
        confidence=0.9,
        evidence=(Mention(field="title", start=0, end=5, surface="گزارش"),),
        reason="explicit-province",
    )
    service = ServiceReflection.YES if number % 2 == 0 else ServiceReflection.NO
    reading = Reading(service_reflection=service, ceremonial=False, criticism_needing_reply=False)
    return Understanding(attributions=(claim,), reading=reading, made_by=MADE_BY)


def _day(source: str, month: JalaliMonth, number: int) -> SourceDay:
    return SourceDay(source=source, day=month.days[number], expected=5, fetched=5, failed=0, answered=True)


def copy_of(office: Office, folder: Path) -> Office:
    """The same installation elsewhere, to be changed freely."""
    office.database.close()
    copy_installation(office.home.folder, folder)
    home = home_in(folder)
    return Office(home=home, methodology=office.methodology, database=open_database(home.database_url))


def review_everything(office: Office, at: datetime = AFTER - DAY, month: JalaliMonth = MEHR) -> None:
    """Complete reviews that find the machine right everywhere."""
    with office.database.begin() as connection:
        claims = claims_between(connection, month.start, month.end)
        reviews = [
            AuditReview(
                item_id=one.item_id,
                version_id=one.version_id,
                text_hash=one.text_hash,
                share=1.0,
                understanding=one.understanding,
                reviewed_by=ANALYST,
                reviewed_at=at,
            )
            for one in claims
        ]
        append_audit_reviews(connection, reviews)


def lead_to_appeals(office: Office, month: JalaliMonth = MEHR, at: datetime = AFTER) -> datetime:
    """Open, draft, send, and hear appeals; the last instant of the window."""
    open_round(act(office, OPERATOR, month=month, at=at))
    draft_round(act(office, ANALYST, month=month, at=at))
    send_round(act(office, ANALYST, month=month, at=at))
    until = open_appeals(act(office, LEAD, month=month, at=at)).until
    assert until is not None
    return until


def freeze(office: Office) -> RoundStep:
    """All the way to a frozen round, without an appeal."""
    until = lead_to_appeals(office)
    return freeze_round(act(office, LEAD, at=until + DAY))


def reject(office: Office, agency: AgencyKey, at: datetime) -> int:
    """An analyst rejects the agency's claim on its first item; the item."""
    with office.database.begin() as connection:
        claims = claims_between(connection, MEHR.start, MEHR.end)
        wrong = next(one for one in claims if one.attributions[0].agency == agency)
        decision = Correction(
            item_id=wrong.item_id,
            aspect=Aspect.AGENCY,
            subject=str(agency),
            decision=Decision.REJECT,
            value=None,
            reason="سخن از دستگاه دیگری است",
            text_hash=wrong.text_hash,
            decided_by=ANALYST,
            decided_at=at,
        )
        append_corrections(connection, [decision])
    return wrong.item_id


def steps(office: Office) -> list[RoundStep]:
    with office.database.read() as connection:
        return steps_of(connection, "kavir", "kavir", MEHR)


def totals(office: Office, revision: int = -1) -> dict[AgencyKey, Score]:
    with office.database.read() as connection:
        made = rounds_of(connection, "kavir")[revision]
        return {s.agency: s for s in scores_of(connection, made.id) if s.subject == TOTAL}


def intervals(office: Office, revision: int = -1) -> RoundIntervals:
    with office.database.read() as connection:
        return intervals_of(connection, rounds_of(connection, "kavir")[revision].id)


def score_again(office: Office) -> None:
    count_and_score(office, office.methodology.profiles["kavir"], MEHR, AFTER + DAY)


def contents(office: Office) -> list[object]:
    """Everything a refused step must leave as it was."""
    with office.database.read() as connection:
        return [steps(office), rounds_of(connection, "kavir"), totals(office)]


def rasad(office: Office, *words: str) -> str:
    where = {"RASAD_DATABASE_URL": office.home.database_url}
    result = CliRunner().invoke(app, [*words, "--home", str(office.home.folder)], env=where)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def edited(office: Office, old: str, new: str) -> Office:
    """The same installation after somebody changed its scheme."""
    path = office.home.config / "schemes" / "kavir.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return open_office(office.home)
