"""Texts as broken software hands them over, from invented pieces of what attribution looks for."""

from hypothesis import strategies as st

from core.attributions import Mention, Understanding
from core.items import ItemText

NAMES = (
    "استانداری",
    "استاندار",
    "شهرداری",
    "شهرداری‌های",
    "شهردار",
    "فرماندار ویژه",
    "فرمانداران",
    "مدیرکل ثبت احوال",
    "اداره‌ی کل آموزش و پرورش",
    "دانشگاه علوم پزشکی",
    "رئیس دانشگاه",
    "معاون حمل و نقل",
    "روابط عمومی",
    "پلیس راه",
    "برق منطقه‌ای",
    "بیمارستان شهید",
    "شورای اسلامی شهر",
    "وزارت نیرو",
    "سازمان",
)
PLACES = (
    "استان یزد",
    "تهران",
    "خراسان جنوبی",
    "شهرستان تفت",
    "شهر ری",
    "مرکزی",
    "این استان",
    "استان‌های قم، البرز و",
    "استان",
    "کشور",
    "پاکستان",
)
WORDS = (
    "گفت",
    "افزود که",
    "به گزارش خبرگزاری",
    "به نقل از",
    "به گفته",
    "با حضور",
    "افتتاح شد",
    "مدرسه و بیمارستان روستا",
    "خواهد ساخت",
    "تسلیت گفت",
    "اعتراض مردم به بی‌آبی",
    "وی",
    "بهاری",
    "سابق",
    "تیم فوتبال",
    "لیگ برتر",
    "نظر شما",
    "کد خبر",
    "و",
    "در",
    "ها",
    "۱۲",
)
MARKS = (
    *"\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202e\u2067\u2069\u200b\u2060\ufeff\u00ad\u00a0\u3000",
    *"ـًَُِّْٰٔ",
    *"ﻻﻼﷲﷺﺳﺎ",
    *"يكىةۀأ",
    *"\x00\x07\x1f\x85\u2028\u2029\t\r\n",
    *"\ud83d\udc00\U000e0001\U0010ffff",
    *"😀🇮🔹\ufe0f",
    *".،؛:؟!«»()-_#/&<>;",
)
MARKUP = (
    "&nbsp;",
    "&zwnj;",
    "&#8204;",
    "&#x200F;",
    "&#65275;",
    "&#0;",
    "&#55357;",
    "&#1114112;",
    "&;",
    "<p>",
    "</p>",
    "<br/>",
    "<a href='x'>",
    "<!-- ",
    " -->",
    "<script>",
    "<",
)


def _wrongly_decoded(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("cp1252", "replace")


_WRECKS = (
    lambda text: text.replace(" ", ""),
    lambda text: text.replace(" ", "\u200c"),
    lambda text: text.replace("ی", "ي").replace("ک", "ك"),
    lambda text: text.replace("لا", "ﻻ").replace(" ", "_"),
    lambda text: "\u200f".join(text),
    lambda text: "ـ".join(text),
    lambda text: text[::-1],
    lambda text: text * 12,
    _wrongly_decoded,
)

_PHRASES = st.sampled_from(NAMES) | st.sampled_from(PLACES) | st.sampled_from(WORDS)
_WRECKED = st.builds(lambda wreck, text: wreck(text), st.sampled_from(_WRECKS), _PHRASES)
_PIECES = _PHRASES | _PHRASES | _WRECKED | st.sampled_from(MARKS) | st.sampled_from(MARKUP)
_GAPS = st.sampled_from([" ", " ", " ", "", "\u200c", "\n", "، ", ". "])
_GRAMMAR = st.lists(st.tuples(_PIECES, _GAPS).map("".join), max_size=40).map("".join)

# Any code point at all, halves of surrogate pairs too, as they come out of JSON.
_ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)

BROKEN_TEXTS = st.none() | _GRAMMAR | _GRAMMAR | _ANYTHING
BROKEN_ITEMS = st.builds(
    ItemText,
    title=BROKEN_TEXTS,
    lead=BROKEN_TEXTS,
    body=BROKEN_TEXTS,
    kicker=BROKEN_TEXTS,
    section=BROKEN_TEXTS,
    home_province=st.sampled_from([None, "یزد", "تهران"]),
)


def all_spans(understanding: Understanding) -> list[Mention]:
    """Every stretch an understanding points to."""
    return [
        *(mention for claim in understanding.attributions for mention in claim.evidence),
        *(refusal.mention for refusal in understanding.refusals),
        *understanding.reading.service_evidence,
    ]


def wrong_spans(understanding: Understanding, item: ItemText) -> list[Mention]:
    """The ones that are empty or do not stand where they say."""
    fields = {"title": item.title or "", "lead": item.lead or "", "body": item.body or ""}
    return [
        mention
        for mention in all_spans(understanding)
        if not mention.surface or fields[mention.field][mention.start : mention.end] != mention.surface
    ]
