"""Tone is toward an agency, from the sentences that name it."""

from core.agencies import AgencyKey
from core.attributions import Attribution, Mention, Role, Tone
from core.items import ItemText
from nlp.readings.read import Reader


def text(body: str) -> ItemText:
    return ItemText(title="گزارش", lead=None, body=body)


def naming(item: ItemText, surface: str, *, part: str = "agency", role: Role = Role.ACTOR) -> Attribution:
    start = (item.body or "").index(surface)
    mention = Mention(field="body", start=start, end=start + len(surface), surface=surface, part=part)
    key = AgencyKey("municipality", "سمنان", "سمنان")
    return Attribution(
        agency=key, name=surface, role=role, confidence=1.0, evidence=(mention,), reason="test"
    )


def tone(reader: Reader, item: ItemText, attribution: Attribution) -> tuple[Tone, Mention | None]:
    return reader.tones(item, [attribution])[0]


def test_praise_in_the_naming_sentence_is_positive(reader: Reader) -> None:
    item = text("شهردار با قدردانی از اداره برق، خدمات ارزنده آن را شایسته تقدیر دانست.")

    assert tone(reader, item, naming(item, "اداره برق"))[0] is Tone.POSITIVE


def test_blame_in_the_naming_sentence_is_critical_and_shown(reader: Reader) -> None:
    item = text("هوا خوب بود. مردم از کم‌کاری و بی‌توجهی شهرداری انتقاد کردند.")
    found, sentence = tone(reader, item, naming(item, "شهرداری"))

    assert found is Tone.CRITICAL
    assert sentence is not None
    assert sentence.surface == "مردم از کم‌کاری و بی‌توجهی شهرداری انتقاد کردند."


def test_blame_of_another_does_not_reach_an_agency_named_elsewhere(reader: Reader) -> None:
    item = text("اداره پست نشست داشت. جلسه آرام بود. هوا ابری بود. مردم از کم‌کاری شرکت گاز گلایه دارند.")

    assert tone(reader, item, naming(item, "اداره پست"))[0] is Tone.NEUTRAL


def test_a_plain_sentence_is_neutral_without_evidence(reader: Reader) -> None:
    item = text("اداره پست نشست داشت.")

    assert tone(reader, item, naming(item, "اداره پست")) == (Tone.NEUTRAL, None)


def test_evidence_that_shows_only_the_place_tells_no_tone(reader: Reader) -> None:
    item = text("در سمنان مردم از کم‌کاری و بی‌توجهی انتقاد کردند.")

    assert tone(reader, item, naming(item, "سمنان", part="dateline"))[0] is Tone.NEUTRAL


def test_there_is_one_tone_for_each_attribution_in_their_order(reader: Reader) -> None:
    item = text(
        "اداره پست نشست داشت. جلسه آرام بود. هوا ابری بود. مردم از کم‌کاری و بی‌توجهی شرکت گاز گلایه دارند."
    )
    tones = reader.tones(item, [naming(item, "شرکت گاز"), naming(item, "اداره پست")])

    assert [found for found, _ in tones] == [Tone.CRITICAL, Tone.NEUTRAL]


def test_no_attributions_have_no_tones(reader: Reader) -> None:
    assert reader.tones(text("متن"), []) == []
