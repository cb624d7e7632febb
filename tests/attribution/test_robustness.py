"""Bad input: a result, never a crash, and every span exact."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.attributions import Mention
from core.items import ItemText
from core.methodology import Methodology
from nlp.attribute import Attributed, Attributor
from nlp.layout import LONGEST_TEXT
from nlp.record import prediction_record
from nlp.understand import Understander

PIECES = [
    "استاندار",
    "استاندارى خوزستان",
    "شهردار‌ی‌ها",
    "شهرداری تبریز",
    "فرماندار",
    "شهرستان",
    "استان ‌فارس",
    "و",
    "،",
    ":",
    "مدیر کل",
    "اداره‌ی کل ثبت احوال",
    "آموزش و پرورش",
    "استان‌های یزد، قم و",
    "گفت",
    "این استان",
    "دانشگاه",
    "پلیس",
    "کشور",
    "لیگ",
    "تیم",
    "\n",
    "\u202b",
    "\u200f",
    "🔹",
    "&nbsp;",
    "<p>",
    "</p>",
    "ﻻ",
    "#",
    "_",
    "12/3",
    "وی",
    " ",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=40)


def spans(found: Attributed) -> list[Mention]:
    return [m for a in found.attributions for m in a.evidence] + [r.mention for r in found.refusals]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=st.none() | TEXT, lead=st.none() | TEXT, body=st.none() | TEXT)
def test_every_span_is_exact(
    attributor: Attributor, title: str | None, lead: str | None, body: str | None
) -> None:
    found = attributor.attribute(ItemText(title=title, lead=lead, body=body))

    fields = {"title": title, "lead": lead, "body": body}
    for mention in spans(found):
        assert (fields[mention.field] or "")[mention.start : mention.end] == mention.surface != ""
    assert all(attribution.evidence for attribution in found.attributions)


@pytest.mark.parametrize(
    "body", [None, "", " ", "😀🎉🇮🇷", "\u202b\u200f\u202c", "\x00\ufffd", "\n\n\n", "&;<<>>&#x;"]
)
def test_an_empty_or_odd_text_gives_an_empty_result(attributor: Attributor, body: str | None) -> None:
    found = attributor.attribute(ItemText(title=None, lead=None, body=body))

    assert found == Attributed(attributions=())


def test_a_title_without_a_body_is_enough(attributor: Attributor) -> None:
    found = attributor.attribute(ItemText(title="استاندار یزد آمد", lead=None, body=None))

    assert [m.surface for m in spans(found)] == ["استاندار یزد"]


def test_html_left_in_the_text_is_read_through(attributor: Attributor) -> None:
    body = "<p>مدیرکل&nbsp;ثبت&zwnj;احوال <b>یزد</b> گفت: کارت آماده است.</p>"

    found = attributor.attribute(ItemText(title=None, lead=None, body=body))

    assert [str(a.agency) for a in found.attributions] == ["civil-registration@یزد"]


def test_a_repeated_paragraph_counts_once(attributor: Attributor) -> None:
    line = "شهرداری ساری در این هفته دو بوستان تازه را برای شهروندان گشود و راه روستا را ساخت."

    once = attributor.attribute(ItemText(title=None, lead=None, body=line))
    twice = attributor.attribute(ItemText(title=None, lead=None, body=f"{line}\n{line}"))

    assert [a.agency for a in twice.attributions] == [a.agency for a in once.attributions]
    assert twice.attributions[0].prominence == once.attributions[0].prominence


def test_the_comment_form_is_not_the_item(attributor: Attributor) -> None:
    body = "باران بارید و رودها پر شدند. " * 5 + "\nنظر شما\nاستاندار فارس پاسخ بدهد"

    assert attributor.attribute(ItemText(title=None, lead=None, body=body)).attributions == ()


def test_of_an_endless_text_a_bounded_part_is_read(attributor: Attributor) -> None:
    opening = "استاندار فارس گفت: باران بارید. "
    endless = opening + "پلیس و شهردار شیراز در راه بودند. " * 30_000
    last = endless + "مدیرکل دامپزشکی استان یزد آمد."

    whole, cut = (
        attributor.attribute(ItemText(title=None, lead=None, body=body)) for body in (last, endless)
    )

    assert whole == cut
    assert {str(a.agency) for a in whole.attributions} >= {"governor-office@فارس"}
    assert max(m.end for m in spans(whole)) <= LONGEST_TEXT


def test_an_understanding_becomes_the_record_of_scripts(methodology: Methodology) -> None:
    understander = Understander(methodology)
    text = ItemText(title="فرماندار تفت: راه باز شد", lead=None, body=None)

    record = prediction_record("a-1", understander.understand(text))

    assert record["id"] == "a-1"
    agencies = record["agencies"]
    assert isinstance(agencies, list)
    assert agencies[0] | {"confidence": 1, "tone": None} == {
        "type": "county-governor",
        "name": "فرمانداری تفت",
        "province": "یزد",
        "county": "تفت",
        "role": "actor",
        "speaks": True,
        "prominence": "main",
        "tone": None,
        "confidence": 1,
        "evidence": [{"field": "title", "start": 0, "end": 12, "surface": "فرماندار تفت"}],
        "reason": "explicit-place",
    }


def test_the_version_names_code_and_data(methodology: Methodology) -> None:
    made_by = Understander(methodology).made_by

    assert made_by.startswith("rules-")
    assert made_by == Understander(methodology).made_by
