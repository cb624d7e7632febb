"""Made-up items of a month, with what the machine claims of them and what people decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.agencies import AgencyKey
from core.attributions import (
    Attribution,
    Mention,
    Prominence,
    Reading,
    Role,
    ServiceReflection,
    Tone,
    Understanding,
)
from core.corrections import Aspect, Correction, Decision
from core.findings import Basis, Finding
from core.items import Item, Origin, StoredItem
from core.moments import Moment, Precision
from core.stories import Relation, StoryMember
from tests.pages.reports.sample_office import AGENCIES, AS_OF, DAYS, OUTLETS, agency_key

_LEADS = (
    "{name} از بهره‌برداری طرحی تازه در شهرستان دامغان خبر داد و گفت هزار و دویست خانوار از آن بهره می‌برند.",
    "مدیر {name} در نشست خبری با اشاره به کارنامهٔ شش‌ماهه گفت: خدمات غیرحضوری دو برابر شده است.",
    "به گفتهٔ سخنگوی {name}، پاسخ‌گویی تلفنی از شنبه در همهٔ شهرستان‌ها شبانه‌روزی می‌شود.",
    "نشست هماهنگی {name} با شهرداری شاهرود دربارهٔ برنامه‌های پاییز برگزار شد.",
    "روستاییان بخش مرکزی از کندی کار {name} گله‌مندند و خواستار رسیدگی شدند.",
)
_TITLES = (
    "طرح تازهٔ {short} در دامغان به بهره‌برداری رسید",
    "{short}: خدمات غیرحضوری دو برابر شد",
    "پاسخ‌گویی شبانه‌روزی {short} از شنبه",
    "نشست هماهنگی {short} و شهرداری شاهرود",
    "گلایهٔ روستاییان از کندی کار {short}",
)
_BODY = (
    "{name} این طرح را با اعتبار ۱۲ میلیارد تومان و در ۹ ماه به پایان رسانده است.\n"
    "در آیین آغاز به کار این طرح، جمعی از اهالی و دهیاران بخش نیز بودند و از نزدیک با روند کار آشنا شدند. "
    "دهیار یکی از روستاها گفت که پیش از این برای همین کار باید تا مرکز استان می‌رفتند.\n"
    "به گفتهٔ مسئولان، گام دوم طرح تا پایان سال در شهرستان‌های سرخه و مهدی‌شهر نیز انجام می‌شود. "
    "استانداری سمنان نیز پیگیری تأمین اعتبار گام دوم را بر عهده دارد."
)


def mention(field: str, text: str, surface: str) -> Mention:
    """Where the surface first stands in a text."""
    start = text.index(surface)
    return Mention(field=field, start=start, end=start + len(surface), surface=surface)


def stored_item(item_id: int, **changes: object) -> StoredItem:
    """An item with everything usual; give what is particular."""
    published = datetime(2025, 10, 1, 8, tzinfo=UTC)
    fields: dict[str, object] = {
        "key": f"https://kavir.example/news/{item_id}",
        "outlet": "kavir-news",
        "url": f"https://kavir.example/news/{item_id}",
        "title": "عنوان",
        "lead": None,
        "body": None,
        "first_seen": published + timedelta(hours=10),
        "origin": Origin.CRAWL,
        "published": Moment(at=published, precision=Precision.MINUTE, rule="feed:published/rfc822"),
    }
    return StoredItem(id=item_id, version_id=item_id, version=1, item=Item(**{**fields, **changes}))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Made:
    stored: StoredItem
    understanding: Understanding
    findings: tuple[Finding, ...]


def _made_item(item_id: int, number: int, place: int) -> Made:
    type_slug, name, _, _ = AGENCIES[number]
    short = name.removesuffix(" استان سمنان").removesuffix(" سمنان")
    kind = item_id % len(_TITLES)
    day = DAYS[(item_id * 7 + place) % 29]
    published = datetime(day.year, day.month, day.day, 5 + item_id % 9, 20, tzinfo=UTC)
    lead = _LEADS[kind].format(name=name)
    body = _BODY.format(name=name)
    origin = (Origin.IMPORT, Origin.CRAWL, Origin.CRAWL, Origin.BASELINE)[item_id % 4]
    stored = stored_item(
        item_id,
        outlet=OUTLETS[(item_id + place) % len(OUTLETS)][0],
        title=_TITLES[kind].format(short=short),
        lead=lead,
        body=body,
        origin=origin,
        published=Moment(at=published, precision=Precision.MINUTE, rule="text:.item-date/jalali-words"),
        first_seen=published + timedelta(hours=14),
    )
    return Made(
        stored=stored,
        understanding=_understanding(number, kind, lead, body),
        findings=_findings(item_id, type_slug, kind),
    )


def _understanding(number: int, kind: int, lead: str, body: str) -> Understanding:
    type_slug, name, _, _ = AGENCIES[number]
    main = Attribution(
        agency=agency_key(type_slug),
        name=name,
        role=Role.ACTOR,
        confidence=0.97 - kind * 0.06,
        evidence=(mention("lead", lead, name), mention("body", body, name)),
        reason=("explicit-province", "document-province/dateline", "outlet-province")[kind % 3],
        speaks=kind in (1, 2),
        prominence=Prominence.MAIN,
        tone=Tone.CRITICAL if kind == 4 else Tone.NEUTRAL,
    )
    governor = Attribution(
        agency=agency_key("governor-office"),
        name="استانداری سمنان",
        role=Role.MENTIONED,
        confidence=0.88,
        evidence=(mention("body", body, "استانداری سمنان"),),
        reason="explicit-province",
        prominence=Prominence.PASSING,
    )
    service = (
        ServiceReflection.YES if kind == 0 else ServiceReflection.WEAK if kind < 3 else ServiceReflection.NO
    )
    evidence = (mention("lead", lead, "بهره‌برداری طرحی تازه"),) if kind == 0 else ()
    reading = Reading(topic=_topic(number), service_reflection=service, service_evidence=evidence)
    return Understanding(attributions=(main, governor), reading=reading, made_by="rules-1")


def _topic(number: int) -> str:
    return ("education", "health", "water-energy", "infrastructure", "agriculture", "economy")[number % 6]


def _findings(item_id: int, type_slug: str, kind: int) -> tuple[Finding, ...]:
    number = [a[0] for a in AGENCIES].index(type_slug)
    service = (
        ServiceReflection.YES if kind == 0 else ServiceReflection.WEAK if kind < 3 else ServiceReflection.NO
    )

    def finding(key: AgencyKey, role: Role, prominence: Prominence) -> Finding:
        return Finding(
            item_id=item_id,
            version_id=item_id,
            agency=key,
            role=role,
            confidence=0.97 - kind * 0.06,
            basis=Basis.PERSON if item_id % 9 == 0 else Basis.MACHINE,
            own_site=False,
            topic=_topic(number),
            service_reflection=service,
            prominence=prominence.value,
        )

    return (
        finding(agency_key(type_slug), Role.ACTOR, Prominence.MAIN),
        finding(agency_key("governor-office"), Role.MENTIONED, Prominence.PASSING),
    )


def made_items() -> list[Made]:
    made, item_id = [], 1
    for number in range(len(AGENCIES) - 2):
        for place in range(3 + (number * 5) % 11):
            made.append(_made_item(item_id, number, place))
            item_id += 1
    return made


def corrections(made: Sequence[Made]) -> dict[int, list[Correction]]:
    result = {}
    for m in made:
        item_id = m.stored.id
        if item_id % 9 == 0:
            result[item_id] = [
                Correction(
                    item_id=item_id,
                    aspect=Aspect.AGENCY,
                    subject=str(m.findings[0].agency),
                    decision=Decision.ACCEPT,
                    value=None,
                    reason="متن خوانده شد",
                    text_hash=m.stored.item.text_hash,
                    decided_by="analyst",
                    decided_at=AS_OF - timedelta(days=2),
                )
            ]
    return result


def stories(made: Sequence[Made]) -> dict[int, StoryMember]:
    """Every fifth item was carried by the two after it."""
    members = {}
    ids = [m.stored.id for m in made]
    for first in range(0, len(ids) - 2, 5):
        for place, relation in enumerate((Relation.ORIGINAL, Relation.EXACT, Relation.NEAR)):
            members[ids[first + place]] = StoryMember(
                story_id=ids[first], item_id=ids[first + place], relation=relation, similarity=1 - place * 0.1
            )
    return members
