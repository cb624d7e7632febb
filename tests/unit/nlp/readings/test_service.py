"""A delivered service is `yes`, a promised one `weak`; wishes, denials and others' doings are `no`."""

import pytest

from core.attributions import ServiceReflection
from core.items import ItemText
from nlp.readings.lexicon import Family, Lexicon
from nlp.readings.read import Reader
from nlp.readings.seen import see
from nlp.readings.service import act_sentences, service_signs
from nlp.readings.topics import TopicScores

YES, WEAK, NO = ServiceReflection.YES, ServiceReflection.WEAK, ServiceReflection.NO


def text(title: str | None, lead: str | None = None, body: str | None = None) -> ItemText:
    return ItemText(title=title, lead=lead, body=body)


def reflection(reader: Reader, item: ItemText) -> ServiceReflection | None:
    return reader.read(item, ()).service_reflection


@pytest.mark.parametrize(
    "title, lead",
    [
        ("افتتاح ۳ مدرسه در روستاهای دامغان", "سه مدرسه با ۱۸ کلاس درس برای دانش‌آموزان روستایی افتتاح شد."),
        ("مترو در روز طبیعت رایگان است", "شهرداری: حمل‌ونقل عمومی برای مسافران رایگان است."),
        (
            "بهره‌برداری از تصفیه‌خانه شهر",
            "با حضور استاندار تصفیه‌خانه و شبکه آبرسانی ۱۲ روستا به بهره‌برداری رسید.",
        ),
        (
            "توزیع ۵۰۰ بسته معیشتی میان نیازمندان",
            "کمیته امداد ۵۰۰ بسته معیشتی میان خانوارهای نیازمند توزیع کرد.",
        ),
    ],
)
def test_what_was_delivered_to_people_is_a_service(reader: Reader, title: str, lead: str) -> None:
    assert reflection(reader, text(title, lead)) is YES


@pytest.mark.parametrize(
    "title, lead",
    [
        (
            "جاده روستایی سال آینده احداث می‌شود",
            "مدیرکل راهداری: قرار است این جاده تا پایان سال آینده احداث شود.",
        ),
        (
            "طرح نوسازی ناوگان اتوبوس تصویب شد",
            "شورای شهر طرح نوسازی ناوگان را تصویب کرد و سال آینده اجرا خواهد شد.",
        ),
    ],
)
def test_what_is_planned_or_promised_is_weak(reader: Reader, title: str, lead: str) -> None:
    assert reflection(reader, text(title, lead)) is WEAK


@pytest.mark.parametrize(
    "title, lead",
    [
        (
            "دستگیری سارقان در شهرستان",
            "فرمانده انتظامی از دستگیری سه سارق خبر داد و پرونده آنان به دادسرا رفت.",
        ),
        ("حمله موشکی به یک بندر", "ارتش آمریکا به یک نقطه حمله کرد و دشمن چند موشک شلیک کرد."),
        ("پیروزی تیم ملی در نیمه‌نهایی", "تیم ملی با دو گل حریف را شکست داد و به فینال لیگ رسید."),
    ],
)
def test_crime_war_and_matches_are_no_service(reader: Reader, title: str, lead: str) -> None:
    assert reflection(reader, text(title, lead)) is NO


def test_an_exhortation_is_not_a_delivery(reader: Reader) -> None:
    item = text(
        "روابط عمومی‌ها باید خدمات دولت را اطلاع‌رسانی کنند", "باید افتتاح پروژه‌ها به مردم اطلاع داده شود."
    )

    assert reflection(reader, item) is not YES


def test_the_evidence_is_the_sentence_that_reports_the_service(reader: Reader) -> None:
    item = text("گزارش شهر", None, "هوا آفتابی بود. راه روستایی با ۲۰ کیلومتر آسفالت بازگشایی شد. پایان.")
    evidence = reader.read(item, ()).service_evidence

    assert "راه روستایی با ۲۰ کیلومتر آسفالت بازگشایی شد." in [mention.surface for mention in evidence]


def test_an_item_without_service_shows_no_evidence(reader: Reader) -> None:
    assert reader.read(text("شعر و داستان"), ()).service_evidence == ()


@pytest.mark.parametrize(
    "sentence, mood",
    [
        ("مدرسه روستا افتتاح شد", "done"),
        ("افتتاح مدرسه روستا", "named"),
        ("مدرسه روستا افتتاح خواهد شد", "planned"),
        ("مدرسه روستا باید افتتاح شود", "wished"),
        ("مدرسه روستا هنوز افتتاح نشده است", "denied"),
    ],
)
def test_tense_and_mood_of_a_sentence_are_told_apart(shipped: Lexicon, sentence: str, mood: str) -> None:
    seen = see(text(sentence), shipped)
    acts = act_sentences(seen.text, seen.hits[Family.SERVICE], shipped.families[Family.SERVICE])

    assert [act.mood for act in acts] == [mood]


def test_an_act_near_its_object_is_stronger_than_one_alone(shipped: Lexicon) -> None:
    def strength(sentence: str) -> float:
        seen = see(text(sentence), shipped)
        acts = act_sentences(seen.text, seen.hits[Family.SERVICE], shipped.families[Family.SERVICE])
        return acts[0].strength

    assert strength("افتتاح مدرسه") > strength("افتتاح")


def test_every_sign_of_the_shipped_weights_exists(shipped: Lexicon) -> None:
    groups = {group for found in shipped.families[Family.SERVICE].values() for group in found}
    known = {f"{place}.{group}" for place in ("title", "head", "body") for group in groups}
    known |= {f"{place}.{mood}" for place in ("head", "body") for mood in _MOODS}
    known |= {f"topic.{sign}" for sign in (*shipped.service.topic_signs.values(), "other")} | {"length"}

    assert set(shipped.service.signs) <= known


_MOODS = ("done", "named", "planned", "wished", "denied")


def test_the_shares_of_topics_are_signs(shipped: Lexicon) -> None:
    seen = see(text("متن"), shipped)
    topics = TopicScores(ranked=(("water-energy", 3.0), ("sports", 1.0)))
    signs = service_signs(seen, topics, shipped.families[Family.SERVICE], [], shipped.service.topic_signs)

    assert (signs["topic.works"], signs["topic.sports"]) == (0.75, 0.25)
