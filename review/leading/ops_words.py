"""Words of the operations page: jobs, stages, and why a run failed, in Persian."""

import re

from core.job_runs import JobRun
from core.jobs import Work

JOB_NAMES: dict[str, str] = {
    Work.CRAWL: "خزش شبانه",
    Work.READ: "خواندن و دسته‌بندی مطالب",
    Work.LOOKS: "نگاه‌های میان‌روز",
    Work.CHANNELS: "کانال‌ها",
    Work.PROBES: "وارسی پایگاه دستگاه‌ها",
    Work.CLOSE_MONTHS: "بستن ماه",
    Work.CLOSE_LONG_PERIODS: "بستن فصل، نیم‌سال و سال",
    Work.DAILY_BULLETIN: "بولتن روزانه",
    Work.WEEKLY_BULLETIN: "بولتن هفتگی",
    Work.BACKUP: "پشتیبان‌گیری",
    Work.RETENTION: "پاک‌کردن صفحه‌های کهنه",
    Work.WATCH: "دیده‌بانی و هشدار",
    "month-close": "بستن ماه",
    "quarter-close": "بستن فصل، نیم‌سال و سال",
}
"""By work, and by the ids the shipped jobs have."""

STAGE_NAMES: dict[str, str] = {
    "crawl": "خزش",
    "learn": "آموختن",
    "attribute": "انتساب",
    "fingerprint": "انگشت‌نگاری متن",
    "group": "گروه‌بندی",
    "close": "شمارش و امتیاز",
    "backup": "پشتیبان",
    "retention": "پاک‌کردن",
}

_CAUSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"No space left|disk is full|could not be written"), "دیسک پر است؛ جا باز کنید."),
    (re.compile(r"^died"), "برنامه میان کار خاموش شد؛ برق یا حافظهٔ دستگاه را ببینید."),
    (re.compile(r"^StorageError"), "پایگاه داده در دسترس نبود؛ کارساز آن و فایلش را ببینید."),
    (re.compile(r"^CrawlError"), "خزش اجرا نشد؛ rasad doctor را اجرا کنید."),
    (re.compile(r"^RoundError"), "شمارش دور ممکن نشد؛ شرح را ببینید."),
    (re.compile(r"^InputError"), "چیزی که داده شده پذیرفتنی نیست؛ شرح را ببینید."),
    (re.compile(r"^ConfigError"), "پیکربندی نادرست است؛ rasad check را اجرا کنید."),
)
_OTHER = "خطای برنامه؛ این شرح را به پشتیبان نرم‌افزار بدهید."


def state_of(run: JobRun | None) -> tuple[str, str]:
    """A word for the style, and one for people."""
    if run is None:
        return "waiting", "در انتظار"
    if not run.is_finished:
        return "running", "در حال اجرا"
    return ("failed", "شکست") if run.has_failed else ("done", "انجام شد")


def why_words(run: JobRun | None) -> str:
    """Why a run failed and what to do; empty when it did not."""
    if run is None or not run.has_failed or run.outcome is None:
        return ""
    return next((words for pattern, words in _CAUSES if pattern.search(run.outcome)), _OTHER)
