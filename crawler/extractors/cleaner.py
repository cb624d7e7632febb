"""What stands in a Persian body and is none of it: end marks, codes, counters, buttons, repetitions."""

import re
from collections.abc import Sequence

from crawler.extractors.blocks import tidy
from crawler.extractors.script import is_arabic_script
from crawler.identity import fold_letters

_DIGIT = "[0-9۰-۹٠-٩]"

_END_OF_TEXT = re.compile(
    r"^\W*(?:انتهای ?(?:پیام|خبر|متن|گزارش)|پایان ?(?:پیام|خبر|متن)|"
    r"(?:اخبار|خبرهای|مطالب|مطلب|نوشته ?های|پست ?های|گزارش ?های|خبر) (?:مرتبط|مشابه|پیشنهادی)|"
    r"(?:نظر|نظرات|دیدگاه|دیدگاه ?های|نظر ?های) ?(?:شما|کاربران|خوانندگان|مخاطبان)|"
    r"(?:ارسال|ثبت|درج) (?:نظر|دیدگاه)|دیدگاهتان را بنویسید|پاسخ دهید|نظرات|دیدگاه ?ها|"
    r"برچسب ?ها|کلید ?واژه ?ها|کلمات کلیدی|پر ?بازدیدترین ?ها|آخرین اخبار|بیشتر بخوانید|بیشتر بدانید)"
    r"\s*(?:[/:：.]\s*\S{0,12})?\W*$"
    r"|^\W*(?:برچسب ?ها|برچسب|کلید ?واژه ?ها|کلمات کلیدی|تگ ?ها)\s*[:：].{0,150}$"
)
"""A line that is one of these ends the text when some text stands before it."""

_CHROME_LINE = re.compile(
    r"^\W*(?:"
    rf"(?:کد|شماره|شناسه) ?(?:خبر|مطلب|خبری|نوشته)?\s*[:：]?\s*{_DIGIT}+|"
    rf"(?:تعداد)? ?(?:بازدید|بازدیدها|مشاهده|بازدید کنندگان|نمایش)\s*[:：]?\s*(?:{_DIGIT}|[,٬])+"
    rf"(?: بار| نفر)?(?:\s*{_DIGIT}+ ?(?:نظر|دیدگاه))?|"
    rf"{_DIGIT}+ ?(?:بازدید|نظر|دیدگاه|بار مشاهده)|"
    r"(?:تعداد )?(?:نظر|نظرات|دیدگاه ?ها)\s*[:：]\s*\S{0,6}|"
    r"کپی (?:شد|لینک|کردن لینک)|لینک (?:کوتاه|مطلب|خبر)(?: کپی شد)?\s*[:：]?\s*\S*|"
    r"نشانی (?:کوتاه|اینترنتی).{0,60}|"
    r"(?:نسخه )?(?:چاپی|چاپ|پرینت)|چاپ (?:خبر|مطلب)|ارسال (?:به دوستان|برای دوستان|با ایمیل|ایمیل)|"
    r"(?:اشتراک ?گذاری|به اشتراک بگذارید|اشتراک)(?: در.{0,30}| این.{0,30})?|اندازه (?:قلم|فونت|متن).{0,10}|"
    r"(?:زمان|تاریخ) (?:(?:انتشار|درج|خبر|ثبت|ارسال) ?){1,2}\s*[:：].{0,60}|"
    rf"\+?\s*(?:نوشته|ارسال|منتشر) شده (?:در|توسط) .{{0,40}}{_DIGIT}.{{0,60}}|"
    r"power(?:ed)? by\b.{0,60}|copyright\b.{0,80}|©.{0,80}|"
    r"(?:کلیه|تمامی|تمام) حقوق .{0,120}|(?:تصویر|عکس|تصاویر)? ?گالری(?: تصاویر)?|"
    r"(?:به )?(?:کانال|صفحه) .{0,40} (?:بپیوندید|دنبال کنید)|"
    r"امتیاز(?: دهید| به خبر| شما)?\s*[:：]?\s*\S{0,8}|"
    rf"امتیاز شما\s*[:：][\s{_DIGIT[1:-1]}]{{0,20}}(?:میانگین.{{0,40}})?|"
    r"منبع تصویر.{0,40}"
    r")\W*$",
    re.IGNORECASE,
)

