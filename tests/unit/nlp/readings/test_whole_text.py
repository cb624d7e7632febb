"""Fields are read as one text, and everything found has its way back to its field."""

from hypothesis import given
from hypothesis import strategies as st

from core.items import ItemText
from nlp.readings.whole_text import MOST_CHARACTERS, whole_text

FIELD = st.none() | st.text(max_size=200)


def text(title: str | None = None, lead: str | None = None, body: str | None = None) -> ItemText:
    return ItemText(title=title, lead=lead, body=body)


def surfaces(item: ItemText) -> list[tuple[str, str]]:
    whole = whole_text(item)
    return [(m.field, m.surface) for m in (whole.mention(s, "any") for s in whole.sentences)]


def test_sentences_end_at_marks_lines_and_fields() -> None:
    item = text("خبر اول", "جملهٔ لید.", "یک جمله. دومی؟ سومی\nچهارمی")

    assert surfaces(item) == [
        ("title", "خبر اول"),
        ("lead", "جملهٔ لید."),
        ("body", "یک جمله."),
        ("body", "دومی؟"),
        ("body", "سومی"),
        ("body", "چهارمی"),
    ]


def test_a_decimal_point_ends_no_sentence() -> None:
    assert surfaces(text(body="رشد ۲.۵ درصدی بود")) == [("body", "رشد ۲.۵ درصدی بود")]


def test_the_title_is_the_headline_and_the_lead_ends_the_head() -> None:
    whole = whole_text(text("تیتر", "لید خبر", "متن"))

    assert whole.folded.compact[: whole.headline].strip() == "تیتر"
    assert whole.folded.compact[: whole.lead].strip().endswith("خبر")


def test_without_a_title_the_first_real_line_is_the_headline() -> None:
    whole = whole_text(text(body="♦️\nافتتاح یک مدرسه در روستا\nمتن ادامه دارد"))

    assert whole.folded.compact[: whole.headline].strip().endswith("روستا")


def test_a_long_text_is_read_up_to_a_limit() -> None:
    whole = whole_text(text(body="واژه " * 1_000_000))

    assert len(whole.raw) == MOST_CHARACTERS


def test_an_empty_item_has_no_sentences() -> None:
    assert whole_text(text()).sentences == ()


@given(FIELD, FIELD, FIELD)
def test_every_mention_is_an_exact_stretch_of_its_field(
    title: str | None, lead: str | None, body: str | None
) -> None:
    item = text(title, lead, body)
    whole = whole_text(item)

    for sentence in whole.sentences:
        mention = whole.mention(sentence, "any")
        assert (getattr(item, mention.field) or "")[mention.start : mention.end] == mention.surface


@given(FIELD, FIELD, FIELD)
def test_a_mention_is_found_again_in_the_sentence_it_came_from(
    title: str | None, lead: str | None, body: str | None
) -> None:
    whole = whole_text(text(title, lead, body))

    for number, sentence in enumerate(whole.sentences):
        mention = whole.mention(sentence, "any")
        place = whole.place_of(mention)
        if mention.surface and place is not None:
            assert whole.sentence_at(place) == number
