"""The words of a report in plain Persian: one table for each closed list of the product."""

from core.attributions import Prominence, Role, ServiceReflection, Tone
from core.corrections import Aspect, Decision
from core.findings import Basis
from core.items import Origin
from core.observations import State
from core.outcomes import Outcome
from core.outlets import Tier
from core.stories import Relation

STATES: dict[State, str] = {
    State.MEASURED: "سنجیده شد",
    State.ZERO: "صفر؛ دیده شد و چیزی نبود",
    State.NOT_MEASURED: "سنجیده نشد",
    State.NOT_APPLICABLE: "برای این دستگاه کاربرد ندارد",
    State.NOT_SUBMITTED: "فرستاده نشد",
    State.REJECTED: "پذیرفته نشد",
}

ROLES: dict[Role, str] = {
    Role.ACTOR: "کنشگر",
    Role.MENTIONED: "نام‌برده",
}

PROMINENCES: dict[Prominence, str] = {
    Prominence.MAIN: "موضوع اصلی مطلب",
    Prominence.SECONDARY: "بخشی از مطلب",
    Prominence.PASSING: "یک اشاره",
}

TONES: dict[Tone, str] = {
    Tone.POSITIVE: "لحن مثبت",
    Tone.NEUTRAL: "لحن خنثی",
    Tone.CRITICAL: "لحن انتقادی",
}

SERVICES: dict[ServiceReflection, str] = {
    ServiceReflection.YES: "بازتاب خدمت",
    ServiceReflection.WEAK: "بازتاب ضعیف خدمت",
    ServiceReflection.NO: "بدون بازتاب خدمت",
}

ORIGINS: dict[Origin, str] = {
    Origin.CRAWL: "خزش شبانه",
    Origin.BASELINE: "نخستین خزش",
    Origin.IMPORT: "بایگانی",
    Origin.CLIP: "ثبت کارشناس",
}

RELATIONS: dict[Relation, str] = {
    Relation.ORIGINAL: "نخستین انتشار",
    Relation.EXACT: "بازنشر عینی",
    Relation.NEAR: "بازنشر با تغییر",
}

BASES: dict[Basis, str] = {
    Basis.MACHINE: "به تشخیص سامانه",
    Basis.PERSON: "به تأیید کارشناس",
}

ASPECTS: dict[Aspect, str] = {
    Aspect.AGENCY: "انتساب به",
    Aspect.TOPIC: "موضوع",
    Aspect.SERVICE: "بازتاب خدمت",
    Aspect.CEREMONIAL: "تشریفاتی بودن مطلب",
    Aspect.CRITICISM: "نیاز به پاسخ",
    Aspect.RELEVANCE: "مرتبط بودن مطلب",
    Aspect.TONE: "لحن نسبت به",
    Aspect.STORY: "هم‌متن بودن با خبر",
}

DECISIONS: dict[Decision, str] = {
    Decision.ACCEPT: "پذیرفت",
    Decision.REJECT: "نادرست دانست",
    Decision.SET: "تعیین کرد",
    Decision.WITHDRAW: "پس گرفت",
}

DECIDED_VALUES: dict[str, str] = {
    **{role.value: words for role, words in ROLES.items()},
    **{service.value: words for service, words in SERVICES.items()},
    **{tone.value: words for tone, words in TONES.items()},
    "true": "آری",
    "false": "نه",
}
"""What a person can set, apart from topics."""

TIERS: dict[Tier, str] = {
    Tier.A: "ردهٔ الف",
    Tier.B: "ردهٔ ب",
    Tier.C: "ردهٔ پ",
    Tier.D: "ردهٔ ت",
    Tier.E: "ردهٔ ث",
    Tier.UNLICENSED: "بی‌مجوز",
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.STORED: "ذخیره شد",
    Outcome.UPDATED: "متن تازه شد",
    Outcome.ATTRIBUTED: "به دستگاه نسبت داده شد",
    Outcome.GROUPED: "در خبر جا گرفت",
    Outcome.UNCHANGED: "تغییری نداشت",
    Outcome.NOTHING_FOUND: "چیزی پیدا نشد",
    Outcome.DUPLICATE: "تکراری بود",
    Outcome.NOT_DUE: "هنوز نوبتش نبود",
    Outcome.ROBOTS_DISALLOWED: "ناشر خزش را نخواسته است",
    Outcome.OUT_OF_SCOPE: "بیرون از دامنه بود",
    Outcome.NOT_FOUND: "صفحه پیدا نشد",
    Outcome.SERVER_ERROR: "خطای کارساز",
    Outcome.TOO_MANY_REQUESTS: "کارساز درخواست کمتر خواست",
    Outcome.BLOCKED: "کارساز دسترسی را بسته است",
    Outcome.UNREACHABLE: "در دسترس نبود",
    Outcome.TIMED_OUT: "به‌موقع پاسخ نداد",
    Outcome.TOO_LARGE: "بیش از اندازه بزرگ بود",
    Outcome.NO_TEXT: "متن نداشت",
    Outcome.UNREADABLE: "خوانده نشد",
    Outcome.REFUSED_ADDRESS: "نشانی ناامن بود",
    Outcome.REDIRECT_LOOP: "در حلقهٔ تغییر مسیر ماند",
    Outcome.OUR_FAULT: "ایراد از سامانه بود",
}