_DATE_WORDS = "|".join(
    (
        "(?:یک|دو|سه|چهار|پنج) ?شنبه|شنبه|جمعه|فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی",
        r"بهمن|اسفند|ماه|سال|ساعت|تاریخ|زمان|انتشار|درج|خبر|کد",
        r"ق ?\. ?ظ|ب ?\. ?ظ|صبح|عصر|(?:قبل|بعد) ?از ?ظهر",
    )
)
_DATE_LINE = re.compile(rf"^(?=.*{_DIGIT})[\W\d]*(?:(?:{_DATE_WORDS})(?![^\W\d_])[\W\d]*)*$")
_LONGEST_DATE_LINE = 70
_HEAD_LINES = 4
_REPORTER_CODE = re.compile(rf"^[\W_]*{_DIGIT}{{3,5}}(?:\s*/\s*{_DIGIT}{{1,5}})*[\W_]*$")
_TAIL = re.compile(
    r"\s*(?:[/*•]*\s*(?:انتهای|پایان) ?(?:پیام|خبر|گزارش)\s*"
    rf"(?:[/.]?\s*[آ-یa-zA-Z]{{0,2}}{_DIGIT}{{0,6}}\s*[/.]?)*"
    rf"|\s/?{_DIGIT}{{4,5}}(?:/{_DIGIT}{{3,5}})*|/{_DIGIT}{{3,5}})\s*$"
)
_INLINE = re.compile(
    rf"\s*(?:کد خبر|کد مطلب)\s*[:：]\s*{_DIGIT}{{3,}}\s*$|\s*کپی شد\s*$|\s*power by\s*:?.{{0,40}}$",
    re.IGNORECASE,
)
_LONGEST_CHROME = 180
_LEAST_REPEATED = 30
_JUDGED = 20
_LONGEST_MENU = 20
_LONGEST_MENU_LINE = 160


def clean_body(
    paragraphs: Sequence[str], *, title: str | None, lead: str | None, kicker: str | None
) -> list[str]:
    """The paragraphs of the text alone, each once, without headline, codes and buttons."""
    kept = _without_chrome(paragraphs)
    kept = _without_headline(kept, [title, lead, kicker])
    kept = _without_date_lines(kept)
    kept = _each_once(kept)
    return _without_tail(kept)


def as_judged(line: str) -> str:
    """A line as the patterns expect it: Persian letters, no joiners; used to judge, never to store."""
    return fold_letters(line.replace("\u200c", " "))


def _without_chrome(paragraphs: Sequence[str]) -> list[str]:
    """Without codes and buttons, and only up to the first end mark that has some text before it."""
    kept: list[str] = []
    for line in paragraphs:
        judged = as_judged(line) if len(line) <= _LONGEST_CHROME else ""
        if kept and _END_OF_TEXT.match(judged):
            return kept
        if not _CHROME_LINE.match(judged):
            kept.append(line)
    return kept


def _without_headline(paragraphs: list[str], parts: Sequence[str | None]) -> list[str]:
    """Title, lead and kicker repeated at the head of the body belong to themselves."""
    known = {_key(part) for part in parts if part}
    position = _after_menu(paragraphs, title_key=_key(parts[0] or ""))
    last = min(len(paragraphs) - 1, position + 4)
    while position < last and _key(paragraphs[position]) in known:
        position += 1
    return paragraphs[position:]


def _without_date_lines(paragraphs: list[str]) -> list[str]:
    """Between a headline and the text many templates print the date: «سه‌شنبه ۱۲ آبان ۱۴۰۵ - ۰۹:۴۰»."""
    kept = [
        line
        for position, line in enumerate(paragraphs)
        if position >= _HEAD_LINES or len(line) > _LONGEST_DATE_LINE or not _DATE_LINE.match(as_judged(line))
    ]
    return kept or paragraphs


def _after_menu(paragraphs: list[str], *, title_key: str) -> int:
    """In a table portal menus stand before the title as short lines; the text begins after it."""
    for position, line in enumerate(paragraphs[:_LONGEST_MENU]):
        if len(line) > _LONGEST_MENU_LINE:
            return 0
        if title_key and _key(line) == title_key:
            return min(position + 1, len(paragraphs) - 1)
    return 0


def _each_once(paragraphs: list[str]) -> list[str]:
    """A Persian body printed twice is read once; short lines may recur in verse and dialogue."""
    seen: set[str] = set()
    kept: list[str] = []
    for line in paragraphs:
        if len(line) < _LEAST_REPEATED or line not in seen or not is_arabic_script(line):
            kept.append(line)
        seen.add(line)
    return kept


def _without_tail(paragraphs: list[str]) -> list[str]:
    """Reporter codes and end marks at the end of the last paragraphs of a Persian text."""
    kept = list(paragraphs)
    is_persian = is_arabic_script(" ".join(kept[:_JUDGED]))
    while kept and is_persian:
        last = _INLINE.sub("", kept[-1])
        last = _TAIL.sub("", last) if len(kept[-1]) > 20 or "پیام" in last else last
        if not last or _REPORTER_CODE.match(last):
            kept.pop()
        elif last == kept[-1]:
            break
        else:
            kept[-1] = tidy(last)
    return kept


def _key(text: str) -> str:
    """Equal for two spellings of one paragraph."""
    return re.sub(r"\W+", "", as_judged(text))
