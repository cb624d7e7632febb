"""A delivered service is `yes`, a promised one `weak`; wishes, denials and others' doings are `no`."""

import pytest

from core.agencies import AgencyKey
from core.attributions import Attribution, Role, ServiceReflection
from core.items import ItemText
from nlp.readings.lexicon import Family, Lexicon
from nlp.readings.read import Reader
from nlp.readings.seen import see
from nlp.readings.service_acts import act_sentences
from nlp.readings.service_signs import AGAINST, APART, TOGETHER, service_signs
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
        ("افتتاح مدرسه روستا", "done"),
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
    known = {
        "title.act",
        "planned.by_body",
        "any.act",
        "actor",
        "speaks",
        "linked",
        "length",
        "praise",
        "blame",
    }
    known |= {f"{place}.{what}" for place in ("head", "body") for what in (*APART, "done", "planned")}
    known |= {name for name in groups if name in TOGETHER or name.startswith(AGAINST)}
    known |= {f"topic.{sign}" for sign in shipped.service.topic_signs.values()}

    assert set(shipped.service.signs) <= known


def signs_of(item: ItemText, shipped: Lexicon, *attributions: Attribution) -> dict[str, float]:
    seen = see(item, shipped)
    acts = act_sentences(seen.text, seen.hits[Family.SERVICE], shipped.families[Family.SERVICE])
    return service_signs(seen, acts, TopicScores(ranked=()), attributions, shipped)


def test_the_shares_of_topics_are_signs(shipped: Lexicon) -> None:
    seen = see(text("متن"), shipped)
    topics = TopicScores(ranked=(("water-energy", 3.0), ("sports", 1.0)))
    signs = service_signs(seen, [], topics, [], shipped)

    assert (signs["topic.works"], signs["topic.sports"]) == (0.75, 0.25)


def test_a_word_counts_more_in_the_headline_than_in_the_body(shipped: Lexicon) -> None:
    body = "این گزارش درباره رویدادهای دیروز و امروز است و ادامه آن می‌آید. "
    in_head = signs_of(text("متهم قتل", None, body), shipped)
    in_body = signs_of(text("گزارش روز", None, f"{body}متهم قتل بود."), shipped)

    assert in_head["against.crime"] > in_body["against.crime"] > 0


def test_an_agency_that_acts_is_a_sign_and_one_in_passing_is_linked_only(shipped: Lexicon) -> None:
    item = text("مدرسه روستا افتتاح شد")
    acting, passing = (signs_of(item, shipped, attribution(role)) for role in (Role.ACTOR, Role.MENTIONED))

    assert (acting["actor"], passing["actor"]) == (1.0, 0.0)
    assert acting["linked"] == passing["linked"] > 0


def test_the_same_report_is_more_of_a_service_when_its_agency_is_known(reader: Reader) -> None:
    order = [NO, WEAK, YES]
    item = text("جاده روستای کلاته ترمیم شد", "راهداران جاده را پیش از بارش ترمیم کردند.")
    alone = reader.read(item, ()).service_reflection
    linked = reader.read(item, (attribution(Role.ACTOR),)).service_reflection

    assert alone and linked and order.index(linked) >= order.index(alone)


def test_a_plan_counts_for_the_body_named_with_it_or_just_before(shipped: Lexicon) -> None:
    plan = "مدرسه روستا سال آینده افتتاح خواهد شد."
    named, before, alone = (
        signs_of(text(None, None, body), shipped)["planned.by_body"]
        for body in (f"استاندار گفت {plan}", f"استاندار سخن گفت. {plan}", plan)
    )

    assert named == before > alone == 0


def test_any_act_is_a_sign_even_one_that_is_only_wished(shipped: Lexicon) -> None:
    assert signs_of(text(None, None, "مدرسه روستا باید افتتاح شود."), shipped)["any.act"] == 1
    assert signs_of(text("شعر"), shipped)["any.act"] == 0


def test_blame_and_praise_are_never_signs_at_once(shipped: Lexicon) -> None:
    signs = signs_of(text("انتقاد شدید از بی‌توجهی و کوتاهی مسئولان"), shipped)

    assert signs["praise"] == 0 or signs["blame"] == 0


def attribution(role: Role) -> Attribution:
    return Attribution(
        agency=AgencyKey("road-maintenance", "سمنان"),
        name="راهداری",
        role=role,
        confidence=1.0,
        evidence=(),
        reason="r",
    )
