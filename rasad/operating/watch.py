"""The watch: what an operator must hear of before it is too late, said once a day."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.calendar import jalali_instant_words
from core.coverage import completeness, look_day
from core.digits import persian_digits
from core.errors import InputError
from notify.certificates import certificate_end
from rasad.collecting.alarms import present_alarms, sources_with_outlets
from rasad.collecting.crawl import watched_sources
from rasad.operating.tell import has_channels, tell
from rasad.wiring import Office, Progress
from review.leading.ops_words import JOB_NAMES
from storage.awaiting_counts import versions_without_reading
from storage.job_runs import last_job_runs, open_job_runs
from storage.source_days import source_days_between

AGAIN_AFTER = timedelta(days=1)
GIB = 1024**3
SUBJECT = "رصد: هشدار"
ALL_CLEAR = "رصد: رفع هشدار"
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One thing to look at; `kind` tells it from the others and is the same as long as it lasts."""

    kind: str
    said: str
    """Persian, for people."""


def warnings(office: Office, now: datetime) -> list[Warned]:
    """Everything that stands against a quiet night, in the order of urgency."""
    return [*quick_warnings(office, now), *_certificates(office, now)]


def quick_warnings(office: Office, now: datetime) -> list[Warned]:
    """The same without opening the network: for a page somebody waits for."""
    looks: Sequence[Callable[[Office, datetime], list[Warned]]] = (
        _disk,
        _jobs,
        _coverage,
        _silent_sources,
        _backlog,
    )
    return [warned for look in looks for warned in look(office, now)]


def watch(office: Office, due: datetime, now: datetime, progress: Progress) -> None:
    """The work of the job: tell what is new or lasts for a day; raises InputError when nobody heard it."""
    found = warnings(office, now)
    if not has_channels(office.methodology.operations):
        return
    told = _told(office)
    fresh = [one for one in found if one.kind not in told or now - told[one.kind] >= AGAIN_AFTER]
    gone = sorted(told.keys() - {one.kind for one in found})
    failures: list[str] = []
    if fresh:
        text = "\n".join(f"• {one.said}" for one in fresh)
        failures += tell(office.methodology.operations, office.home, subject=SUBJECT, text=text)
    if gone and not found:
        failures += tell(
            office.methodology.operations, office.home, subject=ALL_CLEAR, text="همهٔ هشدارها برطرف شد."
        )
    if failures:
        # Not noted as told: the next look tries again.
        raise InputError("; ".join(failures))
    kept = {one.kind: told.get(one.kind, now) for one in found} | {one.kind: now for one in fresh}
    _note_told(office, kept)


def _disk(office: Office, now: datetime) -> list[Warned]:
    free = shutil.disk_usage(office.home.folder).free / GIB
    least = office.methodology.operations.alarms.free_gib
    if free >= least:
        return []
    said = f"فضای دیسک رو به پایان است: {persian_digits(f'{free:.1f}')} گیبی‌بایت مانده است."
    return [Warned(kind="disk", said=said)]


def _jobs(office: Office, now: datetime) -> list[Warned]:
    """A job whose newest run failed, or of which an older one could never be made good."""
    with office.database.read() as connection:
        last = last_job_runs(connection)
        left = [run for job in office.methodology.jobs for run in open_job_runs(connection, job.id)]
    mine = {job.id for job in office.methodology.jobs if job.work != "watch"}
    return [
        Warned(
            kind=f"job {run.job}",
            said=f"کار «{JOB_NAMES.get(run.job, run.job)}» که موعد آن {jalali_instant_words(run.due)} بود،"
            f" شکست خورد: {run.outcome}",
        )
        for run in left
        if run.job in mine and run.has_failed and run.due == last[run.job].due
    ]


def _coverage(office: Office, now: datetime) -> list[Warned]:
    yesterday = look_day(now) - timedelta(days=1)
    watched = {source.id for source in watched_sources(office)}
    with office.database.read() as connection:
        days = source_days_between(connection, yesterday, yesterday, watched)
    least = office.methodology.operations.alarms.least_coverage
    share = completeness(days, expected_days=len(watched)).share
    if not watched or not days or share >= least:
        return []
    said = f"پوشش دیروز کم بود: تنها {persian_digits(round(share * 100))} درصد منبع‌ها پاسخ دادند."
    return [Warned(kind="coverage", said=said)]


def _silent_sources(office: Office, now: datetime) -> list[Warned]:
    found = present_alarms(office, now, {source.id for source in watched_sources(office)})
    if not found:
        return []
    sources = sorted({alarm.source for alarm in found})
    known = sources_with_outlets(office)
    # People know the outlet; its sources have ids only.
    names = list(dict.fromkeys(known[one][1].name if one in known else one for one in sources))
    more = f" و {persian_digits(len(names) - _MOST_NAMED)} رسانهٔ دیگر" if len(names) > _MOST_NAMED else ""
    said = f"منبع‌های این رسانه‌ها خاموش یا مشکوک‌اند: {'، '.join(names[:_MOST_NAMED])}{more}"
    return [Warned(kind=f"sources {' '.join(sources)}", said=said)]


def _backlog(office: Office, now: datetime) -> list[Warned]:
    with office.database.read() as connection:
        waiting = versions_without_reading(connection)
    if waiting < office.methodology.operations.alarms.backlog_items:
        return []
    return [Warned(kind="backlog", said=f"{persian_digits(waiting)} مطلب هنوز خوانده نشده است.")]


def _certificates(office: Office, now: datetime) -> list[Warned]:
    rules = office.methodology.operations.alarms
    found = []
    for address in rules.certificates:
        host, _, port = address.rpartition(":")
        try:
            end = certificate_end(host, int(port))
        except InputError:
            said = f"گواهی نشانی {address} دیده نشد."
        else:
            if end - now >= timedelta(days=rules.certificate_days):
                continue
            said = f"گواهی نشانی {address} در {jalali_instant_words(end)} به پایان می‌رسد."
        found.append(Warned(kind=f"certificate {address}", said=said))
    return found


def _told(office: Office) -> dict[str, datetime]:
    path = office.home.folder / "told.json"
    try:
        return {
            kind: datetime.fromisoformat(at)
            for kind, at in json.loads(path.read_text(encoding="utf-8")).items()
        }
    except (FileNotFoundError, ValueError):
        return {}


def _note_told(office: Office, told: dict[str, datetime]) -> None:
    path = office.home.folder / "told.json"
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps({kind: at.isoformat() for kind, at in told.items()}), encoding="utf-8")
    partial.replace(path)
