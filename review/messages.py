"""What the pages say to people, in Persian."""

from core.rounds import RoundState
from core.users import UserRole
from review.queue.wishes import Refusal

FRONT_TITLE = "گزارش‌های رصد"
NO_REPORTS = "هنوز گزارشی نوشته نشده است. با «rasad report» گزارش یک ماه را بسازید."

STATUS_MESSAGES: dict[int, tuple[str, str]] = {
    400: ("این فرم پذیرفته نشد", "چیزی در آن کم یا نادرست بود. به صفحهٔ پیش بازگردید و دوباره بفرستید."),
    401: ("وارد نشده‌اید", "برای دیدن این صفحه با نام و گذرواژهٔ خود وارد شوید."),
    403: ("این کار اجازه داده نشد", "یا نقش شما چنین اجازه‌ای ندارد، یا فرم از صفحهٔ ما نیامده یا کهنه است."),
    404: ("چیزی در این نشانی نیست", "شاید نشانی درست نوشته نشده یا این مطلب دیگر در پایگاه نیست."),
    405: ("این کار در این نشانی شدنی نیست", "این نشانی برای چنین درخواستی نیست."),
    413: ("بزرگ‌تر از آن است که بتوان پذیرفت", "متن یا پروندهٔ کوچک‌تری بفرستید."),
    422: ("این فرم پذیرفته نشد", "چیزی در آن کم یا نادرست بود. به صفحهٔ پیش بازگردید و دوباره بفرستید."),
    500: ("ایرادی از سامانه پیش آمد", "آنچه فرستادید شاید ثبت نشده باشد؛ صفحه را تازه کنید و ببینید."),
    503: ("پایگاه داده اکنون پاسخ نمی‌دهد", "چند لحظه بعد دوباره تلاش کنید؛ اگر ماند، به بهره‌بردار بگویید."),
}
OTHER_STATUS = ("درخواست پذیرفته نشد", "درخواست را بررسی کنید و دوباره بفرستید.")

WRONG_SIGN_IN = "نام یا گذرواژه درست نیست."
WRONG_OLD_ONE = "گذرواژهٔ کنونی درست نیست."
TOO_MANY_GUESSES = "چند بار پیاپی نادرست وارد شد؛ یک ربع دیگر دوباره تلاش کنید."

REFUSALS: dict[Refusal, str] = {
    Refusal.NOT_IN_HAND: (
        "این کارت دیگر در دست شما نبود، یا همین تصمیم پیش‌تر ثبت شده بود؛ چیزی دوباره ثبت نشد."
    ),
    Refusal.TEXT_CHANGED: "متن مطلب در این میان تغییر کرده است؛ متن تازه را ببینید.",
    Refusal.NO_CLAIM: "دستگاهی که دربارهٔ آن تصمیم گرفتید میان ادعاهای این مطلب نیست.",
    Refusal.BAD_VALUE: "این مقدار شناخته نیست؛ یکی از گزینه‌های فهرست را برگزینید.",
    Refusal.BAD_AGENCY: "این دستگاه شناخته نیست یا همان دستگاه پیشین است؛ از فهرست برگزینید.",
    Refusal.NOT_IN_TEXT: "واژه‌های برگزیده در متن این مطلب نیستند.",
    Refusal.NOTHING_TO_UNDO: "در پنجاه کار گذشتهٔ شما چیزی برای بازگشت نیست.",
    Refusal.NOTHING_CHOSEN: "چیزی برگزیده نشده بود.",
    Refusal.SAME_STORY: "این مطلب همین حالا در این خبر است.",
    Refusal.NOT_GROUPED: "این مطلب هنوز در هیچ خبری نیست؛ پس از گروه‌بندی شب دوباره بفرستید.",
    Refusal.NO_STORY: "این مطلب بازنشری ندارد که از آن جدا شود.",
}

DONE: dict[str, str] = {
    "accept": "پذیرفته شد.",
    "wrong": "نادرست دانسته شد.",
    "role": "نقش دستگاه عوض شد.",
    "other": "دستگاه دیگر ثبت شد.",
    "add": "دستگاه افزوده شد.",
    "topic": "موضوع عوض شد.",
    "service": "بازتاب خدمت عوض شد.",
    "province": "استان دستگاه عوض شد.",
    "tone": "لحن ثبت شد.",
    "reply": "نیاز به پاسخ عوض شد.",
    "split": "از خبر جدا شد و سامانه آن را برنمی‌گرداند.",
    "irrelevant": "نامرتبط دانسته شد.",
    "skip": "به آخر صف رفت.",
    "flag": "برای سرپرست نشان شد.",
    "undo": "کار پیشین پس گرفته شد.",
}

