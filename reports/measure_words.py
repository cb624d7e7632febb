"""What measures are called in a report, how their values are written, and what they say in one sentence."""

from dataclasses import dataclass, replace
from enum import StrEnum

from core.schemes import Scheme


class Unit(StrEnum):
    """How the value of a measure is written."""

    COUNT = "count"
    """The value is the number of items in the list behind it."""
    SHARE = "share"
    PERCENT = "percent"
    """A share whose base is no list of items: of resolutions, of channels, of nights."""
    DAYS = "days"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWords:
    """A measure's name, how its value is written, and what it says in one sentence."""

    name: str
    unit: Unit
    meaning: str = ""


PRESS_ITEMS = "press_items"
PRESS_STORIES = "press_stories"
ACTIVE_DAYS = "own_site_active_days"
STALENESS_DAYS = "own_site_staleness_days"
SERVICE_SHARE = "service_reflection_share"

MEASURES: dict[str, MeasureWords] = {
    PRESS_ITEMS: MeasureWords(
        name="مطالب رسانه‌ها",
        unit=Unit.COUNT,
        meaning="مطالب رسانه‌های زیر پوشش که دستگاه در آن‌ها کنشگر است؛ بازنشرها هم شمرده می‌شوند.",
    ),
    PRESS_STORIES: MeasureWords(
        name="خبرهای جدا",
        unit=Unit.COUNT,
        meaning="همان مطالب، ولی هر خبر با همهٔ بازنشرهایش یک بار؛ پیام تبریک و تسلیت و نقد شمرده نمی‌شود.",
    ),
    ACTIVE_DAYS: MeasureWords(
        name="روزهای فعال سایت",
        unit=Unit.COUNT,
        meaning="روزهای کاری که سایت خود دستگاه مطلب تازه داشت؛ نخستین مطلب هر روز نمایندهٔ آن روز است.",
    ),
    STALENESS_DAYS: MeasureWords(
        name="کهنگی سایت",
        unit=Unit.DAYS,
        meaning="میانگین سن تازه‌ترین مطلب سایت در شب‌های ماه؛ کمتر بهتر است.",
    ),
    SERVICE_SHARE: MeasureWords(
        name="بازتاب خدمت",
        unit=Unit.SHARE,
        meaning="سهم خبرهایی که خدمتی انجام‌شده برای مردم را گزارش می‌کنند، از همهٔ خبرهای غیرتشریفاتی دستگاه.",
    ),
    "own_site_longest_silence_days": MeasureWords(
        name="بلندترین سکوت سایت",
        unit=Unit.DAYS,
        meaning="بیشترین روزهای پیاپی که سایت دیده شد و مطلب تازه‌ای نداشت؛ کمتر بهتر است.",
    ),
    "own_first_share": MeasureWords(
        name="پیشگامی سایت",
        unit=Unit.SHARE,
        meaning="از خبرهایی که هم در سایت و هم در رسانه‌ها آمده‌اند، سهم آن‌ها که سایت زودتر منتشر کرد.",
    ),
    "unreported_share": MeasureWords(
        name="خبرهای نیامده در سایت",
        unit=Unit.SHARE,
        meaning="از خبرهای رسانه‌ها دربارهٔ دستگاه، سهم آن‌ها که در سایت خودش نیامده است؛ کمتر بهتر است.",
    ),
    "press_owner_diversity": MeasureWords(
        name="تنوع صاحبان رسانه",
        unit=Unit.PLAIN,
        meaning="خبرها گویی به‌یک‌اندازه از آنِ چند صاحب رسانه‌اند.",
    ),
    "topic_diversity": MeasureWords(
        name="تنوع موضوع‌ها",
        unit=Unit.PLAIN,
        meaning="خبرها گویی به‌یک‌اندازه دربارهٔ چند موضوع‌اند.",
    ),
    "joint_stories": MeasureWords(
        name="خبرهای مشترک",
        unit=Unit.COUNT,
        meaning="خبرهایی که دستگاه دیگری نیز در آن‌ها کنشگر است.",
    ),
    "activity_press": MeasureWords(
        name="زیرشاخص رسانه‌ها",
        unit=Unit.PLAIN,
        meaning="امتیاز ۰ تا ۱۰۰: هر خبر با ردهٔ بهترین رسانه و شمار صاحبان؛ متن بی‌تغییر دستگاه کم می‌ارزد.",
    ),
    "activity_site": MeasureWords(
        name="زیرشاخص سایت",
        unit=Unit.PLAIN,
        meaning="امتیاز ۰ تا ۱۰۰: روزهای فعال، سکوت، کهنگی و سلامت سایت با هم.",
    ),
    "activity_social": MeasureWords(
        name="زیرشاخص شبکه‌های اجتماعی",
        unit=Unit.PLAIN,
        meaning="امتیاز ۰ تا ۱۰۰: روزهای فعال، پیام‌های جدا و کانال‌های زنده.",
    ),
    "activity_service": MeasureWords(
        name="زیرشاخص بازتاب خدمات",
        unit=Unit.PLAIN,
        meaning="امتیاز ۰ تا ۱۰۰: سهم خبرهای خدمت، پس از اصلاح خطای تشخیص و کمی شمار.",
    ),
    "activity_diversity": MeasureWords(
        name="زیرشاخص تنوع",
        unit=Unit.PLAIN,
        meaning="امتیاز ۰ تا ۱۰۰: پراکندگی خبرها میان صاحبان رسانه و موضوع‌ها.",
    ),
    "activity_responsiveness": MeasureWords(
        name="زیرشاخص پاسخ‌گویی",
        unit=Unit.PLAIN,
        meaning="امتیاز ۰ تا ۱۰۰: پاسخ به نقد تا یک روز، سه روز یا سی روز.",
    ),
    "activity_initiative": MeasureWords(
        name="زیرشاخص ابتکار",
        unit=Unit.PLAIN,
        meaning="امتیاز ۰ تا ۱۰۰: قالب‌ها، رویدادهای رسانه‌ای و پیشگامی سایت.",
    ),
    "formats_used": MeasureWords(
        name="قالب‌ها",
        unit=Unit.PLAIN,
        meaning="از متن، عکس، ویدئو، اینفوگرافیک و صدا چند قالب به کار رفته است.",
    ),
    "judged_rating": MeasureWords(
        name="نمرهٔ داوری",
        unit=Unit.PLAIN,
        meaning="میانگین نمرهٔ داوران، ۱ تا ۵؛ با کمتر از دو داور نمره‌ای نیست.",
    ),
    "own_site_health": MeasureWords(
        name="سلامت سایت",
        unit=Unit.PERCENT,
        meaning="نیمی شب‌هایی که سایت پاسخ داد و نیمی صفحه‌هایی که خوانده شد.",
    ),
    "own_site_is_stale": MeasureWords(
        name="سایتِ به‌روزنشده",
        unit=Unit.PLAIN,
        meaning="۱ یعنی تازه‌ترین مطلب سایت در پایان دوره کهنه بود.",
    ),
    "press_active_days": MeasureWords(
        name="روزهای حضور در رسانه‌ها",
        unit=Unit.COUNT,
        meaning="روزهایی که رسانه‌ها خبری از دستگاه داشتند؛ نخستین مطلب هر روز نمایندهٔ آن روز است.",
    ),
    "press_items_in_tiers": MeasureWords(
        name="مطالب رده‌های خواسته‌شده",
        unit=Unit.COUNT,
        meaning="مطالب رسانه‌هایی که طرح سنجش رده یا برجستگی آن‌ها را خواسته است.",
    ),
    "press_longest_silence_days": MeasureWords(
        name="بلندترین سکوت در رسانه‌ها",
        unit=Unit.DAYS,
        meaning="بیشترین روزهای پیاپی که رسانه‌ها دیده شدند و خبری از دستگاه نداشتند؛ کمتر بهتر است.",
    ),
    "press_mentions": MeasureWords(
        name="مطالبِ تنها با نام دستگاه",
        unit=Unit.COUNT,
        meaning="مطالبی که نام دستگاه گذرا در آن‌ها آمده است.",
    ),
    "press_original_share": MeasureWords(
        name="مطالب تولیدی رسانه‌ها",
        unit=Unit.SHARE,
        meaning="سهم مطالبی که بازنشر مطلب دیگری نیست.",
    ),
    "press_stories_in_tiers": MeasureWords(
        name="خبرهای رده‌های خواسته‌شده",
        unit=Unit.COUNT,
        meaning="خبرهای جدا در رسانه‌هایی که طرح سنجش رده یا برجستگی آن‌ها را خواسته است.",
    ),
    "press_stories_weighted": MeasureWords(
        name="خبرها با وزن رده",
        unit=Unit.PLAIN,
        meaning="هر خبر به وزن ردهٔ بهترین رسانه‌ای که آن را آورده است.",
    ),
    "projects_covered": MeasureWords(
        name="پروژه‌های بازتاب‌یافته",
        unit=Unit.PERCENT,
        meaning="از پروژه‌های اعلام‌شدهٔ دستگاه، سهم آن‌ها که نامشان در خبری از دستگاه آمده است.",
    ),
    "replies_in_time": MeasureWords(
        name="نقدهای پاسخ‌گرفته در مهلت",
        unit=Unit.SHARE,
        meaning="از نقدهایی که پاسخ می‌خواست، سهم آن‌ها که در مهلت پاسخ گرفت.",
    ),
    "resolutions_done": MeasureWords(
        name="مصوبه‌های اجراشده",
        unit=Unit.PERCENT,
        meaning="از آنچه دستگاه باید در این دوره انجام می‌داد، سهم انجام‌شده.",
    ),
    "share_of_voice": MeasureWords(
        name="سهم صدا در گروه",
        unit=Unit.SHARE,
        meaning="از خبرهای رسانه‌ها دربارهٔ دستگاه‌های هم‌گروه، سهم خبرهای این دستگاه.",
    ),
    "social_active_days": MeasureWords(
        name="روزهای فعال شبکه‌ها",
        unit=Unit.PLAIN,
        meaning="روزهایی که یکی از کانال‌های رسمی پیامی داشت.",
    ),
    "social_alive_share": MeasureWords(
        name="کانال‌های زنده",
        unit=Unit.PERCENT,
        meaning="از کانال‌های اعلام‌شده، سهم آن‌ها که در دوره پیامی داشتند.",
    ),
    "social_messages": MeasureWords(
        name="پیام‌های شبکه‌ها",
        unit=Unit.PLAIN,
        meaning="پیام‌های جدا؛ پیامی که در چند کانال آمده یکی است.",
    ),
    "submitted_records": MeasureWords(
        name="فعالیت‌های ثبت‌شده",
        unit=Unit.PLAIN,
        meaning="فعالیت‌هایی که دستگاه با مدرک ارائه کرده و رد نشده است.",
    ),
    "survey_value": MeasureWords(
        name="نتیجهٔ نظرسنجی",
        unit=Unit.PLAIN,
        meaning="آنچه نظرسنجی برای دستگاه یافته است.",
    ),
    "table_value": MeasureWords(
        name="عدد جدول واردشده",
        unit=Unit.PLAIN,
        meaning="عددی از جدولی که دیگران ساخته‌اند.",
    ),
}


def measure_words(measure: str) -> MeasureWords:
    """A measure the table does not know is shown by its own name, as a plain number."""
    return MEASURES.get(measure, MeasureWords(name=measure, unit=Unit.PLAIN))


def words_in(scheme: Scheme, key: str) -> MeasureWords:
    """The words for an observation: of the measure itself, with the name the scheme gave its use."""
    use = next((use for use in scheme.uses if use.key == key), None)
    if use is None:
        return measure_words(key)
    words = measure_words(use.measure)
    return replace(words, name=use.name) if use.name else words
