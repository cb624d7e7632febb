"""A year in an invented province: what two outlets publish on each day, the same whenever it is asked."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from core.calendar import JalaliMonth, day_start, tehran_day
from core.coverage import SourceDay
from core.items import Item, Origin
from core.moments import Moment, Precision
from core.outcomes import Outcome
from core.pages import Page
from core.source_states import SourceState
from crawler.spool import ItemRecord, OutcomeRecord, SourceRecord, SpoolWriter
from tests.story.round_office import FILES

YEAR = 1404
BEGINNING = JalaliMonth(YEAR, 1).start
END = JalaliMonth(YEAR + 1, 1).start + timedelta(days=5)
"""When the last month and the last quarter of the year are closed."""
SHOWN_DAYS = 9
"""How long a piece stands in an outlet's list: longer than any downtime of the story."""
A_DAY = timedelta(days=1)
OUTLETS = ("bahar", "khazan")
BODIES = ("شرکت گاز استان سمنان", "اداره کل پست استان سمنان", "شهرداری شاهرود", "آب و فاضلاب استان سمنان")
DEEDS = ("پروژه‌ای را افتتاح کرد", "خدمات تازه‌ای به مردم داد", "نشست برگزار کرد", "گزارش سالانه داد")

JOBS = """\
jobs:
  - {id: looks, work: looks, every: hour, enabled: false}
  - {id: channels, work: channels, every: hour, enabled: false}
  - {id: probes, work: probes, every: day, enabled: false}
  - {id: watch, work: watch, every: hour, enabled: false}
  - {id: daily-bulletin, work: daily-bulletin, every: day, enabled: false}
  - {id: weekly-bulletin, work: weekly-bulletin, every: week, enabled: false}
  - {id: backup, work: backup, every: week, weekday: friday, at: "04:30", retry_minutes: 1, tries: 9}
  - {id: crawl, work: crawl, every: day, at: nightly_at, retry_minutes: 1, tries: 9}
  - {id: read, work: read, every: day, at: nightly_at, retry_minutes: 1, tries: 9}
"""

QUARTERLY = FILES["schemes/kavir.yaml"].replace("id: kavir\n", "id: quarterly\nperiod: quarter\n")
PROFILE = FILES["provinces/kavir/profile.yaml"]

OFFICE_FILES = {
    **FILES,
    "jobs.yaml": JOBS,
    "settings.yaml": "profiles: [kavir, by-quarters]\nclose_day: 3\n",
    "operations.yaml": "backup: {keep: 2}\n",
    "schemes/quarterly.yaml": QUARTERLY,
    "provinces/by-quarters/profile.yaml": PROFILE.replace("id: kavir", "id: by-quarters").replace(
        "scheme: kavir", "scheme: quarterly"
    ),
    "provinces/by-quarters/agencies.yaml": FILES["provinces/kavir/agencies.yaml"],
}


def published_on(day: date) -> Iterator[Item]:
    """What stands in the lists of both outlets with the date of this day."""
    rng = Random(day.toordinal())
    for outlet in OUTLETS:
        for number in range(rng.randint(1, 3)):
            body, deed = rng.choice(BODIES), rng.choice(DEEDS)
            at = day_start(day) + timedelta(hours=6 + 3 * number)
            key = f"https://{outlet}.example/{day.isoformat()}/{number}"
            yield Item(
                key=key,
                outlet=outlet,
                url=key,
                title=f"{body} در روز {day.toordinal()} {deed}",
                lead=None,
                body=f"به گزارش {outlet}، {body} {deed}؛ شمارهٔ {number} از روز {day.toordinal()}.",
                first_seen=at,
                origin=Origin.CRAWL,
                published=Moment(at=at, precision=Precision.MINUTE, rule="meta:published/iso"),
                source=f"{outlet}-feed",
            )


def shown_at(now: datetime) -> Iterator[Item]:
    """What a crawl finds in the lists: the pieces of the last days that are out by now."""
    today = tehran_day(now)
    for back in reversed(range(SHOWN_DAYS)):
        yield from (item for item in published_on(today - back * A_DAY) if item.first_seen <= now)


def write_spool(folder: Path, now: datetime) -> None:
    """What a crawl at this moment hands over, as the crawl's own process writes it."""
    writer = SpoolWriter(folder)
    for item in shown_at(now):
        body = f"<html><body>{item.title} {item.body}</body></html>".encode()
        page = Page(
            address=item.key,
            final_address=item.key,
            source=item.source or "",
            status=200,
            fetched_at=now,
            content_type="text/html",
            body=body,
        )
        writer.write_page(page)
        writer.write(ItemRecord(item=item))
        writer.write(OutcomeRecord(source=item.source or "", address=item.key, outcome=Outcome.STORED))
    for outlet in OUTLETS:
        for back in range(SHOWN_DAYS):
            day = SourceDay(
                source=f"{outlet}-feed",
                day=tehran_day(now) - back * A_DAY,
                expected=5,
                fetched=5,
                failed=0,
                answered=True,
            )
            writer.write(
                SourceRecord(day=day, state=SourceState(last_success=now), outcome=Outcome.STORED, seconds=1)
            )
    writer.close()