def cause_words(why: str) -> str:
    """Why a source gave nothing, in Persian; the exact cause behind the outcome is for developers."""
    outcome = why.partition(":")[0]
    return OUTCOMES[Outcome(outcome)] if outcome in OUTCOMES else why


STAGES: dict[str, str] = {
    "discover": "یافتن پیوندها",
    "fetch": "دریافت صفحه‌ها",
    "crawl": "خزش",
    "import": "ورود بایگانی",
    "extract": "استخراج مطلب",
    "attribute": "انتساب به دستگاه‌ها",
    "group": "گروه‌بندی خبرها",
    "count": "شمارش",
    "score": "امتیازدهی",
    "report": "گزارش",
}

SECTION_TITLES: dict[str, str] = {
    "quality": "کیفیت داده‌ها",
    "changes": "ماه در سه جمله",
    "league": "جدول امتیازها",
    "trend": "روند از نخستین دور",
    "voice": "سهم صدا",
    "measures": "سنجه‌ها",
    "heatmap": "شهرستان‌ها و دستگاه‌ها",
    "service": "بازتاب خدمات دولت",
    "responsiveness": "پاسخ به نقدها",
    "portals": "سایت‌های کهنه، کانال‌های خاموش و منبع‌های ناموفق",
    "stories": "پربازتاب‌ترین خبرها",
    "outlets": "رسانه‌ها",
    "topics": "موضوع‌ها",
    "points": "امتیاز مدیران",
    "method": "روش کار",
}

REASONS: dict[str, str] = {
    # Why the item concerns the agency.
    "explicit-place": "نام جای دستگاه کنار نام آن آمده است",
    "explicit-province": "نام استان کنار نام دستگاه آمده است",
    "shared-place": "جای آن همان جای دستگاهِ همراهِ آن است",
    "known-agency": "نام کامل دستگاه جای دیگری از همین مطلب آمده است",
    "document-province": "استان از متن مطلب فهمیده شد",
    "document-county": "شهرستان از متن مطلب فهمیده شد",
    "story-province": "رویداد در همین استان است",
    "place-unknown": "مطلب نمی‌گوید کدام شهر یا استان؛ شمرده نمی‌شود",
    "speaker-memory": "سخنگو پیش‌تر در همین مطلب معرفی شده است",
    "known-head": "نام رئیس یا سخنگوی دستگاه آمده است",
    "own-site": "مطلب در سایت خود دستگاه آمده است",
    "person": "کارشناس افزوده است",
    # What told the province.
    "dateline": "از محل خبر در آغاز متن",
    "named-body": "از نام دستگاه دیگری از همان استان",
    "named-province": "از نام استان در متن",
    "named-county": "از نام شهرستان در متن",
    "agency-place": "از جای دستگاه‌های دیگر متن",
    "place": "از نام جایی در متن",
    "outlet": "رسانه ویژهٔ همین استان است",
    "this-province": "از «این استان» در متن",
    "only-place": "جز این استان جایی در مطلب نیامده است",
    "scene": "کارِ مأموران همان‌جا که رویداد رخ داده است",
    "neighbour": "از شهر دستگاه‌های دیگر همان بند",
    "numbered": "منطقهٔ شماره‌دار بی‌نام شهر، چنان‌که برای تهران می‌نویسند",
}
"""By the parts of a reason code, which are separated by `/`."""

VERSIONS: dict[str, str] = {
    "rasad": "نسخهٔ برنامه",
    "understanding": "قواعد و مدل انتساب",
    "config": "اثر انگشت تنظیمات",
}


def reason_words(code: str) -> str:
    """A reason code in words; a part the table does not know is shown as it is."""
    return "؛ ".join(REASONS.get(part, part) for part in code.split("/"))


def stage_words(stage: str) -> str:
    return STAGES.get(stage, stage)


def version_words(name: str) -> str:
    return VERSIONS.get(name, name)
