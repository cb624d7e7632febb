"""Kinds of record: their Persian names, and what each must tell beside its title."""

from collections.abc import Iterator

from core.methodology import Methodology
from core.resolutions import ResolutionKind
from rasad.load_config.same_name import same_name

KINDS = {
    "press-conference": "نشست خبری",
    "media-tour": "تور رسانه‌ای",
    "broadcast": "حضور در صداوسیما",
    "publication": "انتشارات",
    "bulletin": "خبرنامه",
    "research": "پژوهش",
    "poll": "افکارسنجی",
    "exhibition": "نمایشگاه",
    "campaign": "پویش تبلیغاتی",
    "public-meeting": "دیدار مردمی",
    "internal-meeting": "ارتباط درون‌سازمانی",
    "message": "ارسال پیامک یا رایانامه",
    "channel": "کانال، گروه یا صفحه",
    "outsourcing": "واگذاری به بخش خصوصی",
    "plan": "برنامه",
    "think-tank": "اتاق فکر",
    "training": "آموزش",
    "report": "گزارش عملکرد",
    "project": "پروژه",
    "banner": "بنر",
    "ceremony": "مراسم",
    "initiative": "ابتکار",
    "photo": "گزارش تصویری",
    "video": "ویدئو",
    "infographic": "اینفوگرافیک",
    "audio": "پادکست",
    "reply": "جوابیه",
    "no-reply": "دلیل پاسخ ندادن",
    "not-a-reply": "این مطلب پاسخ نیست",
    "document": "سند",
}
"""Schemes may name others; those are known by the scheme."""

NEEDED_DETAILS = {
    "reply": ("item", "hour"),
    "no-reply": ("item",),
    "not-a-reply": ("item",),
    "channel": ("platform", "address"),
}
"""The clock of replies counts hours, and a channel is found by its address."""


def kind_of(text: str, methodology: Methodology) -> str | None:
    """The kind of that slug or Persian name; None when nobody knows it."""
    by_name = {same_name(name): slug for slug, name in KINDS.items()}
    known = {*KINDS, *kinds_of_schemes(methodology)}
    return text if text in known else by_name.get(same_name(text))


def kinds_of_schemes(methodology: Methodology) -> Iterator[str]:
    """The kinds of record that schemes name in their parameters."""
    # Resolutions have kinds as well, and are handed in elsewhere.
    others = {kind.value for kind in ResolutionKind}
    for scheme in methodology.schemes.values():
        for use in scheme.uses:
            for name in ("kinds", "event_kinds"):
                named = use.parameters.get(name)
                if isinstance(named, list | tuple):
                    yield from (str(kind) for kind in named if kind not in others)
