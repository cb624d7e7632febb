"""The fold: one form for many spellings, and an exact way back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.fold import HARD_BOUNDARY, NO_BOUNDARY, SOFT_BOUNDARY, compact_form, fold

ALPHABET = (
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی يكىأإآؤئةۀ\u200c\u200f\u00a0\u00adـًّﻻﷲ0۵٧،.؛:()«»-_\n\tabZ😀🇮🇷&;<>/#"
)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("اجرايي كشور", "اجرایی کشور"),
        ("استاندارى", "استانداری"),
        ("روابطعمومی", "روابط عمومی"),
        ("بینالملل", "بین‌الملل"),
        ("اداره‌کل", "اداره کل"),
        ("مدير‌كل", "مدیرکل"),
        ("ادارۀ کل", "اداره کل"),
        ("ادارهٔ کل", "اداره کل"),
        ("اداره‌ی کل", "اداره کل"),
        ("١٤٠٠", "۱۴۰۰"),
        ("1400", "۱۴۰۰"),
        ("اســتان", "استان"),
        ("مُدیرِ کُلّ", "مدیر کل"),
        ("ﺳﺎﺯﻣﺎﻥ", "سازمان"),
        ("ﺍﺳﻼﻡ", "اسلام"),
        ("سا\u00adزمان", "سازمان"),
        ("ثبت\u00a0احوال", "ثبت احوال"),
        ("ثبت&nbsp;احوال", "ثبت احوال"),
        ("دستگاه&zwnj;های", "دستگاه‌های"),
        ("تأمین", "تامین"),
        ("رئیس", "رییس"),
        ("مؤسسة", "موسسه"),
        ("فرون آباد", "فرون اباد"),
        ("\u202bاستان\u202c", "استان"),
        ("<b>ثبت</b> احوال", "ثبت احوال"),
        ("#اخبار_گیلان", "# اخبار گیلان"),
    ],
)
def test_spellings_of_one_name_become_equal(written: str, canonical: str) -> None:
    assert compact_form(written) == compact_form(canonical)


def test_boundaries_tell_spaces_from_joiners() -> None:
    folded = fold("استانداری‌ها و شهر۵")

    kinds = dict(zip(folded.compact, folded.boundaries, strict=False))
    assert folded.boundaries[0] == HARD_BOUNDARY
    assert folded.boundaries[len("استانداری")] == SOFT_BOUNDARY
    assert kinds["۵"] == HARD_BOUNDARY
    assert folded.boundaries[2] == NO_BOUNDARY


@pytest.mark.parametrize("gap", [" ", "\u200f \u200f", "\u200c \u200c", "ـ\u200e\u00a0ـ\u200e"])
def test_a_space_among_invisible_marks_parts_words(gap: str) -> None:
    assert fold(f"آب{gap}راه").boundaries[2] == HARD_BOUNDARY


@pytest.mark.parametrize(
    ("before", "boundary"), [("", NO_BOUNDARY), ("\u200c", SOFT_BOUNDARY), (" ", HARD_BOUNDARY)]
)
def test_the_two_letters_of_a_ligature_stand_together_whatever_is_before(before: str, boundary: int) -> None:
    folded = fold(f"باغ{before}ﻻله{before}ﻻ")

    assert folded.compact == "باغلالهلا"
    assert folded.boundaries.tolist()[3:5] == [boundary, NO_BOUNDARY]
    assert folded.boundaries.tolist()[7:] == [boundary, NO_BOUNDARY, HARD_BOUNDARY]


def test_a_line_end_stays_between_words() -> None:
    assert compact_form("ثبت\nاحوال") == "ثبت\nاحوال"


@given(st.text(alphabet=ALPHABET, max_size=80))
def test_every_folded_character_points_to_its_published_one(text: str) -> None:
    folded = fold(text)

    assert len(folded.compact) == len(folded.offsets) == len(folded.boundaries) - 1
    for number, character in enumerate(folded.compact):
        start, end = folded.raw_span(number, number + 1)
        assert end == start + 1
        assert "&" in text or "<" in text or character in compact_form(text[start:end])


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_folded(text: str) -> None:
    folded = fold(text)

    assert all(0 <= offset < len(text) for offset in folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)


def test_half_a_surrogate_pair_does_not_stop_the_fold() -> None:
    assert fold("استاندار\ud83d فارس").compact.startswith("استاندار")


def test_folding_is_fast_on_long_text() -> None:
    text = "استاندار خراسان جنوبی از آغاز به کار طرح خبر داد. " * 20_000
    started = time.perf_counter()

    fold(text)

    assert time.perf_counter() - started < 2.0
