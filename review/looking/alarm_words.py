"""What looks wrong about a source's day, in Persian; the crawl notes it in English (core/suspicion.py)."""

import re

from core.digits import persian_digits

_SENTENCES = (
    (
        r"no text was found in (\d+) of (\d+) new pages.*",
        "در {0} صفحه از {1} صفحهٔ تازه متنی پیدا نشد؛ شاید قالب صفحه‌ها عوض شده باشد",
    ),
    (
        r"all (\d+) new pages fell to the general extractor.*",
        "هر {0} صفحهٔ تازه با استخراج‌گر همگانی خوانده شد؛ نشانی‌های متن دیگر درست نیستند",
    ),
    (
        r"(\d+) new items where at least (\d+) are expected",
        "{0} مطلب تازه، با آنکه دست‌کم {1} مطلب انتظار می‌رود",
    ),
    (
        r"(\d+) new items where at most (\d+) are expected",
        "{0} مطلب تازه، با آنکه بیش از {1} مطلب انتظار نمی‌رود",
    ),
)
_COMPILED = tuple((re.compile(pattern), words) for pattern, words in _SENTENCES)


def alarm_words(suspect: str) -> list[str]:
    """Each sign as a sentence; one that the table does not know is shown as it is."""
    return [_in_persian(one.strip()) for one in suspect.split(";") if one.strip()]


def _in_persian(said: str) -> str:
    for pattern, words in _COMPILED:
        found = pattern.fullmatch(said)
        if found:
            return words.format(*map(persian_digits, found.groups()))
    return said