WRONG_REASONS: dict[str, str] = {
    "نهاد دیگر": "نهاد دیگری است",
    "اسم عام": "اسم عام است، نه نام این دستگاه",
    "باشگاه": "باشگاه ورزشی است",
    "رسانه": "نام رسانه است",
    "استان دیگر": "از استان یا شهر دیگری است",
    "گذرا": "تنها نشانی یا پیشینه است",
}
"""What is kept of a rejection, and how the list says it."""

ROLE_NAMES: dict[UserRole, str] = {
    UserRole.OPERATOR: "بهره‌بردار",
    UserRole.ANALYST: "کارشناس",
    UserRole.LEAD: "سرپرست",
    UserRole.VIEWER: "بیننده",
    UserRole.OFFICER: "روابط عمومی دستگاه",
}

ACTIONS: dict[str, str] = {
    "sign in": "ورود",
    "sign out": "خروج",
    "failed sign in": "ورود ناموفق",
    "new password": "گذرواژهٔ تازه",
    "add user": "حساب تازه",
    "close account": "بستن حساب",
    "open account": "بازکردن حساب",
    "make token": "ساختن رمز برنامه",
    "revoke token": "باطل‌کردن رمز برنامه",
    "correct": "تصمیم از خط فرمان",
    "audit-review": "بازبینی کامل",
    "export": "برون‌بری",
    "flag": "نشان برای سرپرست",
    "settle flag": "روشن‌شدن نشان",
    "clip": "ثبت بریده",
    "take down": "برداشتن متن به درخواست",
    "show again": "نمایش دوبارهٔ متن",
    "accept proposal": "پذیرفتن پیشنهاد",
    "decline proposal": "نپذیرفتن پیشنهاد",
    "reread": "بازخوانی همهٔ مطالب",
    "try-proposals": "آزمودن پیشنهادها",
    "import record": "تحویل سند",
    "import judgement": "تحویل داوری",
    "import survey": "تحویل نتیجهٔ نظرسنجی",
    "import table": "تحویل عدد جدول",
    "import resolution": "تحویل مصوبه",
    "object to given": "اعتراض دستگاه",
    "answer objection": "پاسخ به اعتراض",
    "round-step": "گام دور",
    "appeal": "اعتراض به امتیاز",
    "review accept": "بازبینی: درست است",
    "review wrong": "بازبینی: نادرست",
    "review role": "بازبینی: نقش دیگر",
    "review other": "بازبینی: دستگاه دیگر",
    "review add": "بازبینی: دستگاه جاافتاده",
    "review topic": "بازبینی: موضوع",
    "review service": "بازبینی: بازتاب خدمت",
    "review irrelevant": "بازبینی: نامرتبط",
    "review province": "بازبینی: استان",
    "review tone": "بازبینی: لحن",
    "review reply": "بازبینی: نیاز به پاسخ",
    "review split": "بازبینی: جداکردن از خبر",
    "review join": "بازبینی: پیوستن به خبر",
    "review adjudicate": "داوری",
    "review take back": "بازگشت",
}
"""Acts of the audit trail; one the table does not know is shown by its own name."""

TRAIL_WORDS: dict[str, str] = {
    "command line": "خط فرمان",
    "session": "نشست",
    "address": "نشانی",
    "user": "حساب",
    "item": "مطلب",
    "stored texts": "همهٔ مطالب",
    RoundState.COLLECTING: "گردآوری",
    RoundState.DRAFT: "پیش‌نویس",
    RoundState.SENT_TO_UNITS: "فرستاده به دستگاه‌ها",
    RoundState.APPEALS: "رسیدگی به اعتراض‌ها",
    RoundState.FROZEN: "بسته",
    RoundState.PUBLISHED: "منتشرشده",
    RoundState.CORRECTED: "اصلاح‌شده",
    **{role.value: name for role, name in ROLE_NAMES.items()},
}
"""Who, what and what became of it in the audit trail, as a whole or as the word before a name."""
