"""What is wrong with something handed in, said in Persian to the person who filled it in.

The program says it in English, for the command line; here each of its sentences has a Persian one.
"""

import re
from collections.abc import Mapping

from core.digits import persian_digits

LABELS: Mapping[str, str] = {
    "number": "شماره",
    "agency": "دستگاه",
    "kind": "نوع",
    "title": "عنوان",
    "day": "تاریخ",
    "until": "تا تاریخ",
    "link": "پیوند",
    "file": "پرونده",
    "photo": "عکس",
    "item": "شناسه مطلب",
    "hour": "ساعت",
    "platform": "سکو",
    "address": "نشانی",
    "followers": "اعضا",
    "level": "سطح",
    "verdict": "نتیجه بررسی",
    "reason": "دلیل",
    "received": "تاریخ دریافت",
    "rubric": "معیار",
    "rater": "داور",
    "rater_agency": "دستگاه داور",
    "rating": "نمره",
    "subject": "موضوع داوری",
    "note": "توضیح",
    "survey": "نظرسنجی",
    "question": "پرسش",
    "value": "مقدار",
    "respondents": "تعداد پاسخ",
    "method": "روش",
    "table": "جدول",
    "column": "ستون",
    "meeting": "جلسه",
    "owner": "مسئول",
    "decided": "تاریخ تصویب",
    "due": "مهلت",
    "progress": "وضعیت",
    "done_on": "تاریخ اجرا",
    "proof": "مدرک اجرا",
}
"""Every field of every form."""

