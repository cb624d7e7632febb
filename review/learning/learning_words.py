"""What the page of learning says, in Persian."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, str]] = {
    "stop_phrases": ("عبارت بازدارنده", "این واژه‌ها دیگر نام هیچ دستگاهی شمرده نمی‌شوند."),
    "names_of_types": ("نام تازه برای یک نوع دستگاه", "این واژه‌ها نام دستگاه‌هایی از این نوع شمرده می‌شوند."),
    "names_of_agencies": ("نام تازه برای یک دستگاه", "این واژه‌ها نام این دستگاه شمرده می‌شوند."),
}
"""A proposal's kind, and what accepting it does."""

STAGES: Mapping[str, str] = {
    "learn": "آموختن از تصمیم‌ها",
    "attribute": "خواندن دوبارهٔ مطالب",
    "try": "آزمودن پیشنهادها",
}
"""What a run is doing."""

JOBS: Mapping[str, str] = {
    "reread": "بازخوانی همهٔ مطالب",
    "try-proposals": "آزمودن پیشنهادها",
}

DONE: Mapping[str, str] = {
    "accept": "پیشنهاد پذیرفته شد و از این پس به کار می‌رود؛ مطالب گذشته با بازخوانی با آن خوانده می‌شوند.",
    "decline": "پیشنهاد رد شد و دیگر پیشنهاد نمی‌شود.",
    "started": "آغاز شد؛ می‌توانید صفحه را ببندید، کار ادامه دارد.",
    "busy": "یک بازخوانی در کار است؛ تا پایان آن دیگری آغاز نمی‌شود.",
    "gone": "این پیشنهاد دیگر باز نیست: یا کسی دربارهٔ آن تصمیم گرفته یا تصمیم‌های تازه آن را بی‌پایه کرده‌اند.",
}
"""What happened to a form that was sent; the address names it."""
PROBLEMS = frozenset({"busy", "gone"})

ENDED_WELL = "پایان یافت"
ENDED_BADLY = "ناتمام ماند؛ آنچه خوانده شده نگه داشته شده است و می‌توان دوباره آغازش کرد"
