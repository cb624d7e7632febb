"""What is suspect about a source's day, in Persian: the signs of core/suspicion.py for readers."""

import re

from core.digits import persian_digits

_SIGNS = (
    (
        r"no text was found in (\d+) of (\d+) new pages: their template may have changed",
        r"در \1 صفحه از \2 صفحهٔ تازه متنی پیدا نشد؛ شاید قالب صفحه‌ها عوض شده است",
    ),
    (
        r"all (\d+) new pages fell to the general extractor: its selectors or family no longer fit",
        r"هر \1 صفحهٔ تازه را استخراج‌گر عمومی خواند؛ گزینشگرها یا خانوادهٔ سایت دیگر با صفحه‌ها نمی‌خواند",
    ),
    (
        r"(\d+) new items where at least (\d+) are expected",
        r"\1 مطلب تازه رسید، در حالی که دست‌کم \2 مطلب انتظار می‌رفت",
    ),
    (
        r"(\d+) new items where at most (\d+) are expected",
        r"\1 مطلب تازه رسید، در حالی که دست‌بالا \2 مطلب انتظار می‌رفت",
    ),
    (
        r"nothing new for (\d+) days; its own pace would have brought about (\d+) items",
        r"\1 روز چیز تازه‌ای نیامد؛ با آهنگ همیشگی باید نزدیک \2 مطلب می‌آمد",
    ),
    (
        r"(\d+) of (\d+) new items are dated more than two days before they appeared",
        r"تاریخ \1 مطلب از \2 مطلب تازه بیش از دو روز پیش از پیدا شدن آن‌هاست",
    ),
    (
        r"(\d+) of (\d+) new items repeat a text that stood there before",
        r"\1 مطلب از \2 مطلب تازه متنی است که پیش‌تر همان‌جا آمده بود",
    ),
    (
        r"(\d+) known items were dated anew as of today",
        r"به \1 مطلب پیشین تاریخ امروز داده‌اند",
    ),
    (
        r"all (\d+) pieces of its list were new: others may have come and gone since the last look",
        r"هر \1 مطلب فهرست تازه بود؛ شاید مطلب‌هایی میان دو سرزدن آمده و رفته باشند",
    ),
)


def suspicion_words(suspect: str) -> str:
    """The signs of a day; words that are none of them stay as they are."""
    for sign, words in _SIGNS:
        suspect = re.sub(sign, words, suspect)
    return persian_digits(suspect.replace("; ", "؛ "))