_F = r"'(?P<field>[^']*)'"
_SENTENCES: tuple[tuple[str, str], ...] = (
    (rf"{_F} is empty; say why the record is rejected", "«{field}» خالی است؛ بگویید سند چرا رد شده است."),
    (
        rf"{_F} is empty; say what shows that it is done",
        "«{field}» خالی است؛ بگویید چه چیزی اجرا را نشان می‌دهد.",
    ),
    (
        rf"{_F} is empty; a record of kind (?P<a>.+) needs it",
        "«{field}» خالی است؛ این نوع سند آن را می‌خواهد.",
    ),
    (rf"{_F} is empty; fill it in", "«{field}» خالی است؛ آن را پر کنید."),
    (rf"{_F}: '(?P<a>.*)' is no date;.*", "«{field}»: «{a}» تاریخ نیست؛ مانند ۱۴۰۴/۰۷/۱۵ بنویسید."),
    (rf"{_F}: '(?P<a>.*)' is no number; write digits only", "«{field}»: «{a}» عدد نیست؛ تنها رقم بنویسید."),
    (
        rf"{_F}: (?P<a>.*) is no number of people",
        "«{field}»: «{a}» شمار کسان نیست؛ عدد درست و بیش از صفر بنویسید.",
    ),
    (rf"{_F}: (?P<a>.*) is in the future;.*", "«{field}»: {a} هنوز نرسیده است."),
    (rf"{_F}: (?P<a>.*) is before 'day'; swap the two", "«{field}» پیش از «تاریخ» است."),
    (rf"{_F}: (?P<a>.*) is before 'decided'; correct one", "«{field}» پیش از «تاریخ تصویب» است."),
    (rf"{_F}: nobody knows '(?P<a>[^']*)'.*", "«{field}»: «{a}» شناخته نیست."),
    (rf"{_F}: '(?P<a>[^']*)' is not known.*", "«{field}»: «{a}» شناخته نیست."),
    (rf"{_F}: (?P<a>.*) lies outside \d to \d", "«{field}»: {a} بیرون از ۱ تا ۵ است."),
    (rf"{_F}: '(?P<a>.*)' is no time of day.*", "«{field}»: «{a}» ساعت نیست؛ مانند ۱۴:۳۰ بنویسید."),
    (rf"{_F}: there is no item '(?P<a>.*)'.*", "«{field}»: مطلبی با شمارهٔ {a} نیست."),
    (
        rf"{_F}: '(?P<a>.*)' is no address.*",
        "«{field}»: «{a}» نشانی نیست؛ مانند https://www.example.ir/news/1 بنویسید.",
    ),
    (
        rf"{_F}: '(?P<a>.*)' was not sent along with the table",
        "«{field}»: پروندهٔ «{a}» همراه جدول فرستاده نشده است.",
    ),
    (rf"{_F}: '(?P<a>.*)' is no picture;.*", "«{field}»: «{a}» عکس نیست؛ JPEG، PNG یا WebP بفرستید."),
    (
        rf"{_F}: '(?P<a>.*)' does not hold what its ending says.*",
        "«{field}»: «{a}» آن چیزی نیست که پسوندش می‌گوید؛ خود پرونده را بفرستید.",
    ),
    (
        rf"{_F} is not the agency for which .* speaks",
        "«{field}» دستگاه شما نیست؛ تنها برای دستگاه خودتان می‌توانید بفرستید.",
    ),
    (rf"{_F} is no agency of .*", "دستگاهی به نام «{field}» در نمایهٔ این دفتر نیست."),
    (
        rf"{_F} and the progress 'done' belong together.*",
        "«تاریخ اجرا» و وضعیت «اجرا» با هم می‌آیند؛ هر دو را پر کنید یا هیچ‌یک را.",
    ),
    (
        rf"{_F} stands under no heading;.*",
        "«{field}» زیر هیچ سرستونی نیست؛ متنی را که جداکننده دارد در گیومه بگذارید.",
    ),
    (r"there is no evidence; give a link, a file or a photo", "مدرکی نیست؛ پیوند، پرونده یا عکس بدهید."),
    (
        r"(?P<a>.*) belongs to the agency judged; another rater must do it",
        "«{a}» از همان دستگاهی است که داوری می‌شود؛ داور دیگری باید نمره دهد.",
    ),
    (r"the same as (?P<a>.*): .*; keep one", "همان است که پیش‌تر در ردیف {a} آمده؛ یکی را نگه دارید."),
    (
        r"the table is empty; write the headings in the first row",
        "جدول خالی است؛ سرستون‌ها را در ردیف نخست بنویسید.",
    ),
    (r"the table has no row under its headings.*", "جدول زیر سرستون‌ها ردیفی ندارد."),
    (r"no column is headed (?P<a>.*); add it", "ستونی با سرستون «{a}» نیست؛ آن را بیفزایید."),
    (r"two columns are headed '(?P<a>.*)'; remove one", "دو ستون سرستون «{a}» دارند؛ یکی را بردارید."),
    (r"nobody knows the heading '(?P<a>[^']*)'.*", "سرستون «{a}» شناخته نیست."),
    (r"the table breaks off here.*", "جدول از اینجا خوانا نیست."),
    (r"the table has more than (?P<a>\d+) rows; split it", "جدول بیش از {a} ردیف دارد؛ آن را بخش کنید."),
    (r"unpacks to more than .*", "این کارپوشه پس از بازشدن بیش از اندازه بزرگ است؛ تنها جدول را بفرستید."),
    (r"is no workbook .*", "این پرونده کارپوشهٔ اکسل نیست؛ آن را با پسوند xlsx یا csv ذخیره کنید."),
    (
        r"record (?P<a>.*) was rejected and says nothing new; object to it",
        "سند {a} رد شده و چیز تازه‌ای در آن نیست؛ به رد آن اعتراض کنید یا مدرک تازه بدهید.",
    ),
    (r"only the office says (?P<field>\w+)", "«{field}» را تنها دفتر می‌نویسد؛ این ستون را بردارید."),
    (r"a cell has more than (?P<a>\d+) letters", "متن یک خانه از {a} نویسه بیشتر است؛ کوتاه‌ترش کنید."),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in _SENTENCES)
_LONGEST_SHOWN = 80


def in_persian(said: str) -> str:
    """The sentence in Persian; one that the table does not know is shown as it is."""
    for pattern, words in _COMPILED:
        found = pattern.fullmatch(said)
        if found:
            parts = {name: _shown(value) for name, value in found.groupdict().items()}
            if "field" in parts:
                parts["field"] = LABELS.get(parts["field"], parts["field"])
            return words.format(**parts)
    return said[:500]


def _shown(text: str) -> str:
    cut = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    # Letters beside digits say that it is a name or an address, which keeps its own digits.
    return persian_digits(cut) if not re.search(r"[A-Za-z]", cut) else cut
